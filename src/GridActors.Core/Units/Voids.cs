using System.Collections.Immutable;
using GridActors.Core.Records;
using GridActors.Core.Totals;

namespace GridActors.Core.Units;

public sealed record RecordVoid(RecordId Target, string Reason);

/// <summary>Which entries no longer count, by version, ascending.</summary>
public sealed record Voids : IAspect
{
    public ImmutableArray<long> Versions { get; init; } = [];
}

/// <summary>
/// <c>record.void</c> 更正: as if the record had never been. The entry stays in the journal and says which other
/// entry does not count; the unit is then the fold of the entries that stand.
/// </summary>
internal sealed class RecordVoidType() : RecordType("record.void", UnitKinds.All)
{
    public const string NoSuchRecord = "no-such-record";
    public const string HasDependents = "has-dependents";
    public const string NotVoidable = "not-voidable";
    public const string AlreadySent = "already-sent";

    /// <summary>Dependents named in one refusal.</summary>
    private const int NamedMax = 50;

    public override FactsNeeded Needs => FactsNeeded.History;

    public override FactsNeeded Tells => FactsNeeded.History;

    public override object Read(Fields data) => new RecordVoid(
        new RecordId(data.Text("source", RecordReader.SourceLengthMax), data.Ordinal("seq", RecordReader.SeqMax)),
        data.Text("reason", 500));

    public override Decision Decide(UnitState state, Record record, Facts facts)
    {
        var target = ((RecordVoid)record.Data).Target;
        if (facts.IsReplay)
        {
            return Decision.Accept;
        }

        if (facts.Voided is not { } fact || state.Get<Voids>().Versions.BinarySearch(fact.Target.Version) >= 0)
        {
            return Decision.Refuse(NoSuchRecord, "data.seq", $"no record {target} stands in this unit's history");
        }

        if (fact.Target.Record.Type is RecordVoidType { } || fact.Target.Record.Type.IsSystem)
        {
            return Decision.Refuse(
                NotVoidable, "data.seq",
                $"{target} is a {fact.Target.Record.Type.Name}; enter anew");
        }

        if (fact.Target.Record.Type.Sends)
        {
            return Decision.Refuse(
                AlreadySent, "data.seq", $"{target} went to another unit; have it sent back from there");
        }

        if (fact.Dependents.Count > 0)
        {
            return Decision.Refuse(
                HasDependents, "data.seq",
                $"later records need {target}; void them first: {Named(fact.Dependents)}");
        }

        if (fact.Without is { } unit && PutsUnderClosed(state.Registration, unit.State.Registration, facts.Parent))
        {
            return Decision.Refuse(
                UnitRegisterType.BadParent, "data.seq",
                $"without {target} the unit would be open under {unit.State.Registration.Parent}, which is not");
        }

        // Whatever became of them, what they recorded is counted through this unit.
        if (facts.ChildrenEver.Count > 0 && fact.Without is { State.Registration.Exists: false })
        {
            return Decision.Refuse(
                HasDependents, "data.seq",
                $"units stand or stood under this one, which can be closed, and need {target}: "
                + Named(facts.ChildrenEver));
        }

        return Decision.AcceptWith(new Outcome
        {
            Voids = fact.Target.Version,
            Refold = fact.Without is not null,
            Reversal = Reversal(fact, facts),
        });
    }

    public override UnitState Evolve(UnitState state, Entry entry, Contributions totals, Calendar calendar)
    {
        var outcome = entry.Outcome ?? throw new InvalidOperationException("A void in the journal has an outcome.");
        totals.AddDifference(DailyTotals.Zero, outcome.Reversal ?? DailyTotals.Zero);
        return Mark(state, outcome);
    }

    internal static UnitState Mark(UnitState state, Outcome outcome)
    {
        var voids = state.Get<Voids>();
        return state.With(voids with { Versions = voids.Versions.Add(outcome.Voids!.Value).Sort() });
    }

    private static string Named<T>(IReadOnlyCollection<T> all) =>
        string.Join(", ", all.Take(NamedMax)) + (all.Count > NamedMax ? " and more" : "");

    /// <summary>Taking back a move or a closing must not do what registering and moving may not.</summary>
    private static bool PutsUnderClosed(Registration before, Registration after, ParentFact? parent) =>
        after is { Exists: true, Parent: not null }
        && (after.Parent != before.Parent || (before.ClosedAt is not null && after.ClosedAt is null))
        && parent is not { IsClosed: false };

    private static DailyTotals Reversal(VoidedFact fact, Facts facts)
    {
        var reversal = new Contributions();
        if (fact.Without is { } without)
        {
            reversal.AddDifference(fact.Totals!, without.Totals);
        }
        else
        {
            var own = new Contributions();
            fact.Target.Record.Type.Evolve(UnitState.Unregistered, fact.Target, own, facts.Calendar);
            reversal.AddDifference(own, new Contributions());
        }

        return DailyTotals.Zero.Plus(reversal);
    }
}
