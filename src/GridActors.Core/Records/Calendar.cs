namespace GridActors.Core.Records;

/// <summary>Days and times of day in the deployment's time zone. A day is [00:00, 24:00) there.</summary>
public sealed class Calendar(TimeZoneInfo zone)
{
    private const long TicksPerQuarter = 15 * TimeSpan.TicksPerMinute;

    public TimeZoneInfo Zone { get; } = zone;

    public DateTime LocalOf(DateTimeOffset instant) => TimeZoneInfo.ConvertTime(instant, Zone).DateTime;

    public DateOnly DayOf(DateTimeOffset instant) => DateOnly.FromDateTime(LocalOf(instant));

    /// <summary>
    /// The instant at which clocks show <paramref name="local"/>: the first one where they show it twice, the end of
    /// the gap where a change to summer time leaves it out.
    /// </summary>
    public DateTimeOffset InstantOf(DateTime local)
    {
        while (Zone.IsInvalidTime(local))
        {
            // Changes of the clock happen on quarters of an hour.
            local = local.AddTicks(TicksPerQuarter - (local.Ticks % TicksPerQuarter));
        }

        var offset = Zone.IsAmbiguousTime(local) ? Zone.GetAmbiguousTimeOffsets(local).Max() : Zone.GetUtcOffset(local);
        return new DateTimeOffset(DateTime.SpecifyKind(local, DateTimeKind.Unspecified), offset);
    }
}
