using System.Collections.Immutable;
using System.Runtime.InteropServices;

namespace GridActors.Core.Totals;

/// <summary>The net contributions of one day.</summary>
public readonly record struct DayBucket(DateOnly Day, Bucket Counts);

/// <summary>
/// All sums of a unit or of a subtree: one running bucket and one for each day that has contributions. Immutable, and
/// it simply adds: flows and levels are the same arithmetic, and a late record touches only its own day's bucket.
/// The running bucket always equals the sum of the days.
/// </summary>
public sealed class DailyTotals
{
    private const int StackItemsMax = 32;

    public static readonly DailyTotals Zero = new(Bucket.Empty, []);

    private DailyTotals(Bucket running, ImmutableArray<DayBucket> days) => (Running, Days) = (running, days);

    public Bucket Running { get; }

    /// <summary>Ascending by day; days whose contributions cancel out are left out.</summary>
    public ImmutableArray<DayBucket> Days { get; }

    /// <summary>Puts stored buckets together again.</summary>
    public static DailyTotals Of(Bucket running, IEnumerable<DayBucket> days)
    {
        var all = days.Where(day => day.Counts.Count > 0).OrderBy(day => day.Day).ToArray();
        for (var i = 1; i < all.Length; i++)
        {
            all[i] = Sharing(all[i], all[i - 1]);
        }

        return new(running, ImmutableCollectionsMarshal.AsImmutableArray(all));
    }

    public Bucket Of(DateOnly day)
    {
        var at = IndexOf(day);
        return at < 0 ? Bucket.Empty : Days[at].Counts;
    }

    public DailyTotals Plus(Contributions contributions)
    {
        var items = contributions.Merged();
        if (items.IsEmpty)
        {
            return this;
        }

        var days = Days.ToBuilder();
        var additions = items.Length <= StackItemsMax ? stackalloc Addition[StackItemsMax] : new Addition[items.Length];
        for (var start = 0; start < items.Length;)
        {
            var day = items[start].Day;
            var count = 0;
            while (start < items.Length && items[start].Day == day)
            {
                additions[count++] = new Addition(items[start].Id, items[start].Thousandths);
                start++;
            }

            Replace(days, DateOnly.FromDayNumber(day), additions[..count]);
        }

        // As a rule all are of one day; then these are its additions.
        var isOneDay = items[0].Day == items[^1].Day;
        return new DailyTotals(
            Running.Plus(isOneDay ? additions[..items.Length] : ById(items)), days.DrainToImmutable());
    }

    /// <summary>The levels as they stood at the end of <paramref name="day"/>.</summary>
    public Bucket LevelsAt(DateOnly day) => SumThrough(day, levelsOnly: true);

    /// <summary>All up to the end of <paramref name="day"/>: levels as they stood, flows in all until then.</summary>
    public Bucket Through(DateOnly day) =>
        Days.IsEmpty || Days[^1].Day <= day ? Running : SumThrough(day, levelsOnly: false);

    public bool SameAs(DailyTotals other)
    {
        if (ReferenceEquals(this, other))
        {
            return true;
        }

        if (Days.Length != other.Days.Length || !Running.SameAs(other.Running))
        {
            return false;
        }

        for (var i = 0; i < Days.Length; i++)
        {
            if (Days[i].Day != other.Days[i].Day || !Days[i].Counts.SameAs(other.Days[i].Counts))
            {
                return false;
            }
        }

        return true;
    }

    private Bucket SumThrough(DateOnly day, bool levelsOnly)
    {
        var sum = new Contributions();
        foreach (var (at, counts) in Days)
        {
            if (at > day)
            {
                break;
            }

            foreach (var (indicator, amount) in counts.Amounts)
            {
                if (!levelsOnly || indicator.IsLevel)
                {
                    sum.Add(day, indicator, amount);
                }
            }
        }

        return Zero.Plus(sum).Running;
    }

    private static void Replace(
        ImmutableArray<DayBucket>.Builder days, DateOnly day, ReadOnlySpan<Addition> additions)
    {
        // Records come mostly for the newest day, so the search starts at the end.
        var at = days.Count;
        while (at > 0 && days[at - 1].Day > day)
        {
            at--;
        }

        if (at > 0 && days[at - 1].Day == day)
        {
            var counts = days[at - 1].Counts.Plus(additions);
            if (counts.Count == 0)
            {
                days.RemoveAt(at - 1);
            }
            else
            {
                days[at - 1] = After(day, counts, days, at - 2);
            }

            return;
        }

        var added = Bucket.Empty.Plus(additions);
        if (added.Count > 0)
        {
            days.Insert(at, After(day, added, days, at - 1));
        }
    }

    private static DayBucket After(DateOnly day, Bucket counts, ImmutableArray<DayBucket>.Builder days, int before) =>
        before < 0 ? new DayBucket(day, counts) : Sharing(new DayBucket(day, counts), days[before]);

    /// <summary>Most days of a household are as the day before: then they hold one bucket together.</summary>
    private static DayBucket Sharing(DayBucket day, DayBucket before) =>
        day.Counts.SameAs(before.Counts) ? day with { Counts = before.Counts } : day;

    private static Addition[] ById(ReadOnlySpan<Contributions.Item> items)
    {
        var sums = new SortedDictionary<int, long>();
        foreach (var item in items)
        {
            sums[item.Id] = checked(sums.GetValueOrDefault(item.Id) + item.Thousandths);
        }

        return [.. sums.Select(sum => new Addition(sum.Key, sum.Value))];
    }

    private int IndexOf(DateOnly day)
    {
        int low = 0, high = Days.Length - 1;
        var days = ImmutableCollectionsMarshal.AsArray(Days)!;
        while (low <= high)
        {
            var middle = (low + high) / 2;
            if (days[middle].Day == day)
            {
                return middle;
            }

            (low, high) = days[middle].Day < day ? (middle + 1, high) : (low, middle - 1);
        }

        return -1;
    }
}
