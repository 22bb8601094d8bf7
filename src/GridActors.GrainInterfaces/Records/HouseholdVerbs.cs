using GridActors.GrainInterfaces.Units;
using GridActors.GrainInterfaces.Wire;

namespace GridActors.GrainInterfaces.Records;

/// <summary>What a grid worker enters at a household. Façades over the one envelope.</summary>
public static class HouseholdVerbs
{
    public static Task<RecordResult> SurveyAsync(this IHouseholdGrain household, FieldRecord<Survey> survey) =>
        household.PostOneAsync("household.survey", survey, RecordJsonContext.Default.Survey);

    public static Task<RecordResult> RegisterReturneeAsync(
        this IHouseholdGrain household, FieldRecord<Returnee> returnee) =>
        household.PostOneAsync("returnee.register", returnee, RecordJsonContext.Default.Returnee);

    public static Task<RecordResult> StartIsolationAsync(
        this IHouseholdGrain household, FieldRecord<Isolation> isolation) =>
        household.PostOneAsync("isolation.start", isolation, RecordJsonContext.Default.Isolation);

    public static Task<RecordResult> EndIsolationAsync(
        this IHouseholdGrain household, FieldRecord<IsolationEnd> end) =>
        household.PostOneAsync("isolation.end", end, RecordJsonContext.Default.IsolationEnd);

    public static Task<RecordResult> CheckHealthAsync(
        this IHouseholdGrain household, FieldRecord<HealthCheck> check) =>
        household.PostOneAsync("health.check", check, RecordJsonContext.Default.HealthCheck);

    public static Task<RecordResult> LeaveAgainAsync(this IHouseholdGrain household, FieldRecord<AboutPerson> person) =>
        household.PostOneAsync("returnee.leave", person, RecordJsonContext.Default.AboutPerson);

    public static Task<RecordResult> TransferIsolationAsync(
        this IHouseholdGrain household, FieldRecord<IsolationTransfer> transfer) =>
        household.PostOneAsync("isolation.transfer", transfer, RecordJsonContext.Default.IsolationTransfer);
}
