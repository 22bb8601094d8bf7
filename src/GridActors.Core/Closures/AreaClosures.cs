using System.Collections.Immutable;
using GridActors.Core.Records;
using GridActors.Core.Totals;
using GridActors.Core.Units;

namespace GridActors.Core.Closures;

/// <summary>One thing was closed or allowed again.</summary>
public sealed record ClosureChange(Moment At, bool IsClosed) : ITimed;

/// <summary>All orders on one thing.</summary>
/// <param name="Key">What is closed.</param>
/// <param name="Changes">Ascending.</param>
public sealed record Closure(string Key, ImmutableArray<ClosureChange> Changes) : IKeyed
{
    internal bool IsClosedAt(Moment moment) => Changes.Before(moment) is [.., { IsClosed: true }];
}

/// <summary>
/// What an area has closed; it binds all below. Orders of an area end with it.
/// </summary>
public sealed record AreaClosures : IAspect
{
    public const string Religious = "religious";

    public static readonly Vocabulary Things = Vocabulary.Of(
        ("market", "集市关闭", "markets"),
        (Religious, "宗教活动暂停", "religious activity"),
        ("liveAnimalTrade", "活畜禽交易禁止", "live-animal trade"),
        ("slaughter", "屠宰停止", "slaughter"),
        ("entertainment", "娱乐场所关闭", "entertainment"),
        ("wedding", "婚宴禁办", "weddings"),
        ("funeral", "丧宴禁办", "funerals"),
        ("gathering", "聚集活动禁止", "gatherings"),
        ("templeFair", "庙会停办", "temple fairs"),
        ("road", "道路封闭", "roads"));

    public static readonly IndicatorFamily ByThing =
        IndicatorFamily.Level("closures.", "closures", "{0}", "Closed: {0}", "area", Things);

    /// <summary>Ascending by key.</summary>
    public ImmutableArray<Closure> Closures { get; init; } = [];

    public Moment? ClosedAt { get; init; }

    public bool IsClosedAt(string what, Moment moment) =>
        !(moment > ClosedAt) && Closures.Find(what)?.IsClosedAt(moment) == true;

    public IAspect OnUnitClosed(Moment at, Contributions totals, Calendar calendar)
    {
        var closed = this with { ClosedAt = at };
        foreach (var closure in Closures)
        {
            totals.AddDifference(Project(closure, calendar), closed.Project(closure, calendar));
        }

        return closed;
    }

    internal AreaClosures With(string what, ClosureChange change, Contributions totals, Calendar calendar)
    {
        var before = Closures.Find(what) ?? new Closure(what, []);
        var after = before with { Changes = before.Changes.InsertByTime(change) };
        totals.AddDifference(Project(before, calendar), Project(after, calendar));
        return this with { Closures = Closures.Put(after) };
    }

    private Contributions Project(Closure closure, Calendar calendar)
    {
        var totals = new Contributions();
        var isClosed = false;
        foreach (var change in closure.Changes.Before(ClosedAt))
        {
            if (change.IsClosed != isClosed)
            {
                isClosed = change.IsClosed;
                totals.Add(calendar.DayOf(change.At.At), ByThing.Of(closure.Key), isClosed ? 1 : -1);
            }
        }

        if (isClosed && ClosedAt is { } end)
        {
            totals.Add(calendar.DayOf(end.At), ByThing.Of(closure.Key), -1);
        }

        return totals;
    }
}
