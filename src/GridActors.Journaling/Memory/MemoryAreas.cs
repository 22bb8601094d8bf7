using GridActors.Core.Areas;
using GridActors.Core.Totals;
using GridActors.Core.Units;
using GridActors.Journaling.Ports;

namespace GridActors.Journaling.Memory;

/// <summary>The stored subtrees.</summary>
internal sealed class MemoryAreas
{
    private readonly Dictionary<UnitId, SubtreeTotals> _subtrees = [];

    public SubtreeTotals? Find(UnitId area) => _subtrees.GetValueOrDefault(area);

    /// <summary>False when what is stored is as new.</summary>
    public bool Save(AreaRow row)
    {
        var stored = Find(row.Subtree.Unit);
        if (row.Subtree.Version <= stored?.Version)
        {
            return false;
        }

        if (stored is null)
        {
            // Changed days say nothing of the others, and none of them is stored yet.
            _subtrees[row.Subtree.Unit] = row.Subtree;
        }
        else
        {
            _subtrees[row.Subtree.Unit] = row.ChangedDays is { } changed && row.ChangedSince == stored.Version
                ? row.Subtree with { Totals = Merged(stored.Totals, row.Subtree.Totals.Running, changed) }
                : row.Subtree;
        }

        return true;
    }

    private static DailyTotals Merged(DailyTotals stored, Bucket running, IReadOnlyList<DayBucket> changed)
    {
        var days = stored.Days.ToDictionary(day => day.Day);
        foreach (var day in changed)
        {
            days[day.Day] = day;
        }

        return DailyTotals.Of(running, days.Values);
    }
}
