using GridActors.Core.Records;
using GridActors.Core.Units;
using GridActors.Journaling.RollUps;

namespace GridActors.Journaling.Loop;

/// <summary>
/// What a decision must know beyond its own unit, looked up before it. All of it is committed; what must still hold
/// when the decision commits is guarded by its append.
/// </summary>
internal readonly struct FactsLookUp(UnitId unit, UnitPorts ports, Reporter reporter)
{
    public async ValueTask<Facts> CompleteAsync(Facts facts, UnitImage image, Record record)
    {
        var parent = record.Data switch
        {
            UnitRegister register => register.Parent,
            UnitMove move => move.Parent,
            _ => null,
        };
        facts = facts with { Parent = await FindParentAsync(parent) };
        if (record.Data is IAddressed { To: { } to })
        {
            facts = facts with { IsReceiverKnown = await ports.Store.FindAsync(to) is { Exists: true } };
        }

        facts = record.Type.NeedsOf(record) switch
        {
            FactsNeeded.Children =>
                facts with { HasOpenChildren = await ports.Store.HasOpenChildrenAsync(unit) },
            FactsNeeded.Subtree => await WithSubtreeAsync(facts, image, record),
            FactsNeeded.Above => facts with { Above = await ports.Loader.StatesAboveAsync(unit) },
            _ => facts,
        };
        return record.Data is RecordVoid toVoid ? await CompleteAsync(facts, image, toVoid) : facts;
    }

    /// <summary>What is refused whatever stands below is not worth asking all of it.</summary>
    private async ValueTask<Facts> WithSubtreeAsync(Facts facts, UnitImage image, Record record)
    {
        var known = facts with { Subtree = reporter.RollUp.Subtree };
        return UnitDecider.Decide(image.State, record, known).Refusal is null
            ? facts with { Subtree = await reporter.CatchUpAsync() }
            : known;
    }

    private async ValueTask<Facts> CompleteAsync(Facts facts, UnitImage image, RecordVoid toVoid)
    {
        var voided = await ports.Loader.FindVoidedAsync(unit, image, toVoid.Target);
        var without = voided?.Without?.State.Registration;
        return facts with
        {
            Voided = voided,
            Parent = await FindParentAsync(without is null ? null : Batch.ParentOf(without)),
            ChildrenEver = voided?.Target.Record.Data is UnitRegister
                ? [.. (await ports.Store.ReadChildrenAsync(unit)).Select(child => child.Unit)]
                : [],
        };
    }

    private async ValueTask<ParentFact?> FindParentAsync(UnitId? parent) =>
        parent is { } id && await ports.Store.FindAsync(id) is { Exists: true } head
            ? new ParentFact(head.Kind, head.IsClosed)
            : null;
}
