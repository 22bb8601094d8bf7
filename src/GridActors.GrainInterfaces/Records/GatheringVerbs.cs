using GridActors.GrainInterfaces.Units;
using GridActors.GrainInterfaces.Wire;

namespace GridActors.GrainInterfaces.Records;

/// <summary>Gatherings, and what is forbidden. Façades over the one envelope.</summary>
public static class GatheringVerbs
{
    public static Task<RecordResult> ReportGatheringAsync(this IAreaGrain area, FieldRecord<GatheringReport> report) =>
        area.PostOneAsync("gathering.report", report, RecordJsonContext.Default.GatheringReport);

    public static Task<RecordResult> DecideGatheringAsync(
        this IAreaGrain area, FieldRecord<GatheringDecision> decision) =>
        area.PostOneAsync("gathering.decide", decision, RecordJsonContext.Default.GatheringDecision);

    public static Task<RecordResult> InspectGatheringAsync(this IAreaGrain area, FieldRecord<GatheringVisit> visit) =>
        area.PostOneAsync("gathering.inspect", visit, RecordJsonContext.Default.GatheringVisit);

    public static Task<RecordResult> StopGatheringAsync(this IAreaGrain area, FieldRecord<Stopped> stopped) =>
        area.PostOneAsync("gathering.stop", stopped, RecordJsonContext.Default.Stopped);

    public static Task<RecordResult> StopViolationAsync(this IAreaGrain area, FieldRecord<Stopped> stopped) =>
        area.PostOneAsync("violation.stop", stopped, RecordJsonContext.Default.Stopped);

    public static Task<RecordResult> SetClosureAsync(this IAreaGrain area, FieldRecord<Closure> closure) =>
        area.PostOneAsync("closure.set", closure, RecordJsonContext.Default.Closure);

    public static Task<RecordResult> LiftClosureAsync(this IAreaGrain area, FieldRecord<Closure> closure) =>
        area.PostOneAsync("closure.lift", closure, RecordJsonContext.Default.Closure);
}
