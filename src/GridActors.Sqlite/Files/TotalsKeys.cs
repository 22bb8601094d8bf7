namespace GridActors.Sqlite.Files;

/// <summary>
/// Keys of totals: a unit's number above, a day below. So a unit's rows lie together, under a plain integer, the
/// cheapest
/// key that SQLite has.
/// </summary>
internal static class TotalsKeys
{
    /// <summary>
    /// In place of a day. Above all days, so that an append finds both rows that it writes on one page.
    /// </summary>
    private const long Running = 9999_99_99;

    private const long DayMask = uint.MaxValue;

    public static long First(long unitNo) => unitNo << 32;

    public static long Last(long unitNo) => unitNo << 32 | DayMask;

    public static long OfRunning(long unitNo) => unitNo << 32 | Running;

    public static long OfDay(long unitNo, DateOnly day) =>
        unitNo << 32 | (uint)Days.ToNumber(day);

    /// <summary>Null for the running bucket.</summary>
    public static DateOnly? DayOf(long key)
    {
        var day = (int)(key & DayMask);
        return day == Running ? null : new DateOnly(day / 10_000, day / 100 % 100, day % 100);
    }

    public static long UnitNoOf(long key) => key >> 32;
}
