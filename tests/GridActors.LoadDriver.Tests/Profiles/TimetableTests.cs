using GridActors.LoadDriver.Profiles;

namespace GridActors.LoadDriver.Tests.Profiles;

public sealed class TimetableTests
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    [Fact]
    public void A_steady_rate_spaces_its_calls_evenly_and_makes_as_many_as_were_asked_for()
    {
        var timetable = new Timetable(Profile.Named("steady"), 50, Minute);
        var times = Times(timetable);
        Assert.Equal(50 * 60, times.Count);
        Assert.All(times.Zip(times.Skip(1)), pair => Assert.Equal(20, (pair.Second - pair.First).TotalMilliseconds, 0.01));
    }

    [Theory]
    [InlineData("day")]
    [InlineData("hot")]
    [InlineData("offline")]
    public void Whatever_its_shape_a_run_makes_the_calls_of_its_mean_rate_in_their_order_and_in_its_time(string profile)
    {
        var times = Times(new Timetable(Profile.Named(profile), 200, Minute));
        Assert.InRange(times.Count, 200 * 60 - 1, (200 * 60) + 1);
        Assert.All(times.Zip(times.Skip(1)), pair => Assert.True(pair.First <= pair.Second));
        Assert.InRange(times[^1], TimeSpan.FromSeconds(50), Minute);
    }

    [Fact]
    public void A_countys_evening_is_busier_than_its_night_and_its_homecoming_than_its_morning()
    {
        var times = Times(new Timetable(Profile.Named("day"), 1000, TimeSpan.FromSeconds(24)));
        int[] hours = [.. Enumerable.Range(0, 24).Select(hour => times.Count(time => (int)time.TotalSeconds == hour))];
        Assert.True(hours[18] > 10 * hours[2], $"{hours[18]} and {hours[2]}");
        Assert.InRange((double)hours[17] / hours[7], 1.8, 2.0);
    }

    [Fact]
    public void Without_a_rate_every_call_is_due_at_once_until_the_time_is_over()
    {
        var timetable = new Timetable(Profile.Named("steady"), null, Minute);
        Assert.Equal(TimeSpan.FromSeconds(7), timetable.At(1_000_000, TimeSpan.FromSeconds(7)));
        Assert.Null(timetable.At(0, Minute));
    }

    [Fact]
    public void Half_of_all_calls_go_to_the_hot_gate_and_no_other_is_left_out()
    {
        var profile = Profile.Named("hot");
        var gates = Enumerable.Range(0, 2000).GroupBy(call => profile.Gate(call, 100)).ToDictionary(gate => gate.Key, gate => gate.Count());
        Assert.Equal(100, gates.Count);
        Assert.Equal(1000 + 10, gates[0]);
    }

    [Fact]
    public void Devices_that_were_offline_bring_every_day_of_the_month_in_no_order()
    {
        var profile = Profile.Named("offline");
        int[] days = [.. Enumerable.Range(0, 1000).Select(call => (int)profile.Age(call).TotalDays)];
        Assert.Equal(30, days.Distinct().Count());
        Assert.True(profile.OpenSince > TimeSpan.FromDays(30));
        Assert.Contains(days.Zip(days.Skip(1)), pair => pair.First < pair.Second);
        Assert.Contains(days.Zip(days.Skip(1)), pair => pair.First > pair.Second);
    }

    [Fact]
    public void A_profile_that_nobody_knows_is_refused() =>
        Assert.Throws<ArgumentException>(() => Profile.Named("weekly"));

    private static List<TimeSpan> Times(Timetable timetable)
    {
        var times = new List<TimeSpan>();
        while (timetable.At(times.Count, TimeSpan.Zero) is { } at)
        {
            times.Add(at);
        }

        return times;
    }
}
