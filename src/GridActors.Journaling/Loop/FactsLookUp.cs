using GridActors.Core.Records;
using GridActors.Core.Units;

namespace GridActors.Journaling.Loop;

/// <summary>
/// What a decision must know beyond its own unit, looked up before it. All of it is committed; what must still hold
/// when the decision commits is guarded by its append.
/// </summary>
internal sealed class FactsLookUp(UnitId unit, UnitPorts ports, UnitLoader loader)
{
    public async ValueTask<Facts> CompleteAsync(Facts facts, UnitImage image, Record record)
    {
        var parent = record.Data switch
        {
            UnitRegister register => register.Parent,
            UnitMove move => move.Parent,
            _ => null,
        };
        if (parent is { } id && await ports.Store.FindAsync(id) is { Exists: true } head)
        {
            facts = facts with { Parent = new ParentFact(head.Kind, head.IsClosed) };
        }

        if (record.Type.Needs is FactsNeeded.Children or FactsNeeded.History)
        {
            facts = facts with { HasOpenChildren = await ports.Store.HasOpenChildrenAsync(unit) };
        }

        return record.Data is RecordVoid toVoid
            ? facts with { Voided = await loader.FindVoidedAsync(unit, image, toVoid.Target) }
            : facts;
    }
}
