using GridActors.Core.Areas;
using GridActors.Core.Totals;
using GridActors.Core.Units;

namespace GridActors.Grains.Wire;

// Immutable, so that between units of one silo they travel by reference, buckets and all.

/// <summary>A child's newest totals on their way to its parent.</summary>
[GenerateSerializer, Immutable, Alias("gridactors.child-report.v1")]
internal sealed record ChildMessage(
    [property: Id(0)] string Unit,
    [property: Id(1)] long Version,
    [property: Id(2)] DailyTotals Totals,
    [property: Id(3)] bool HasMoved)
{
    public static ChildMessage Of(ChildTotals child) =>
        new(child.Unit.Value, child.Version, child.Totals, child.HasMoved);

    public ChildTotals ToChild() => new(UnitId.Parse(Unit), Version, Totals, HasMoved);
}

/// <summary>A unit's subtree.</summary>
[GenerateSerializer, Immutable, Alias("gridactors.subtree.v1")]
internal sealed record SubtreeMessage(
    [property: Id(0)] string Unit, [property: Id(1)] long Version, [property: Id(2)] DailyTotals Totals)
{
    public static SubtreeMessage Of(SubtreeTotals subtree) => new(subtree.Unit.Value, subtree.Version, subtree.Totals);

    /// <summary>For who has seen that version: a county's totals are not sent every two seconds to say so.</summary>
    public static SubtreeMessage Unchanged(SubtreeTotals subtree) =>
        new(subtree.Unit.Value, subtree.Version, DailyTotals.Zero);

    public SubtreeTotals ToSubtree() => new(UnitId.Parse(Unit), Version, Totals);
}

/// <summary>An area's answer: its own plus the children equals the subtree.</summary>
[GenerateSerializer, Immutable, Alias("gridactors.area.v1")]
internal sealed record AreaMessage(
    [property: Id(0)] SubtreeMessage Subtree,
    [property: Id(1)] SubtreeMessage Own,
    [property: Id(2)] ChildMessage[] Children);
