using GridActors.Core.Alerts;
using GridActors.Core.Units;

namespace GridActors.Journaling.Ports;

/// <summary>An alert and the unit whose it is.</summary>
public sealed record UnitAlert(UnitId Unit, StandingAlert Standing);

/// <summary>A place in a list of alerts: what was listed last.</summary>
public readonly record struct AlertPlace(DateTimeOffset Opened, UnitId Unit, string Key)
{
    public static AlertPlace Of(UnitAlert alert) =>
        new(alert.Standing.Alert.Opened, alert.Unit, alert.Standing.Alert.Key);
}

/// <summary>The alerts of all units, committed with the entries that raise and answer them.</summary>
public interface IAlerts
{
    /// <summary>
    /// The alerts of a unit and of all below it, by when they opened, newest first, at most <paramref name="limit"/>;
    /// those of one instant in an order that is always the same. Costs in proportion to the page, not to the subtree.
    /// </summary>
    /// <param name="state">Null: in any state.</param>
    /// <param name="after">Null: from the newest on.</param>
    ValueTask<IReadOnlyList<UnitAlert>> AlertsAsync(
        UnitId unit, AlertState? state, AlertPlace? after, int limit, CancellationToken cancellation = default);

    /// <summary>A unit's own alerts, by key.</summary>
    ValueTask<IReadOnlyList<StandingAlert>> OwnAlertsAsync(UnitId unit, CancellationToken cancellation = default);
}
