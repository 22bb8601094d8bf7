using System.Collections.Immutable;
using GridActors.Core.Alerts;
using GridActors.Core.Checkpoints;
using GridActors.Core.Disinfection;
using GridActors.Core.Duty;
using GridActors.Core.Households;
using GridActors.Core.Staff;
using GridActors.Core.Supplies;
using GridActors.Core.Teams;
using GridActors.Core.Totals;
using GridActors.Core.Units;

namespace GridActors.Core.Records;

/// <summary>Everything that a deployment can record and count.</summary>
public sealed class Catalogue
{
    private readonly Dictionary<string, RecordType> _types;

    public Catalogue(params ReadOnlySpan<Feature> features)
    {
        Features = [.. features];
        Topics = [.. Features.SelectMany(feature => feature.Topics)];
        Indicators = [.. Features.SelectMany(feature => feature.Indicators)];
        Families = [.. Features.SelectMany(feature => feature.Families)];
        Aspects = [.. Features.SelectMany(feature => feature.Aspects)];
        _types = Features.SelectMany(feature => feature.Records)
            .ToDictionary(type => type.Name, StringComparer.Ordinal);
        foreach (var indicator in Indicators)
        {
            IndicatorCodes.Declare(indicator);
        }

        foreach (var family in Families)
        {
            IndicatorCodes.Declare(family);
        }
    }

    /// <summary>The product's own features, in the order in which bulletins and dashboards show them.</summary>
    public static Catalogue Standard { get; } = new(
        AlertFeature.Feature, CheckpointFeature.Feature, HouseholdFeature.Feature, DutyFeature.Feature,
        StaffFeature.Feature, TeamFeature.Feature, SupplyFeature.Feature, DisinfectionFeature.Feature,
        UnitFeature.Feature);

    public ImmutableArray<Feature> Features { get; }

    public ImmutableArray<Term> Topics { get; }

    public ImmutableArray<Indicator> Indicators { get; }

    public ImmutableArray<IndicatorFamily> Families { get; }

    public ImmutableArray<AspectType> Aspects { get; }

    public IEnumerable<RecordType> RecordTypes => _types.Values;

    public RecordType? FindType(string name) => _types.GetValueOrDefault(name);
}
