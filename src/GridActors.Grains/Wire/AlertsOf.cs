using GridActors.Core.Alerts;
using GridActors.GrainInterfaces.Wire;
using GridActors.Journaling.Ports;

namespace GridActors.Grains.Wire;

/// <summary>Alerts as client apps see them.</summary>
internal static class AlertsOf
{
    public static UnitAlerts Page(IReadOnlyList<UnitAlert> alerts, int limit) =>
        new([.. alerts.Take(limit).Select(One)], alerts.Count > limit);

    private static GrainInterfaces.Wire.Alert One(UnitAlert alert)
    {
        var (of, state, since) = alert.Standing;
        return new(
            alert.Unit.Value, of.Key, of.Kind, of.Subject, of.Text, of.Opened, AlertStates.NameOf(state), since);
    }
}
