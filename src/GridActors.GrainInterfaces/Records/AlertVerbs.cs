using GridActors.GrainInterfaces.Units;
using GridActors.GrainInterfaces.Wire;

namespace GridActors.GrainInterfaces.Records;

/// <summary>What people say of alerts, at the unit whose alert it is. Façades over the one envelope.</summary>
public static class AlertVerbs
{
    public static Task<RecordResult> AcknowledgeAlertAsync(this IUnitGrain unit, FieldRecord<AlertKey> alert) =>
        unit.PostOneAsync("alert.acknowledge", alert, RecordJsonContext.Default.AlertKey);

    public static Task<RecordResult> CloseAlertAsync(this IUnitGrain unit, FieldRecord<AlertKey> alert) =>
        unit.PostOneAsync("alert.close", alert, RecordJsonContext.Default.AlertKey);
}
