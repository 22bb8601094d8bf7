namespace GridActors.LoadDriver.Measurements;

/// <summary>
/// What makes one passage known among all others in totals, which are sums only: it counts in an indicator that the
/// load, whose passages have a green code and pass, never touches. None raises an alert: that is work which a passage
/// of the load does not make.
/// </summary>
/// <param name="Data">What its record says instead of <see cref="Unmarked"/>.</param>
internal sealed record Mark(string Indicator, string Data)
{
    public const string Unmarked = """
        "code":"green","outcome":"pass"
        """;

    /// <summary>As many marked records can be under way at once.</summary>
    public static IReadOnlyList<Mark> All { get; } =
    [
        new("passages.held", """
            "code":"green","outcome":"held"
            """),
        new("passages.turnedBack", """
            "code":"green","outcome":"turnedBack"
            """),
        new("passages.transferred", """
            "code":"green","outcome":"transferred"
            """),
        new("passages.code.yellow", """
            "code":"yellow","outcome":"pass"
            """),
        new("passages.code.none", """
            "code":"none","outcome":"pass"
            """),
        new("passages.outsiders", """
            "outsider":true,"code":"green","outcome":"pass"
            """),
    ];
}
