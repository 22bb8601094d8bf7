using System.Collections.Immutable;
using GridActors.Core.Totals;

namespace GridActors.Core.Records;

/// <summary>
/// What one folder of Core adds to the product. Adding a record type touches one of these and its tests.
/// </summary>
public sealed record Feature
{
    /// <summary>
    /// Headings under which bulletins and dashboards show indicators, in the catalogue's order of features.
    /// </summary>
    public ImmutableArray<Term> Topics { get; init; } = [];

    public ImmutableArray<RecordType> Records { get; init; } = [];

    public ImmutableArray<Indicator> Indicators { get; init; } = [];

    public ImmutableArray<IndicatorFamily> Families { get; init; } = [];

    /// <summary>Of the indicators those by which a bulletin compares the units below.</summary>
    public ImmutableArray<Indicator> Compared { get; init; } = [];

    public ImmutableArray<AspectType> Aspects { get; init; } = [];
}
