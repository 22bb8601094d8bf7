using GridActors.Core.Totals;
using GridActors.Core.Units;

namespace GridActors.Core.Areas;

/// <summary>What a child told its parent last: its subtree's version and totals.</summary>
/// <param name="HasMoved">
/// It stands elsewhere now; the row keeps its version, so that the parent's never goes back.
/// </param>
public sealed record ChildTotals(UnitId Unit, long Version, DailyTotals Totals, bool HasMoved = false);

/// <summary>A unit's subtree at a version: the number of journal entries that its totals contain.</summary>
public sealed record SubtreeTotals(UnitId Unit, long Version, DailyTotals Totals);

/// <summary>
/// A unit's own totals plus its children's. A child's totals are replaced by newer ones, never added to, so a report
/// that is lost, repeated or late does no harm. The version is the sum of the journal versions below.
/// </summary>
public sealed class RollUp(UnitId unit)
{
    private Dictionary<UnitId, ChildTotals>? _children; // most units have none
    private Contributions? _pending;
    private DailyTotals _childrenTotals = DailyTotals.Zero;
    private long _childrenVersion;
    private SubtreeTotals? _settled;

    public long Version => OwnVersion + _childrenVersion;

    public long OwnVersion { get; private set; }

    public DailyTotals OwnTotals { get; private set; } = DailyTotals.Zero;

    public IReadOnlyCollection<ChildTotals> Children => _children is null ? [] : _children.Values;

    /// <summary>The subtree; what came in since the last look is added in one step.</summary>
    public SubtreeTotals Subtree
    {
        get
        {
            if (_settled is null)
            {
                if (_pending is not null)
                {
                    _childrenTotals = _childrenTotals.Plus(_pending);
                    _pending.Clear();
                }

                _settled = new SubtreeTotals(unit, Version, Sum());
            }

            return _settled;
        }
    }

    public void SetOwn(long version, DailyTotals totals)
    {
        (OwnVersion, OwnTotals) = (version, totals);
        _settled = null;
    }

    /// <summary>False when it is no newer than what is known.</summary>
    public bool Replace(ChildTotals child)
    {
        _children ??= [];
        var known = _children.GetValueOrDefault(child.Unit);
        if (known is not null && child.Version <= known.Version)
        {
            return false;
        }

        (_pending ??= new()).AddDifference(known?.Totals ?? DailyTotals.Zero, child.Totals);
        _childrenVersion += child.Version - (known?.Version ?? 0);
        _children[child.Unit] = child;
        _settled = null;
        return true;
    }

    private DailyTotals Sum()
    {
        if (OwnTotals.Days.IsEmpty)
        {
            return _childrenTotals;
        }

        if (_children is null)
        {
            return OwnTotals;
        }

        var own = new Contributions();
        own.AddDifference(DailyTotals.Zero, OwnTotals);
        return _childrenTotals.Plus(own);
    }
}
