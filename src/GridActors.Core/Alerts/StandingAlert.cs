using GridActors.Core.Records;
using GridActors.Core.Totals;

namespace GridActors.Core.Alerts;

/// <summary>How far an alert has been dealt with; it only goes on.</summary>
public enum AlertState
{
    Open,
    Acknowledged,
    Closed,
}

/// <summary>An alert as it stands now.</summary>
/// <param name="Since">When it came into this state; not before it opened.</param>
/// <param name="NoLongerOpen">When it was first acknowledged or closed; null while it is open.</param>
public sealed record StandingAlert(Alert Alert, AlertState State, DateTimeOffset Since, DateTimeOffset? NoLongerOpen)
{
    /// <summary>Adds (1) or takes back (-1) what the alert counts for, each on its day.</summary>
    internal void Count(int sign, Contributions totals, Calendar calendar)
    {
        Count(calendar.DayOf(Alert.Opened), sign, totals);
        if (NoLongerOpen is { } ended)
        {
            Count(calendar.DayOf(ended), -sign, totals);
        }
    }

    private void Count(DateOnly day, int sign, Contributions totals)
    {
        totals.Add(day, AlertKinds.Open, sign);
        totals.Add(day, AlertKinds.OpenByKind.Of(Alert.Kind), sign);
    }
}

/// <summary>An alert of one key that came, changed, or is gone because its cause is.</summary>
/// <param name="Standing">What it is now; null when it is gone.</param>
public sealed record AlertChange(string Key, StandingAlert? Standing);
