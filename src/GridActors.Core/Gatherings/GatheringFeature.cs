using GridActors.Core.Records;

namespace GridActors.Core.Gatherings;

/// <summary>Gatherings 聚集活动: reported, decided on, looked at, stopped.</summary>
public static class GatheringFeature
{
    public static readonly Feature Feature = new()
    {
        Topics = [new("gatherings", "聚集活动管控", "Gatherings")],
        Records =
        [
            new GatheringReportType(), new GatheringDecideType(), new GatheringInspectType(), new GatheringStopType(),
        ],
        Indicators = [GatheringReportType.Count, GatheringInspectType.Count, GatheringStopType.Stopped],
        Families =
        [
            ReportedGatherings.ByDecision, .. ReportedGatherings.ByDecisionAndKind.Values, GatheringStopType.ByKind,
        ],
        Compared = [GatheringStopType.Stopped],
        Aspects = [AspectType.Of<ReportedGatherings>("gatherings")],
    };
}
