namespace GridActors.Postgres;

/// <summary>Instants as the database holds them where none of them may be rounded.</summary>
internal static class Instants
{
    /// <summary>100 ns since 1970 UTC.</summary>
    public static long ToTicks(DateTimeOffset instant) => instant.UtcTicks - DateTimeOffset.UnixEpoch.Ticks;

    /// <summary>Days since 1970 UTC.</summary>
    public static int DayOf(long ticks) =>
        (int)(ticks / TimeSpan.TicksPerDay) - (ticks % TimeSpan.TicksPerDay < 0 ? 1 : 0);

    public static DateTimeOffset OfTicks(long ticks) => DateTimeOffset.UnixEpoch.AddTicks(ticks);
}
