using GridActors.GrainInterfaces.Units;
using GridActors.GrainInterfaces.Wire;

namespace GridActors.GrainInterfaces.Records;

/// <summary>How an area directs those below it. Façades over the one envelope.</summary>
public static class DirectionVerbs
{
    public static Task<RecordResult> StartSweepAsync(this IAreaGrain area, FieldRecord<Sweep> sweep) =>
        area.PostOneAsync("sweep.start", sweep, RecordJsonContext.Default.Sweep);

    public static Task<RecordResult> SetQuotaAsync(this IAreaGrain area, FieldRecord<Quota> quota) =>
        area.PostOneAsync("quota.set", quota, RecordJsonContext.Default.Quota);

    public static Task<RecordResult> IssueNoticeAsync(this IAreaGrain area, FieldRecord<IssuedNotice> notice) =>
        area.PostOneAsync("notice.issue", notice, RecordJsonContext.Default.IssuedNotice);

    public static Task<RecordResult> AcknowledgeNoticeAsync(this IAreaGrain area, FieldRecord<NoticeAnswer> answer) =>
        area.PostOneAsync("notice.acknowledge", answer, RecordJsonContext.Default.NoticeAnswer);

    public static Task<RecordResult> SuperviseAsync(this IAreaGrain area, FieldRecord<Supervision> supervision) =>
        area.PostOneAsync("supervision", supervision, RecordJsonContext.Default.Supervision);

    public static Task<RecordResult> CommendAsync(this IAreaGrain area, FieldRecord<Commendation> commendation) =>
        area.PostOneAsync("commendation", commendation, RecordJsonContext.Default.Commendation);

    public static Task<RecordResult> HoldTalkAsync(this IAreaGrain area, FieldRecord<Talk> talk) =>
        area.PostOneAsync("accountability.talk", talk, RecordJsonContext.Default.Talk);
}
