using GridActors.Core.Records;
using GridActors.Core.Totals;

namespace GridActors.Core.Units;

/// <summary>The rules that hold for every record, before its own type's.</summary>
public static class UnitDecider
{
    /// <summary>Decides a record whose identity this unit has not accepted yet.</summary>
    public static Decision Decide(UnitState state, Record record, Facts facts)
    {
        if (record.Type.IsSystem)
        {
            return record.Type.Decide(state, record, facts);
        }

        // By the distance, because a deployment may accept what is further back than the calendar goes.
        if (record.At - facts.Now > Facts.AcceptAhead || facts.Now - record.At > facts.AcceptBack)
        {
            return Decision.Refuse(
                RefusalCodes.AtOutOfRange, "at",
                $"at is up to {facts.AcceptBack.TotalDays:0} days back and 10 minutes ahead of {facts.Now:O}");
        }

        return DecideNew(state, record, facts);
    }

    internal static Decision DecideNew(UnitState state, Record record, Facts facts)
    {
        var registration = state.Registration;
        if (record.Type is UnitRegisterType)
        {
            return record.Type.Decide(state, record, facts);
        }

        if (!registration.Exists)
        {
            return Decision.Refuse(RefusalCodes.UnknownUnit, "unit", $"unit {record.Unit} is not registered");
        }

        if (!UnitKindRules.Includes(record.Type.Kinds, registration.Kind))
        {
            return Decision.Refuse(
                RefusalCodes.WrongKind, "type",
                $"a {UnitKindRules.NameOf(registration.Kind)} takes no {record.Type.Name}");
        }

        // Judged by when it happened: a device that was offline may still tell what came before the closing. What that
        // opens is ended some time, too.
        return Moment.Of(record) > registration.ClosedAt && record.Type is not (RecordVoidType or UnitCloseType)
            && !EndsWhatIsOpen(state, record, facts)
            ? Decision.Refuse(RefusalCodes.UnitClosed, "unit", $"unit {record.Unit} is closed")
            : record.Type.Decide(state, record, facts);
    }

    private static bool EndsWhatIsOpen(UnitState state, Record record, Facts facts)
    {
        if (!state.HasOpenItems
            || record.Type.Decide(state, record, facts) is not { Refusal: null, Outcome: var outcome })
        {
            return false;
        }

        var entry = new Entry(record.Arrival, facts.Now, record, outcome);
        return record.Type.Evolve(state, entry, new Contributions(), facts.Calendar).HasLessOpenThan(state);
    }
}
