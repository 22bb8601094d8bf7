using GridActors.Core.Totals;
using GridActors.Core.Units;

namespace GridActors.Simulation.Properties;

/// <summary>Every subtree added up from the raw journals, in the plainest way.</summary>
internal sealed class Recounted
{
    private readonly Dictionary<UnitId, (long Version, DailyTotals Totals)> _subtrees = [];

    public Recounted(Truth truth)
    {
        var gathered = new Dictionary<UnitId, Contributions>();
        var versions = new Dictionary<UnitId, long>();
        foreach (var (unit, journal) in truth.Units)
        {
            foreach (var (left, version) in journal.Left)
            {
                for (UnitId? at = left; at is { } above; at = truth.Of(above).Parent)
                {
                    versions[above] = versions.GetValueOrDefault(above) + version;
                }
            }

            if (!journal.Registration.Exists)
            {
                continue;
            }

            for (UnitId? at = unit; at is { } above; at = truth.Of(above).Parent)
            {
                if (!gathered.TryGetValue(above, out var sum))
                {
                    gathered.Add(above, sum = new Contributions());
                }

                sum.AddDifference(DailyTotals.Zero, journal.Image.Totals);
                versions[above] = versions.GetValueOrDefault(above) + journal.Version;
            }
        }

        foreach (var (unit, sum) in gathered)
        {
            _subtrees.Add(unit, (versions[unit], DailyTotals.Zero.Plus(sum)));
        }
    }

    public IReadOnlyDictionary<UnitId, (long Version, DailyTotals Totals)> Subtrees => _subtrees;

    /// <summary>The first figure that differs, in words.</summary>
    public static string Difference(DailyTotals found, DailyTotals recounted)
    {
        foreach (var day in found.Days.Select(day => day.Day).Union(recounted.Days.Select(day => day.Day)).Order())
        {
            var (one, other) = (found.Of(day), recounted.Of(day));
            var indicators = one.Amounts.Concat(other.Amounts).Select(pair => pair.Key).OrderBy(it => it.Code, StringComparer.Ordinal);
            foreach (var indicator in indicators.Where(indicator => one[indicator] != other[indicator]))
            {
                return $"{indicator} on {day:yyyy-MM-dd} is {one[indicator]}, recounted {other[indicator]}";
            }
        }

        return "the same";
    }
}
