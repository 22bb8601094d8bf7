using GridActors.Core.Records;
using GridActors.Core.Totals;
using GridActors.Core.Units;

namespace GridActors.Core.Supplies;

/// <summary>What all records of supplies say.</summary>
/// <param name="Quantity">In the item's own unit: pieces, litres, pairs, boxes.</param>
/// <param name="How">Of what was received: where it came from.</param>
/// <param name="To">Of what was transferred: the unit that gets it.</param>
public sealed record Supply(string Item, Amount Quantity, string? How = null, UnitId? To = null) : IAddressed
{
    private const decimal QuantityMax = 1_000_000_000;

    private const decimal Smallest = 0.001m;

    public static Supply Read(Fields data) =>
        new(data.Choice("item", SupplyIndicators.Items), ReadQuantity(data, Smallest));

    /// <summary>Where none is a quantity too: a shelf may be found empty.</summary>
    public static Supply ReadOrNone(Fields data) =>
        new(data.Choice("item", SupplyIndicators.Items), ReadQuantity(data, 0));

    private static Amount ReadQuantity(Fields data, decimal min)
    {
        var quantity = data.Number("quantity", min, QuantityMax);
        if (quantity is null)
        {
            data.Refuse(RefusalCodes.MissingField, "quantity", "quantity is missing");
        }

        Amount.TryFrom(quantity ?? 1, out var amount);
        return amount;
    }
}

/// <summary><c>supply.receive</c> 入库.</summary>
internal sealed class SupplyReceiveType() : RecordType<Supply, Stocks>("supply.receive", UnitKinds.WithStaff)
{
    protected override Supply ReadData(Fields data) =>
        Supply.Read(data) with { How = data.OptionalChoice("how", SupplyIndicators.Hows) };

    protected override Decision Decide(Stocks aspect, Record record, Supply data, Facts facts) => Decision.Accept;

    protected override Stocks Evolve(
        Stocks aspect, Record record, Supply data, Contributions totals, Calendar calendar)
    {
        totals.Add(record.Day, SupplyIndicators.Received.Of(data.Item), data.Quantity);
        if (data.How is not null)
        {
            totals.Add(record.Day, SupplyIndicators.ByHow[data.How].Of(data.Item), data.Quantity);
        }

        return aspect.With(
            data.Item, new StockFact(Moment.Of(record), StockFactKind.Received, data.Quantity), totals, calendar);
    }
}

/// <summary><c>supply.use</c> 领用.</summary>
internal sealed class SupplyUseType() : RecordType<Supply, Stocks>("supply.use", UnitKinds.WithStaff)
{
    public const string NotInStock = "not-in-stock";

    protected override Supply ReadData(Fields data) => Supply.Read(data);

    protected override Decision Decide(Stocks aspect, Record record, Supply data, Facts facts) =>
        RefusalOf(aspect, record, data) is { } refusal ? refusal : Decision.Accept;

    protected override Stocks Evolve(
        Stocks aspect, Record record, Supply data, Contributions totals, Calendar calendar)
    {
        totals.Add(record.Day, SupplyIndicators.Used.Of(data.Item), data.Quantity);
        return aspect.With(
            data.Item, new StockFact(Moment.Of(record), StockFactKind.Used, data.Quantity), totals, calendar);
    }

    /// <summary>More than was there, or more than what was taken since leaves of it.</summary>
    internal static Refusal? RefusalOf(Stocks aspect, Record record, Supply data)
    {
        var spare = aspect.Of(data.Item).Spare(Moment.Of(record));
        return data.Quantity.Thousandths <= spare.Thousandths
            ? null
            : new Refusal(NotInStock, "data.quantity", $"of {data.Item} {spare} can leave the stock of {record.At:O}");
    }
}

/// <summary>
/// <c>supply.transfer</c>: to another unit, by a message that the entry commits. It is neither received nor used.
/// </summary>
internal sealed class SupplyTransferType() : RecordType("supply.transfer", UnitKinds.WithStaff)
{
    public override FactsNeeded Needs => FactsNeeded.Receiver;

    public override bool Sends => true;

    public override object Read(Fields data) => Supply.Read(data) with { To = data.Unit("to") };

    public override Decision Decide(UnitState state, Record record, Facts facts)
    {
        var data = (Supply)record.Data;
        if (data.To == record.Unit)
        {
            return Decision.Refuse(RefusalCodes.BadValue, "data.to", "a transfer goes to another unit");
        }

        if (!facts.IsReplay && !facts.IsReceiverKnown)
        {
            return Decision.Refuse(RefusalCodes.UnknownUnit, "data.to", $"unit {data.To} is not registered");
        }

        return SupplyUseType.RefusalOf(state.Get<Stocks>(), record, data) is { } refusal ? refusal : Decision.Accept;
    }

    public override UnitState Evolve(UnitState state, Entry entry, Contributions totals, Calendar calendar)
    {
        var (record, data) = (entry.Record, (Supply)entry.Record.Data);
        var (outbox, number) = state.Get<Outbox>().With(
            data.To!.Value,
            record.At,
            SupplyArriveType.TypeName,
            $$"""{"item":"{{data.Item}}","quantity":{{data.Quantity}}}""");
        var fact = new StockFact(Moment.Of(record), StockFactKind.Sent, data.Quantity)
        {
            To = data.To.Value.Value,
            Number = number,
        };
        return state.With(outbox).With(
            state.GetToChange<Stocks>(totals, calendar).With(data.Item, fact, totals, calendar));
    }
}

/// <summary>
/// <c>supply.arrive</c>: the other end of a transfer, under the time at which it was sent; so what the receiver used
/// of it before the message came through is covered.
/// </summary>
internal sealed class SupplyArriveType() : MessageType(TypeName, UnitKinds.WithStaff)
{
    public const string TypeName = "supply.arrive";

    public override object Read(Fields data) => Supply.Read(data);

    protected override UnitState Take(UnitState state, Record record, Contributions totals, Calendar calendar)
    {
        var data = (Supply)record.Data;
        return state.With(state.GetToChange<Stocks>(totals, calendar).With(
            data.Item, new StockFact(Moment.Of(record), StockFactKind.Arrived, data.Quantity), totals, calendar));
    }
}

/// <summary><c>supply.count</c> 盘点: what is there by stocktake; the difference is an adjustment.</summary>
internal sealed class SupplyCountType() : RecordType<Supply, Stocks>("supply.count", UnitKinds.WithStaff)
{
    protected override Supply ReadData(Fields data) => Supply.ReadOrNone(data);

    protected override Decision Decide(Stocks aspect, Record record, Supply data, Facts facts) =>
        aspect.Of(data.Item).Bears(Moment.Of(record), data.Quantity)
            ? Decision.Accept
            : Decision.Refuse(
                SupplyUseType.NotInStock, "data.quantity",
                $"with so few {data.Item} at {record.At:O}, more was taken than was there");

    protected override Stocks Evolve(
        Stocks aspect, Record record, Supply data, Contributions totals, Calendar calendar) => aspect.With(
        data.Item, new StockFact(Moment.Of(record), StockFactKind.Counted, data.Quantity), totals, calendar);
}

/// <summary><c>supply.minimum</c>: fewer than that are too few; the latest by time stands, 0 asks for none.</summary>
internal sealed class SupplyMinimumType() : RecordType<Supply, Stocks>("supply.minimum", UnitKinds.WithStaff)
{
    protected override Supply ReadData(Fields data) => Supply.ReadOrNone(data);

    protected override Decision Decide(Stocks aspect, Record record, Supply data, Facts facts) => Decision.Accept;

    protected override Stocks Evolve(
        Stocks aspect, Record record, Supply data, Contributions totals, Calendar calendar) => aspect.With(
        data.Item, new StockFact(Moment.Of(record), StockFactKind.Minimum, data.Quantity), totals, calendar);
}
