using GridActors.Core.Totals;
using GridActors.Core.Units;

namespace GridActors.Core.Records;

/// <summary>A type that counts and leaves nothing behind: no other record needs it, none is refused.</summary>
public abstract class CountingType<TData>(string name, UnitKinds kinds) : RecordType(name, kinds)
    where TData : class
{
    public sealed override bool StandsAlone => true;

    public sealed override object Read(Fields data) => ReadData(data);

    public sealed override Decision Decide(UnitState state, Record record, Facts facts) => Decision.Accept;

    public sealed override UnitState Evolve(UnitState state, Entry entry, Contributions totals, Calendar calendar)
    {
        Count((TData)entry.Record.Data, entry.Record.Day, totals);
        return state;
    }

    protected abstract TData ReadData(Fields data);

    protected abstract void Count(TData data, DateOnly day, Contributions totals);
}
