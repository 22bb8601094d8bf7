using System.Collections.Immutable;
using GridActors.Core.Alerts;
using GridActors.Core.Records;
using GridActors.Core.Totals;

namespace GridActors.Core.Supplies;

/// <summary>What happened to the stock of an item.</summary>
public enum StockFactKind
{
    Received,
    Used,

    /// <summary>To another unit; on its way until that unit has answered.</summary>
    Sent,

    /// <summary>From another unit.</summary>
    Arrived,

    /// <summary>By stocktake there were so many, whatever had been written down.</summary>
    Counted,

    /// <summary>From now on fewer than so many are too few; it moves nothing.</summary>
    Minimum,

    /// <summary>What was sent is back, and the shelf was counted while it was away.</summary>
    CameBack,
}

/// <summary>Where things sent are.</summary>
public enum Whereabouts
{
    OnTheWay,
    WithReceiver,

    /// <summary>Back in the stock of who sent them, as if they had never left.</summary>
    Returned,

    /// <summary>
    /// Back, but the shelf was counted without them: on their way until a <see cref="StockFactKind.CameBack"/>.
    /// </summary>
    Missed,
}

/// <summary>One movement, count or rule of an item's stock.</summary>
public sealed record StockFact(Moment At, StockFactKind Kind, Amount Quantity) : ITimed
{
    /// <summary>Of what was sent: to whom, and the message's number.</summary>
    public string? To { get; init; }

    public long Number { get; init; }

    public Whereabouts Whereabouts { get; init; }

    /// <summary>When it became known that they were back.</summary>
    public Moment? BackAt { get; init; }

    /// <summary>What it leaves of a stock.</summary>
    internal long After(long stock) => Kind switch
    {
        StockFactKind.Received or StockFactKind.Arrived or StockFactKind.CameBack => stock + Quantity.Thousandths,
        StockFactKind.Used => stock - Quantity.Thousandths,
        StockFactKind.Sent when Whereabouts != Whereabouts.Returned => stock - Quantity.Thousandths,
        StockFactKind.Counted => Quantity.Thousandths,
        _ => stock,
    };
}

/// <summary>One item's stock at a unit as a time line.</summary>
public sealed record ItemStock(string Item)
{
    /// <summary>Ascending by time.</summary>
    public ImmutableArray<StockFact> Facts { get; init; } = [];

    internal Amount Now => new(Facts.Aggregate(0L, (stock, fact) => fact.After(stock)));

    /// <summary>
    /// What may leave the stock at <paramref name="at"/>: what is there just before, and no more than what was taken
    /// later spares. A stocktake begins anew, so nothing after the next one matters.
    /// </summary>
    internal Amount Spare(Moment at)
    {
        var place = Facts.Before(at).Length;
        var stock = StockBefore(place);
        return new Amount(Math.Min(stock, LeastFrom(place, stock)));
    }

    /// <summary>
    /// Whether so many can have been there by a stocktake: what was taken after it came from these, and what was taken
    /// before it from what was there, without what was away then and came back.
    /// </summary>
    internal bool Bears(Moment at, Amount stock)
    {
        var count = new StockFact(at, StockFactKind.Counted, stock);
        var (after, from) = Including(count);
        var place = after.Facts.Before(at).Length;
        return (from == place - 1 || after.LeastFrom(from, after.StockBefore(from)) >= 0)
            && after.LeastFrom(place, stock.Thousandths) >= 0;
    }

    internal ItemStock With(StockFact fact, Contributions totals, Calendar calendar)
    {
        var (changed, place) = Including(fact);
        totals.AddDifference(ProjectFrom(place, calendar), changed.ProjectFrom(place, calendar));
        return changed;
    }

    /// <param name="backAt">When what was sent came back; null where the receiver has it.</param>
    internal ItemStock Settled(string to, long number, Moment? backAt, Contributions totals, Calendar calendar)
    {
        var place = -1;
        for (var i = 0; i < Facts.Length && place < 0; i++)
        {
            place = Facts[i].To == to && Facts[i].Number == number ? i : -1;
        }

        if (place < 0)
        {
            return this;
        }

        var settled = Facts[place] with
        {
            Whereabouts = backAt is null ? Whereabouts.WithReceiver : Whereabouts.Returned,
            BackAt = backAt,
        };
        var (changed, _) = (this with { Facts = Facts.SetItem(place, settled) }).Missing(place);
        totals.AddDifference(ProjectFrom(place, calendar), changed.ProjectFrom(place, calendar));
        return changed;
    }

    /// <summary>With one more fact, and the first place that is not as it was.</summary>
    private (ItemStock Stock, int From) Including(StockFact fact)
    {
        var place = Facts.Before(fact.At).Length;
        var changed = this with { Facts = Facts.Insert(place, fact) };
        return fact.Kind == StockFactKind.Counted ? changed.Missing(place) : (changed, place);
    }

    /// <summary>
    /// What came back is as if it had never left, until the shelf turns out to have been counted while it was away: who
    /// counted has not seen it, so it comes back as an arrival of its own. Whichever of the two came in last, the facts
    /// are then the same.
    /// </summary>
    /// <returns>And the first place that is not as it was, at most <paramref name="from"/>.</returns>
    private (ItemStock Stock, int From) Missing(int from)
    {
        var facts = Facts;
        for (var i = 0; i < facts.Length; i++)
        {
            if (facts[i] is { Whereabouts: Whereabouts.Returned, BackAt: { } backAt } sent
                && facts.Before(backAt) is var before && i < before.Length && IsCounted(before[i..]))
            {
                var back = new StockFact(backAt, StockFactKind.CameBack, sent.Quantity);
                facts = facts.SetItem(i, sent with { Whereabouts = Whereabouts.Missed }).InsertByTime(back);
                from = Math.Min(from, i);
            }
        }

        return (this with { Facts = facts }, from);
    }

    private static bool IsCounted(ReadOnlySpan<StockFact> facts)
    {
        foreach (var fact in facts)
        {
            if (fact.Kind == StockFactKind.Counted)
            {
                return true;
            }
        }

        return false;
    }

    private long StockBefore(int place)
    {
        var stock = 0L;
        for (var i = 0; i < place; i++)
        {
            stock = Facts[i].After(stock);
        }

        return stock;
    }

    /// <summary>The smallest that a stock gets until the next stocktake.</summary>
    private long LeastFrom(int place, long stock)
    {
        var least = stock;
        for (var i = place; i < Facts.Length && Facts[i].Kind != StockFactKind.Counted; i++)
        {
            stock = Facts[i].After(stock);
            least = Math.Min(least, stock);
        }

        return least;
    }

    /// <summary>Levels and adjustments of the facts from one place on: those before it cannot have changed.</summary>
    private Contributions ProjectFrom(int place, Calendar calendar)
    {
        var totals = new Contributions();
        var stock = StockBefore(place);
        for (var i = place; i < Facts.Length; i++)
        {
            var fact = Facts[i];
            var day = calendar.DayOf(fact.At.At);
            var change = fact.After(stock) - stock;
            totals.Add(day, SupplyIndicators.Stock.Of(Item), new Amount(change));
            if (fact.Kind == StockFactKind.Counted)
            {
                totals.Add(day, SupplyIndicators.Adjusted.Of(Item), new Amount(change));
            }
            else if (fact is { Kind: StockFactKind.Sent, Whereabouts: Whereabouts.OnTheWay or Whereabouts.Missed })
            {
                totals.Add(day, SupplyIndicators.InTransit.Of(Item), fact.Quantity);
            }
            else if (fact.Kind == StockFactKind.CameBack)
            {
                totals.Add(day, SupplyIndicators.InTransit.Of(Item), new Amount(-change));
            }

            stock += change;
        }

        RaiseLow(place, totals);
        return totals;
    }

    /// <summary>
    /// When fewer than the minimum were there: one alert each time, which is over with the shortage. Those that were
    /// over before <paramref name="place"/> cannot have changed.
    /// </summary>
    private void RaiseLow(int place, Contributions totals)
    {
        long stock = 0, minimum = 0;
        DateTimeOffset? since = null;
        for (var i = 0; i < Facts.Length; i++)
        {
            var (at, before) = (Facts[i].At.At, (Stock: stock, Minimum: minimum));
            stock = Facts[i].After(stock);
            minimum = Facts[i].Kind == StockFactKind.Minimum ? Facts[i].Quantity.Thousandths : minimum;
            if (stock < minimum)
            {
                since ??= at;
                continue;
            }

            // What is put right within the same instant never lacked.
            if (i >= place && at > since)
            {
                totals.Raise(Low(before.Stock, before.Minimum, since.Value) with { Ended = at });
            }

            since = null;
        }

        if (since is { } opened)
        {
            totals.Raise(Low(stock, minimum, opened));
        }
    }

    private Alert Low(long stock, long minimum, DateTimeOffset opened) => Alert.About(
        [Item, opened], AlertKinds.LowStock, Item, $"{new Amount(stock)} < {new Amount(minimum)}", opened);
}
