using System.Text.Json;
using GridActors.Core.Records;
using GridActors.Core.Totals;
using GridActors.Core.Units;

namespace GridActors.Core.Visits;

/// <param name="Items">How many things were brought, where their number is what was written.</param>
/// <param name="Things">What was brought, where that was written.</param>
public sealed record Delivery(int? Items, IReadOnlyList<DeliveredThing> Things);

public sealed record DeliveredThing(string Name, decimal? Quantity)
{
    private const decimal QuantityMin = 0.001m; // the finest that is counted
    private const decimal QuantityMax = 1_000_000;

    public static DeliveredThing Read(Fields thing) =>
        new(thing.Text("name", 100), thing.Number("quantity", QuantityMin, QuantityMax));
}

/// <summary><c>delivery</c> 代购配送: something was fetched for a household that stays at home.</summary>
internal sealed class DeliveryType() : RecordType("delivery", UnitKinds.Household)
{
    private const int ThingsMax = 100;

    public static readonly Indicator Count =
        Indicator.Flow("deliveries", "visits", "代购配送次数", "Deliveries", "record");

    public override bool StandsAlone => true;

    public override object Read(Fields data)
    {
        if (!data.TryFind("items", out var items))
        {
            data.Refuse(RefusalCodes.MissingField, "items", "items is missing");
        }

        switch (items.ValueKind)
        {
            case JsonValueKind.Number:
                return new Delivery(data.Count("items"), []);
            case JsonValueKind.Array:
                var things = data.OptionalList(
                    "items", ThingsMax, DeliveredThing.Read, name => new DeliveredThing(name, null)) ?? [];
                if (things.Count == 0)
                {
                    data.Refuse(RefusalCodes.BadValue, "items", "items lists at least one thing");
                }

                return new Delivery(null, things);
            default:
                return new Delivery(null, [new DeliveredThing(data.Text("items", 100), null)]);
        }
    }

    public override Decision Decide(UnitState state, Record record, Facts facts) => Decision.Accept;

    public override UnitState Evolve(UnitState state, Entry entry, Contributions totals, Calendar calendar)
    {
        totals.Add(entry.Record.Day, Count);
        return state;
    }
}
