namespace GridActors.CommandLine.Demo;

/// <summary>The scenario's days, counted from 1, on the county's clocks.</summary>
internal static class ScenarioTime
{
    /// <summary>Asia/Shanghai; it has known no summer time since 1991.</summary>
    private static readonly TimeSpan Offset = TimeSpan.FromHours(8);

    /// <summary>As people look at a clock: minutes of the hour do.</summary>
    public static TimeSpan Clock(int hour, int minute) => new(hour, minute, 0);

    public static DateOnly DateOf(int day) => LanCounty.FirstDay.AddDays(day - 1);

    public static DateTimeOffset At(int day, TimeSpan time) =>
        new(DateOf(day).ToDateTime(TimeOnly.MinValue) + time, Offset);

    /// <summary>Some second from <paramref name="from"/> on and before <paramref name="to"/>.</summary>
    public static TimeSpan Between(this Random random, TimeSpan from, TimeSpan to) =>
        TimeSpan.FromSeconds(random.Next((int)from.TotalSeconds, (int)to.TotalSeconds));

    public static T Of<T>(this Random random, IReadOnlyList<T> choices) => choices[random.Next(choices.Count)];

    /// <summary>True so often out of a hundred.</summary>
    public static bool Percent(this Random random, int percent) => random.Next(100) < percent;
}
