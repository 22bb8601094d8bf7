using System.Globalization;
using GridActors.Core.Records;
using Calendar = GridActors.Core.Records.Calendar;

namespace GridActors.Core.Tests.Records;

/// <summary>Row 24: midnight, leap days, zones with summer time, far offsets.</summary>
public sealed class CalendarTests
{
    private static readonly string[] Zones =
    [
        "Asia/Shanghai", "Europe/Berlin", "America/Santiago", "Pacific/Kiritimati", "Etc/GMT+12", "Asia/Kolkata", "America/Havana",
        "Australia/Lord_Howe",
    ];

    [Theory]
    [InlineData("Asia/Shanghai", "2020-02-28T23:59:59.9999999+08:00", "2020-02-28")]
    [InlineData("Asia/Shanghai", "2020-02-29T00:00:00+08:00", "2020-02-29")]
    [InlineData("Asia/Shanghai", "2020-02-29T16:00:00Z", "2020-03-01")]
    [InlineData("Asia/Shanghai", "2020-02-02T05:30:00+14:00", "2020-02-01")]
    [InlineData("Asia/Shanghai", "2020-01-31T12:00:00-12:00", "2020-02-01")]
    [InlineData("Europe/Berlin", "2020-03-28T23:00:00Z", "2020-03-29")]
    [InlineData("Europe/Berlin", "2020-03-29T22:00:00Z", "2020-03-30")]
    [InlineData("Europe/Berlin", "2020-10-25T22:59:59Z", "2020-10-25")]
    [InlineData("America/Santiago", "2019-09-08T03:59:59Z", "2019-09-07")]
    [InlineData("America/Santiago", "2019-09-08T04:00:00Z", "2019-09-08")]
    [InlineData("America/Santiago", "2020-04-05T03:30:00Z", "2020-04-04")]
    [InlineData("Pacific/Kiritimati", "2020-01-31T10:00:00Z", "2020-02-01")]
    public void An_instant_belongs_to_the_day_that_the_zones_calendars_show(string zone, string instant, string day) =>
        Assert.Equal(
            DateOnly.Parse(day, CultureInfo.InvariantCulture),
            UnitUnderTest.CalendarOf(zone).DayOf(DateTimeOffset.Parse(instant, CultureInfo.InvariantCulture)));

    [Theory]
    [InlineData("Europe/Berlin", "2020-03-29T02:30:00", "2020-03-29T03:00:00+02:00")] // left out: the end of the gap
    [InlineData("Europe/Berlin", "2020-10-25T02:30:00", "2020-10-25T02:30:00+02:00")] // twice: the first
    [InlineData("America/Santiago", "2019-09-08T00:00:00", "2019-09-08T01:00:00-03:00")]
    [InlineData("America/Santiago", "2020-04-04T23:30:00", "2020-04-04T23:30:00-03:00")]
    [InlineData("Australia/Lord_Howe", "2020-10-04T02:07:00", "2020-10-04T02:30:00+11:00")] // a gap of half an hour
    [InlineData("Asia/Shanghai", "2020-02-29T12:00:00", "2020-02-29T12:00:00+08:00")]
    public void A_local_time_left_out_or_shown_twice_names_one_instant(string zone, string local, string instant) =>
        Assert.Equal(
            DateTimeOffset.Parse(instant, CultureInfo.InvariantCulture),
            UnitUnderTest.CalendarOf(zone).InstantOf(DateTime.Parse(local, CultureInfo.InvariantCulture)));

    [Fact]
    public void Days_follow_one_another_without_gap_or_overlap_in_every_zone()
    {
        foreach (var zone in Zones)
        {
            Calendar calendar = UnitUnderTest.CalendarOf(zone);
            for (var day = new DateOnly(2019, 8, 1); day < new DateOnly(2020, 12, 1); day = day.AddDays(1))
            {
                var begin = calendar.InstantOf(day.ToDateTime(TimeOnly.MinValue));
                Assert.Equal(day, calendar.DayOf(begin));
                Assert.Equal(day.AddDays(-1), calendar.DayOf(begin.AddTicks(-1)));
            }
        }
    }

    [Fact]
    public void A_local_time_that_exists_once_is_found_again() =>
        Properties.Hold(
            Properties.FromSeed(chance =>
                (Zone: chance.Of(Zones),
                At: DateTimeOffset.UnixEpoch.AddMinutes(chance.Next(26_000_000, 27_000_000)))),
            scene =>
            {
                var calendar = UnitUnderTest.CalendarOf(scene.Zone);
                var local = calendar.LocalOf(scene.At);
                if (!calendar.Zone.IsAmbiguousTime(local))
                {
                    Assert.Equal(scene.At, calendar.InstantOf(local));
                }
            },
            tests: 300);

    [Fact]
    public void A_record_counts_on_the_day_of_the_deployments_zone()
    {
        var unit = new UnitUnderTest(calendar: UnitUnderTest.CalendarOf("America/Santiago"))
        {
            Now = DateTimeOffset.Parse("2019-09-10T00:00:00Z", CultureInfo.InvariantCulture),
        };
        unit.Accept("2019-09-07T23:59:59-04:00", "unit.register", """{"kind":"checkpoint","name":"甲","parent":"village"}""")
            .Accept("2019-09-08T01:00:00-03:00", "checkpoint.open");
        Assert.Equal(
            (1m, 1m),
            (unit.Totals.Of(new(2019, 9, 7))[UnitUnderTest.Code("units.checkpoint")].Units,
                unit.Totals.Of(new(2019, 9, 8))[UnitUnderTest.Code("checkpoints.open")].Units));
    }
}
