using System.Collections.Immutable;
using GridActors.Core.Alerts;
using GridActors.Core.Cases;
using GridActors.Core.Checkpoints;
using GridActors.Core.Closures;
using GridActors.Core.Contacts;
using GridActors.Core.Disinfection;
using GridActors.Core.Duty;
using GridActors.Core.Gatherings;
using GridActors.Core.Households;
using GridActors.Core.Inspections;
using GridActors.Core.Jobs;
using GridActors.Core.Meetings;
using GridActors.Core.Migrants;
using GridActors.Core.Needs;
using GridActors.Core.Notices;
using GridActors.Core.Plans;
using GridActors.Core.Publicity;
using GridActors.Core.Reports;
using GridActors.Core.Staff;
using GridActors.Core.Supplies;
using GridActors.Core.Tallies;
using GridActors.Core.Teams;
using GridActors.Core.Testing;
using GridActors.Core.Totals;
using GridActors.Core.Units;
using GridActors.Core.Violations;
using GridActors.Core.Visits;
using GridActors.Core.Watches;

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
        Compared = [.. Features.SelectMany(feature => feature.Compared)];
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
    public static Catalogue Standard { get; } = StandardWith(TallyCatalogue.Empty);

    public ImmutableArray<Feature> Features { get; }

    public ImmutableArray<Term> Topics { get; }

    public ImmutableArray<Indicator> Indicators { get; }

    public ImmutableArray<IndicatorFamily> Families { get; }

    public ImmutableArray<Indicator> Compared { get; }

    public ImmutableArray<AspectType> Aspects { get; }

    public IEnumerable<RecordType> RecordTypes => _types.Values;

    /// <summary>The product's own features, and what the deployment counts of its own.</summary>
    public static Catalogue StandardWith(TallyCatalogue tallies) => new(
        HouseholdFeature.Feature,
        CaseFeature.Feature,
        TestingFeature.Feature,
        CheckpointFeature.Feature,
        DutyFeature.Feature,
        StaffFeature.Feature,
        TeamFeature.Feature,
        ContactFeature.Feature,
        WatchFeature.Feature,
        GatheringFeature.Feature,
        ClosureFeature.Feature,
        ViolationFeature.Feature,
        InspectionFeature.Feature,
        DisinfectionFeature.Feature,
        PublicityFeature.Feature,
        SupplyFeature.Feature,
        VisitFeature.Feature,
        NeedFeature.Feature,
        MigrantFeature.Feature,
        JobFeature.Feature,
        MeetingFeature.Feature,
        NoticeFeature.Feature,
        PlanFeature.Feature,
        TallyFeature.Of(tallies),
        ReportFeature.Feature,
        AlertFeature.Feature,
        UnitFeature.Feature);

    public RecordType? FindType(string name) => _types.GetValueOrDefault(name);
}
