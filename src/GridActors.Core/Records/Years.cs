namespace GridActors.Core.Records;

/// <summary>
/// The years of which a record or a question may speak. Wider than whatever people write down, and so far from both
/// ends of the calendar that nothing which is reckoned from a stated time can leave it.
/// </summary>
public static class Years
{
    private const int First = 1800;
    private const int Last = 2999;

    /// <summary>As a refusal tells it.</summary>
    public const string Expected = "of the years 1800 to 2999";

    public static bool Hold(DateOnly day) => day.Year is >= First and <= Last;

    public static bool Hold(DateTimeOffset instant) => instant.UtcDateTime.Year is >= First and <= Last;
}
