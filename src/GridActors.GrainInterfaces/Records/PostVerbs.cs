using GridActors.GrainInterfaces.Units;
using GridActors.GrainInterfaces.Wire;

namespace GridActors.GrainInterfaces.Records;

/// <summary>
/// What every place with staff records, a checkpoint or an area: duty, supplies, staff, teams. Façades over the
/// one envelope.
/// </summary>
public static class PostVerbs
{
    public static Task<RecordResult> PlanShiftAsync(this IUnitGrain unit, FieldRecord<ShiftPlan> plan) =>
        unit.PostOneAsync("shift.plan", plan, RecordJsonContext.Default.ShiftPlan);

    public static Task<RecordResult> SignInAsync(this IUnitGrain unit, FieldRecord<OnDuty> worker) =>
        unit.PostOneAsync("shift.signIn", worker, RecordJsonContext.Default.OnDuty);

    public static Task<RecordResult> SignOutAsync(this IUnitGrain unit, FieldRecord<OnDuty> worker) =>
        unit.PostOneAsync("shift.signOut", worker, RecordJsonContext.Default.OnDuty);

    public static Task<RecordResult> ReceiveSupplyAsync(this IUnitGrain unit, FieldRecord<SupplyReceipt> receipt) =>
        unit.PostOneAsync("supply.receive", receipt, RecordJsonContext.Default.SupplyReceipt);

    public static Task<RecordResult> UseSupplyAsync(this IUnitGrain unit, FieldRecord<Supply> supply) =>
        unit.PostOneAsync("supply.use", supply, RecordJsonContext.Default.Supply);

    public static Task<RecordResult> TransferSupplyAsync(this IUnitGrain unit, FieldRecord<SupplyTransfer> transfer) =>
        unit.PostOneAsync("supply.transfer", transfer, RecordJsonContext.Default.SupplyTransfer);

    public static Task<RecordResult> CountSupplyAsync(this IUnitGrain unit, FieldRecord<Supply> supply) =>
        unit.PostOneAsync("supply.count", supply, RecordJsonContext.Default.Supply);

    public static Task<RecordResult> SetSupplyMinimumAsync(this IUnitGrain unit, FieldRecord<Supply> supply) =>
        unit.PostOneAsync("supply.minimum", supply, RecordJsonContext.Default.Supply);

    public static Task<RecordResult> EnrolStaffAsync(this IUnitGrain unit, FieldRecord<StaffMember> member) =>
        unit.PostOneAsync("staff.enrol", member, RecordJsonContext.Default.StaffMember);

    public static Task<RecordResult> ReleaseStaffAsync(this IUnitGrain unit, FieldRecord<StaffMember> member) =>
        unit.PostOneAsync("staff.leave", member, RecordJsonContext.Default.StaffMember);

    public static Task<RecordResult> FormTeamAsync(this IUnitGrain unit, FieldRecord<Team> team) =>
        unit.PostOneAsync("team.form", team, RecordJsonContext.Default.Team);

    public static Task<RecordResult> DissolveTeamAsync(this IUnitGrain unit, FieldRecord<Team> team) =>
        unit.PostOneAsync("team.dissolve", team, RecordJsonContext.Default.Team);

    public static Task<RecordResult> RecordDisinfectionAsync(this IUnitGrain unit, FieldRecord<Disinfected> place) =>
        unit.PostOneAsync("disinfection", place, RecordJsonContext.Default.Disinfected);
}
