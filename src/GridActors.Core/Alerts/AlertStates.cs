namespace GridActors.Core.Alerts;

/// <summary>The states of alerts by their public names.</summary>
public static class AlertStates
{
    /// <summary>As a refusal lists them.</summary>
    public const string Expected = "open, acknowledged or closed";

    private static readonly string[] Names = ["open", "acknowledged", "closed"]; // in the order of AlertState

    public static string NameOf(AlertState state) => Names[(int)state];

    /// <summary>False when there is a text and it is no state; no text means any.</summary>
    public static bool TryParse(string? text, out AlertState? state)
    {
        var at = Array.IndexOf(Names, text);
        state = at < 0 ? null : (AlertState)at;
        return text is null || at >= 0;
    }
}
