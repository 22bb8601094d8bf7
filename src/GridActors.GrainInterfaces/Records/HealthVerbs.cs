using GridActors.GrainInterfaces.Units;
using GridActors.GrainInterfaces.Wire;

namespace GridActors.GrainInterfaces.Records;

/// <summary>Who is ill, who is to be tested. Façades over the one envelope.</summary>
public static class HealthVerbs
{
    public static Task<RecordResult> ReportCaseAsync(this IHouseholdGrain household, FieldRecord<CaseReport> report) =>
        household.PostOneAsync("case.report", report, RecordJsonContext.Default.CaseReport);

    public static Task<RecordResult> OrderTestAsync(this IHouseholdGrain household, FieldRecord<TestOrder> order) =>
        household.PostOneAsync("test.order", order, RecordJsonContext.Default.TestOrder);

    public static Task<RecordResult> RecordTestResultAsync(
        this IHouseholdGrain household, FieldRecord<TestResult> result) =>
        household.PostOneAsync("test.result", result, RecordJsonContext.Default.TestResult);
}
