using GridActors.GrainInterfaces.Units;
using GridActors.GrainInterfaces.Wire;

namespace GridActors.GrainInterfaces.Records;

/// <summary>What any unit records of itself and of its records. Façades over the one envelope.</summary>
public static class UnitVerbs
{
    public static Task<RecordResult> RegisterAsync(this IUnitGrain unit, FieldRecord<Registration> registration) =>
        unit.PostOneAsync("unit.register", registration, RecordJsonContext.Default.Registration);

    public static Task<RecordResult> AmendAsync(this IUnitGrain unit, FieldRecord<Amendment> amendment) =>
        unit.PostOneAsync("unit.amend", amendment, RecordJsonContext.Default.Amendment);

    public static Task<RecordResult> MoveAsync(this IUnitGrain unit, FieldRecord<Move> move) =>
        unit.PostOneAsync("unit.move", move, RecordJsonContext.Default.Move);

    public static Task<RecordResult> CloseUnitAsync(this IUnitGrain unit, FieldRecord<Nothing> record) =>
        unit.PostOneAsync("unit.close", record, RecordJsonContext.Default.Nothing);

    public static Task<RecordResult> VoidAsync(this IUnitGrain unit, FieldRecord<Correction> correction) =>
        unit.PostOneAsync("record.void", correction, RecordJsonContext.Default.Correction);
}
