using GridActors.GrainInterfaces.Units;
using GridActors.GrainInterfaces.Wire;

namespace GridActors.GrainInterfaces.Records;

/// <summary>What people at a checkpoint do. Façades over the one envelope: names for records, no wire types.</summary>
public static class CheckpointVerbs
{
    public static async Task<RecordResult> RecordPassageAsync(
        this ICheckpointGrain checkpoint, FieldRecord<Passage> passage) =>
        (await checkpoint.RecordPassagesAsync([passage]))[0];

    /// <summary>Many in one call and one commit; the answers stand in the order of the passages.</summary>
    public static Task<RecordResult[]> RecordPassagesAsync(
        this ICheckpointGrain checkpoint, IReadOnlyList<FieldRecord<Passage>> passages) =>
        checkpoint.PostAsync(RecordJson.Envelope(
            checkpoint.GetPrimaryKeyString(), "passage", passages, RecordJsonContext.Default.Passage));

    public static Task<RecordResult> OpenAsync(this ICheckpointGrain checkpoint, FieldRecord<Nothing> record) =>
        checkpoint.PostOneAsync("checkpoint.open", record, RecordJsonContext.Default.Nothing);

    public static Task<RecordResult> CloseAsync(this ICheckpointGrain checkpoint, FieldRecord<Nothing> record) =>
        checkpoint.PostOneAsync("checkpoint.close", record, RecordJsonContext.Default.Nothing);

    public static Task<RecordResult> ReportIncidentAsync(
        this ICheckpointGrain checkpoint, FieldRecord<Incident> incident) =>
        checkpoint.PostOneAsync("incident", incident, RecordJsonContext.Default.Incident);
}
