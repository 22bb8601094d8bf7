using System.Collections.Immutable;
using GridActors.Core.Records;
using GridActors.Core.Totals;
using GridActors.Core.Units;

namespace GridActors.Core.Watches;

/// <summary>Somebody was paired with the household, or is so no longer.</summary>
public sealed record WatchFact(Moment At, string Watcher, bool IsPaired) : ITimed;

/// <summary>Who is paired with a household to watch over it 结对监督; each at most once.</summary>
public sealed record HouseholdWatch : IAspect
{
    public static readonly Indicator Pairs =
        Indicator.Level("watch.pairs", "watches", "结对监督对数", "Watch pairs", "pair");

    /// <summary>Ascending by time.</summary>
    public ImmutableArray<WatchFact> Facts { get; init; } = [];

    public long OpenItems =>
        Facts.GroupBy(fact => fact.Watcher, StringComparer.Ordinal).Count(watcher => watcher.Last().IsPaired);

    internal HouseholdWatch With(WatchFact fact, Contributions totals, Calendar calendar)
    {
        var changed = this with { Facts = Facts.InsertByTime(fact) };
        totals.AddDifference(Project(fact.Watcher, calendar), changed.Project(fact.Watcher, calendar));
        return changed;
    }

    private Contributions Project(string watcher, Calendar calendar)
    {
        var totals = new Contributions();
        var isPaired = false;
        foreach (var fact in Facts)
        {
            if (fact.Watcher == watcher && fact.IsPaired != isPaired)
            {
                isPaired = fact.IsPaired;
                totals.Add(calendar.DayOf(fact.At.At), Pairs, isPaired ? 1 : -1);
            }
        }

        return totals;
    }
}
