using GridActors.Core.Totals;
using GridActors.Core.Units;

namespace GridActors.Core.Records;

/// <summary>
/// What a decision must know of other units; the host looks it up beforehand, deciding never calls out.
/// </summary>
public enum FactsNeeded
{
    None,

    /// <summary>The unit named by the record as parent.</summary>
    Parent,

    /// <summary>The unit to which the record sends something.</summary>
    Receiver,

    /// <summary>Whether open units stand under this one.</summary>
    Children,

    /// <summary>The unit's own journal, all of it.</summary>
    History,

    /// <summary>The totals of the unit with all below it.</summary>
    Subtree,

    /// <summary>The states of all areas above the unit.</summary>
    Above,

    /// <summary>Where somebody is under isolation orders.</summary>
    Stays,
}

/// <summary>
/// One type of record: how its data is read, when it is refused and what it changes. An accepted record is itself the
/// event that the journal keeps; <see cref="Evolve"/> is total over accepted records and throws on anything else.
/// </summary>
public abstract class RecordType(string name, UnitKinds kinds)
{
    public string Name { get; } = name;

    /// <summary>The kinds of unit that accept it.</summary>
    public UnitKinds Kinds { get; } = kinds;

    /// <summary>Written by the system when a deadline passes; refused from outside.</summary>
    public virtual bool IsSystem => false;

    /// <summary>
    /// True when its contributions depend on nothing but the record, and no later record depends on it. Such a record
    /// is voided by reversing its contributions, without looking at the rest of the unit's history - unless it raises
    /// an alert, of which somebody may have spoken since: <see cref="IsAlone"/>.
    /// </summary>
    public virtual bool StandsAlone => false;

    /// <summary>Whether this very record stands alone.</summary>
    public static bool IsAlone(Entry entry, Calendar calendar)
    {
        if (!entry.Record.Type.StandsAlone)
        {
            return false;
        }

        var own = new Contributions();
        entry.Record.Type.Evolve(UnitState.Unregistered, entry, own, calendar);
        return own.TakeAlerts().Count == 0;
    }

    /// <summary>True when it tells another unit something, which may have acted on it; so it is never voided.</summary>
    public virtual bool Sends => false;

    public virtual FactsNeeded Needs => FactsNeeded.None;

    /// <summary>What this very record needs, where only some of its type do.</summary>
    public virtual FactsNeeded NeedsOf(Record record) => Needs;

    /// <summary>
    /// What other units may have to know of it: of records sent together, those of theirs that need this are decided
    /// after it, as if all had come one by one.
    /// </summary>
    public virtual FactsNeeded Tells => FactsNeeded.None;

    /// <summary>
    /// Of whom it should be known whether they are under isolation orders anywhere (<see cref="Facts.Stays"/>). Unlike
    /// what <see cref="Needs"/> says, nothing has to hold still for it: it is told as it is known.
    /// </summary>
    public virtual PersonName? PersonAskedFor(Record record) => null;

    /// <summary>Reads the data; what is wrong is noted in <paramref name="data"/> and makes the result void.</summary>
    public abstract object Read(Fields data);

    public abstract Decision Decide(UnitState state, Record record, Facts facts);

    public abstract UnitState Evolve(UnitState state, Entry entry, Contributions totals, Calendar calendar);
}

/// <summary>
/// A type whose data is a <typeparamref name="TData"/> and whose state lives in one aspect of the unit.
/// </summary>
public abstract class RecordType<TData, TAspect>(string name, UnitKinds kinds) : RecordType(name, kinds)
    where TData : class
    where TAspect : class, IAspect, new()
{
    public sealed override object Read(Fields data) => ReadData(data);

    public sealed override Decision Decide(UnitState state, Record record, Facts facts) =>
        Decide(state.Get<TAspect>(), record, (TData)record.Data, facts);

    public sealed override UnitState Evolve(
        UnitState state, Entry entry, Contributions totals, Calendar calendar) =>
        state.With(Evolve(
            state.GetToChange<TAspect>(totals, calendar), entry.Record, (TData)entry.Record.Data, totals, calendar));

    protected abstract TData ReadData(Fields data);

    protected abstract Decision Decide(TAspect aspect, Record record, TData data, Facts facts);

    protected abstract TAspect Evolve(
        TAspect aspect, Record record, TData data, Contributions totals, Calendar calendar);
}
