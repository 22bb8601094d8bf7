using GridActors.Core.Alerts;
using GridActors.Core.Units;
using GridActors.Journaling.Ports;

namespace GridActors.Journaling.Memory;

/// <summary>The alerts of all units, newest first.</summary>
internal sealed class MemoryAlerts
{
    private static readonly Comparer<UnitAlert> Newest = Comparer<UnitAlert>.Create((left, right) =>
    {
        var order = right.Standing.Alert.Opened.CompareTo(left.Standing.Alert.Opened);
        order = order != 0 ? order : string.CompareOrdinal(left.Unit.Value, right.Unit.Value);
        return order != 0 ? order : string.CompareOrdinal(left.Standing.Alert.Key, right.Standing.Alert.Key);
    });

    private readonly SortedSet<UnitAlert> _all = new(Newest);
    private readonly Dictionary<UnitId, SortedDictionary<string, StandingAlert>> _byUnit = [];

    public void Apply(UnitId unit, IReadOnlyList<AlertChange> changes)
    {
        if (changes.Count > 0 && !_byUnit.ContainsKey(unit))
        {
            _byUnit[unit] = new SortedDictionary<string, StandingAlert>(StringComparer.Ordinal);
        }

        foreach (var (key, standing) in changes)
        {
            if (_byUnit[unit].Remove(key, out var was))
            {
                _all.Remove(new UnitAlert(unit, was));
            }

            if (standing is not null)
            {
                _byUnit[unit][key] = standing;
                _all.Add(new UnitAlert(unit, standing));
            }
        }
    }

    public IEnumerable<StandingAlert> Of(UnitId unit) => _byUnit.TryGetValue(unit, out var alerts) ? alerts.Values : [];

    public IEnumerable<UnitAlert> After(AlertPlace? after)
    {
        if (after is not { } place || _all.Count == 0)
        {
            return _all;
        }

        var last = new UnitAlert(
            place.Unit, new StandingAlert(new Alert(place.Key, "", "", "", place.Opened), default, default));
        return Newest.Compare(last, _all.Max) >= 0
            ? []
            : _all.GetViewBetween(last, _all.Max).Where(alert => Newest.Compare(alert, last) > 0);
    }
}
