using System.Collections.Immutable;
using GridActors.Core.Records;
using GridActors.Core.Totals;
using GridActors.Core.Units;

namespace GridActors.Core.Supplies;

/// <summary>
/// All that a unit keeps. Nothing is lost or doubled on its way to another unit: what was sent is in transit here
/// until the receiver has answered, and both write it down under the time at which it was sent.
/// </summary>
public sealed record Stocks : IAspect
{
    public ImmutableArray<ItemStock> Items { get; init; } = [];

    /// <summary>
    /// What is left must be used up, counted to nothing or handed over before the unit goes. In thousandths, so that
    /// every part that goes makes it less.
    /// </summary>
    public long OpenItems => Items.Sum(item => Math.Max(0, item.Now.Thousandths));

    public ItemStock Of(string item) => Items.FirstOrDefault(stock => stock.Item == item) ?? new ItemStock(item);

    public IAspect OnSettled(
        Message message, string? returned, Moment at, Contributions totals, Calendar calendar)
    {
        if (message.Type != SupplyArriveType.TypeName)
        {
            return this;
        }

        Moment? backAt = returned is null ? null : at;
        return this with
        {
            Items = [.. Items.Select(item => item.Settled(message.To, message.Number, backAt, totals, calendar))],
        };
    }

    internal Stocks With(string item, StockFact fact, Contributions totals, Calendar calendar)
    {
        var before = Of(item);
        var after = before.With(fact, totals, calendar);
        return this with { Items = Items.Contains(before) ? Items.Replace(before, after) : Items.Add(after) };
    }
}
