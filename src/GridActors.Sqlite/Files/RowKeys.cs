namespace GridActors.Sqlite.Files;

/// <summary>
/// Rows of one unit lie together because their integer keys begin with its number; an integer key is the cheapest
/// that SQLite has.
/// </summary>
internal static class RowKeys
{
    /// <summary>Entries of one unit, and what a key's lower half can hold.</summary>
    public const long VersionMax = uint.MaxValue;

    /// <summary>In place of a day. Above all days, so that an append finds both rows that it writes on one page.</summary>
    private const long Running = 9999_99_99;

    public static long First(long unitNo) => unitNo << 32;

    public static long Last(long unitNo) => unitNo << 32 | VersionMax;

    public static long OfEntry(long unitNo, long version) => version is > 0 and <= VersionMax
        ? unitNo << 32 | version
        : throw new ArgumentOutOfRangeException(nameof(version), version, "A journal ends at 2^32 - 1 entries.");

    public static long VersionOf(long key) => key & VersionMax;

    public static long OfRunning(long unitNo) => unitNo << 32 | Running;

    public static long OfDay(long unitNo, DateOnly day) =>
        unitNo << 32 | (uint)((day.Year * 100 + day.Month) * 100 + day.Day);

    /// <summary>Null for the running bucket.</summary>
    public static DateOnly? DayOf(long key)
    {
        var day = (int)(key & VersionMax);
        return day == Running ? null : new DateOnly(day / 10_000, day / 100 % 100, day % 100);
    }

    public static long UnitNoOf(long key) => key >> 32;
}
