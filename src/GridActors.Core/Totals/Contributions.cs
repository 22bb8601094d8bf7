using System.Runtime.InteropServices;
using GridActors.Core.Alerts;

namespace GridActors.Core.Totals;

/// <summary>
/// The signed contributions of a batch of records, each on its day, gathered before they are added to totals in one
/// step. Not thread-safe; reused by its owner through <see cref="Clear"/>.
/// </summary>
public sealed class Contributions
{
    /// <summary>Looked through for each addition; what comes behind is added up in the end.</summary>
    private const int SearchedMax = 16;

    /// <summary>Room kept for the next: what a thousand children bring at once they will not bring again.</summary>
    private const int KeptMax = 256;

    private readonly List<Item> _items = [];
    private List<RaisedChange>? _alerts; // few records have any

    public bool IsEmpty => _items.Count == 0;

    public void Add(DateOnly day, Indicator indicator, long units = 1) => Add(day, indicator, Amount.Of(units));

    public void Add(DateOnly day, Indicator indicator, Amount amount)
    {
        if (amount.Thousandths != 0)
        {
            Add(new Item(day.DayNumber, indicator.Id, amount.Thousandths));
        }
    }

    /// <summary>Raises an alert; the difference to a projection without it takes it back, like an amount.</summary>
    public void Raise(Alert alert) => (_alerts ??= []).Add(new RaisedChange(alert, 1));

    /// <summary>Adds what turns one projection into another: what is in both cancels out.</summary>
    public void AddDifference(Contributions before, Contributions after)
    {
        foreach (var item in before._items)
        {
            _items.Add(item with { Thousandths = -item.Thousandths });
        }

        _items.AddRange(after._items);
        if (before._alerts is not null || after._alerts is not null)
        {
            (_alerts ??= []).AddRange((before._alerts ?? []).Select(change => change with { Sign = -change.Sign }));
            _alerts.AddRange(after._alerts ?? []);
        }
    }

    /// <summary>Adds what turns one unit's totals into another's, looking only at the buckets that differ.</summary>
    public void AddDifference(DailyTotals before, DailyTotals after)
    {
        int old = 0, @new = 0;
        var (olds, news) = (before.Days, after.Days);
        while (old < olds.Length || @new < news.Length)
        {
            if (@new == news.Length || (old < olds.Length && olds[old].Day < news[@new].Day))
            {
                AddBucket(olds[old].Day, olds[old++].Counts, -1);
            }
            else if (old == olds.Length || news[@new].Day < olds[old].Day)
            {
                AddBucket(news[@new].Day, news[@new++].Counts, 1);
            }
            else
            {
                if (!ReferenceEquals(olds[old].Counts, news[@new].Counts))
                {
                    AddBucket(olds[old].Day, olds[old].Counts, -1);
                    AddBucket(news[@new].Day, news[@new].Counts, 1);
                }

                old++;
                @new++;
            }
        }
    }

    public void Clear()
    {
        _items.Clear();
        if (_items.Capacity > KeptMax)
        {
            _items.Capacity = 0;
        }

        _alerts = null;
    }

    /// <summary>What was raised and taken back since the last look; none the next time.</summary>
    internal IReadOnlyList<RaisedChange> TakeAlerts()
    {
        IReadOnlyList<RaisedChange>? alerts = _alerts;
        _alerts = null;
        return alerts ?? [];
    }

    /// <summary>A batch says the same few things again and again, which are added up as they come.</summary>
    private void Add(Item item)
    {
        var items = CollectionsMarshal.AsSpan(_items);
        foreach (ref var known in items[..Math.Min(items.Length, SearchedMax)])
        {
            if (known.Id == item.Id && known.Day == item.Day)
            {
                known = known with { Thousandths = checked(known.Thousandths + item.Thousandths) };
                return;
            }
        }

        _items.Add(item);
    }

    /// <summary>Sorted by day and indicator, each pair once.</summary>
    internal ReadOnlySpan<Item> Merged()
    {
        _items.Sort();
        var items = CollectionsMarshal.AsSpan(_items);
        var count = 0;
        for (var i = 0; i < items.Length; i++)
        {
            if (count > 0 && items[count - 1].Day == items[i].Day && items[count - 1].Id == items[i].Id)
            {
                items[count - 1] = items[i] with
                {
                    Thousandths = checked(items[count - 1].Thousandths + items[i].Thousandths),
                };
            }
            else
            {
                items[count++] = items[i];
            }
        }

        _items.RemoveRange(count, _items.Count - count);
        return items[..count];
    }

    private void AddBucket(DateOnly day, Bucket bucket, int sign)
    {
        for (var i = 0; i < bucket.Count; i++)
        {
            _items.Add(new Item(day.DayNumber, bucket.Ids[i], sign * bucket.Thousandths[i]));
        }
    }

    internal readonly record struct Item(int Day, int Id, long Thousandths) : IComparable<Item>
    {
        public int CompareTo(Item other) => Day != other.Day ? Day.CompareTo(other.Day) : Id.CompareTo(other.Id);
    }
}

/// <summary>An alert that is raised (1) or no longer is (-1).</summary>
internal readonly record struct RaisedChange(Alert Alert, int Sign);
