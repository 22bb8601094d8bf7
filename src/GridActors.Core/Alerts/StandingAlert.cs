namespace GridActors.Core.Alerts;

/// <summary>How far an alert has been dealt with; it only goes on. Stored as these numbers.</summary>
public enum AlertState
{
    Open,
    Acknowledged,
    Closed,
}

/// <summary>An alert as it stands now.</summary>
/// <param name="Since">When it came into this state; not before it opened.</param>
public sealed record StandingAlert(Alert Alert, AlertState State, DateTimeOffset Since);

/// <summary>An alert of one key that came, changed, or is gone because its cause is.</summary>
/// <param name="Standing">What it is now; null when it is gone.</param>
public sealed record AlertChange(string Key, StandingAlert? Standing);
