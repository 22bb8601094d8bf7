namespace GridActors.GrainInterfaces.Wire;

/// <summary>Exact sums by indicator code; zeros are left out.</summary>
[GenerateSerializer, Immutable, Alias("gridactors.figures.v1")]
public sealed record Figures(
    [property: Id(0)] IReadOnlyDictionary<string, decimal> Levels,
    [property: Id(1)] IReadOnlyDictionary<string, decimal> Flows)
{
    /// <summary>0 for a code that nothing was counted under.</summary>
    public decimal this[string code] => Levels.GetValueOrDefault(code) + Flows.GetValueOrDefault(code);
}

/// <summary>A unit's totals with all its descendants'.</summary>
/// <param name="Version">Journal entries that they contain: it never goes back.</param>
/// <param name="Running">How things stand (levels) and what happened in all (flows).</param>
/// <param name="Days">Each day's net contributions, ascending.</param>
[GenerateSerializer, Immutable, Alias("gridactors.totals.v1")]
public sealed record UnitTotals(
    [property: Id(0)] string Unit,
    [property: Id(1)] long Version,
    [property: Id(2)] Figures Running,
    [property: Id(3)] IReadOnlyList<DayFigures> Days);

/// <summary>One day's net contributions, in the deployment's time zone.</summary>
[GenerateSerializer, Immutable, Alias("gridactors.day.v1")]
public sealed record DayFigures([property: Id(0)] DateOnly Day, [property: Id(1)] Figures Counts);

/// <summary>What an area's totals are made of: its own plus each child's equals its running figures.</summary>
/// <param name="Version">Of the area, all of these included.</param>
[GenerateSerializer, Immutable, Alias("gridactors.children.v1")]
public sealed record UnitChildren(
    [property: Id(0)] string Unit,
    [property: Id(1)] long Version,
    [property: Id(2)] Figures Own,
    [property: Id(3)] IReadOnlyList<ChildFigures> Children);

/// <summary>One child's share in its parent's totals.</summary>
/// <param name="HasMoved">It stands elsewhere now and counts nothing here any more.</param>
[GenerateSerializer, Immutable, Alias("gridactors.child.v1")]
public sealed record ChildFigures(
    [property: Id(0)] string Unit,
    [property: Id(1)] long Version,
    [property: Id(2)] Figures Running,
    [property: Id(3)] bool HasMoved);
