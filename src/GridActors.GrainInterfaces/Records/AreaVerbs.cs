using GridActors.GrainInterfaces.Units;
using GridActors.GrainInterfaces.Wire;

namespace GridActors.GrainInterfaces.Records;

/// <summary>What an office of a village, a township or a county records. Façades over the one envelope.</summary>
public static class AreaVerbs
{
    public static Task<RecordResult> SubmitReportAsync(this IAreaGrain area, FieldRecord<DailyReport> report) =>
        area.PostOneAsync("report.submit", report, RecordJsonContext.Default.DailyReport);

    public static Task<RecordResult> RecordPublicityAsync(this IAreaGrain area, FieldRecord<Publicity> publicity) =>
        area.PostOneAsync("publicity", publicity, RecordJsonContext.Default.Publicity);

    public static Task<RecordResult> AssignContactAsync(this IAreaGrain area, FieldRecord<ContactMember> contact) =>
        area.PostOneAsync("contact.assign", contact, RecordJsonContext.Default.ContactMember);

    public static Task<RecordResult> ReleaseContactAsync(this IAreaGrain area, FieldRecord<ContactMember> contact) =>
        area.PostOneAsync("contact.release", contact, RecordJsonContext.Default.ContactMember);

    public static Task<RecordResult> RecordInspectionAsync(this IAreaGrain area, FieldRecord<Inspection> inspection) =>
        area.PostOneAsync("inspection", inspection, RecordJsonContext.Default.Inspection);

    public static Task<RecordResult> FixHazardAsync(this IAreaGrain area, FieldRecord<HazardFix> fix) =>
        area.PostOneAsync("hazard.fix", fix, RecordJsonContext.Default.HazardFix);

    public static Task<RecordResult> RecordPatrolAsync(this IAreaGrain area, FieldRecord<Patrol> patrol) =>
        area.PostOneAsync("patrol", patrol, RecordJsonContext.Default.Patrol);

    public static Task<RecordResult> RecordMeetingAsync(this IAreaGrain area, FieldRecord<Meeting> meeting) =>
        area.PostOneAsync("meeting", meeting, RecordJsonContext.Default.Meeting);

    public static Task<RecordResult> SignAgreementAsync(this IAreaGrain area, FieldRecord<Agreement> agreement) =>
        area.PostOneAsync("agreement.sign", agreement, RecordJsonContext.Default.Agreement);

    public static Task<RecordResult> RecordDonationAsync(this IAreaGrain area, FieldRecord<Donation> donation) =>
        area.PostOneAsync("donation", donation, RecordJsonContext.Default.Donation);

    public static Task<RecordResult> RecordTallyAsync(this IAreaGrain area, FieldRecord<Tally> tally) =>
        area.PostOneAsync("tally", tally, RecordJsonContext.Default.Tally);
}
