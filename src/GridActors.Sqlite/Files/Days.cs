namespace GridActors.Sqlite.Files;

/// <summary>Days as the database holds them: yyyymmdd.</summary>
internal static class Days
{
    public static int ToNumber(DateOnly day) => (day.Year * 100 + day.Month) * 100 + day.Day;
}
