namespace GridActors.Postgres;

/// <summary>Days as the database holds them: yyyymmdd.</summary>
internal static class Days
{
    public static int ToNumber(DateOnly day) => (day.Year * 100 + day.Month) * 100 + day.Day;

    public static DateOnly OfNumber(int day) => new(day / 10_000, day / 100 % 100, day % 100);
}
