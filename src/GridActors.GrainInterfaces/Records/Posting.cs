using System.Text.Json.Serialization.Metadata;
using GridActors.GrainInterfaces.Units;
using GridActors.GrainInterfaces.Wire;

namespace GridActors.GrainInterfaces.Records;

public static class Posting
{
    /// <summary>Any record type, its data as a client's own type; for types that have no verb here.</summary>
    public static async Task<RecordResult> PostOneAsync<TData>(
        this IUnitGrain unit, string type, FieldRecord<TData> record, JsonTypeInfo<TData> data) =>
        (await unit.PostAsync(RecordJson.Envelope(unit.GetPrimaryKeyString(), type, [record], data)))[0];
}
