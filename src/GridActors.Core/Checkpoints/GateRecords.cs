using GridActors.Core.Duty;
using GridActors.Core.Records;
using GridActors.Core.Totals;
using GridActors.Core.Units;

namespace GridActors.Core.Checkpoints;

public sealed record GateRecord(bool Open);

/// <summary><c>checkpoint.open</c> and <c>checkpoint.close</c>; repeating either adds nothing.</summary>
internal sealed class GateType(string name, bool open) : RecordType(name, UnitKinds.Checkpoint)
{
    public const string IsRoadblock = "is-roadblock";

    private readonly GateRecord _data = new(open);

    public override object Read(Fields data) => _data;

    public override Decision Decide(UnitState state, Record record, Facts facts) =>
        state.Registration.Tier == Registration.Roadblock
            ? Decision.Refuse(IsRoadblock, "unit", $"{record.Unit} is a closed road without staff; it does not open")
            : Decision.Accept;

    public override UnitState Evolve(UnitState state, Entry entry, Contributions totals, Calendar calendar) =>
        Evolve(state, new GateChange(Moment.Of(entry.Record), ((GateRecord)entry.Record.Data).Open), totals, calendar);

    /// <summary>Whoever is on duty must know of an open gate.</summary>
    private static UnitState Evolve(UnitState state, GateChange change, Contributions totals, Calendar calendar)
    {
        var gate = state.GetToChange<Checkpoint>(totals, calendar).With(change, totals, calendar);
        var shifts = state.GetToChange<Shifts>(totals, calendar).With(gate.Changes, totals, calendar);
        return state.With(gate).With(shifts);
    }
}
