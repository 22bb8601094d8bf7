using System.Collections.Immutable;
using GridActors.Core.Records;
using GridActors.Core.Totals;
using GridActors.Core.Units;

namespace GridActors.Core.Checkpoints;

/// <summary>When it was opened or closed.</summary>
/// <param name="ForGood">With the unit itself: what is dated after it opens nothing any more.</param>
public readonly record struct GateChange(Moment At, bool Open, bool ForGood = false) : ITimed;

/// <summary>
/// A checkpoint's gate: closed until opened. Passages need it open at the time at which they happened.
/// </summary>
public sealed record Checkpoint : IAspect
{
    /// <summary>Ascending.</summary>
    public ImmutableArray<GateChange> Changes { get; init; } = [];

    public bool IsOpenAt(Moment moment) => Changes.Before(moment) is [.., { Open: true }];

    public IAspect OnUnitClosed(Moment at, Contributions totals, Calendar calendar) =>
        With(new GateChange(at, Open: false, ForGood: true), totals, calendar);

    internal Checkpoint With(GateChange change, Contributions totals, Calendar calendar)
    {
        var changed = this with { Changes = Changes.InsertByTime(change) };
        totals.AddDifference(Project(calendar), changed.Project(calendar));
        return changed;
    }

    private Contributions Project(Calendar calendar)
    {
        var totals = new Contributions();
        var open = false;
        foreach (var change in Changes)
        {
            if (change.Open != open)
            {
                open = change.Open;
                totals.Add(calendar.DayOf(change.At.At), CheckpointFeature.Open, open ? 1 : -1);
            }

            if (change.ForGood)
            {
                break;
            }
        }

        return totals;
    }
}
