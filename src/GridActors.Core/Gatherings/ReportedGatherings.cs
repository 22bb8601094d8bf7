using System.Collections.Immutable;
using GridActors.Core.Alerts;
using GridActors.Core.Records;
using GridActors.Core.Totals;
using GridActors.Core.Units;

namespace GridActors.Core.Gatherings;

/// <summary>What was decided on a gathering, once.</summary>
public sealed record GatheringDecision(Moment At, string Decision) : ITimed;

/// <summary>How many were there when somebody looked.</summary>
public sealed record GatheringVisit(Moment At, int Attended) : ITimed;

/// <summary>A gathering as it was reported, and what became of it.</summary>
/// <param name="Planned">Persons expected.</param>
/// <param name="Decisions">Ascending; the last one stands.</param>
public sealed record Gathering(
    string Key, Moment At, string Kind, DateOnly Date, int Planned, ImmutableArray<GatheringDecision> Decisions,
    ImmutableArray<GatheringVisit> Visits) : IKeyed
{
    /// <summary>A meal of a household and its nearest, which nobody has to allow.</summary>
    private const int BanquetPersonsMax = 10;

    public bool AwaitsDecision => Decisions.IsEmpty && !(Kind == "banquet" && Planned <= BanquetPersonsMax);

    /// <summary>
    /// An earlier decision counts no more: it reverses on its own day. However often there were too many, it is one
    /// alert.
    /// </summary>
    internal Contributions Project(Calendar calendar)
    {
        var totals = new Contributions();
        if (!Decisions.IsEmpty)
        {
            var (at, decision) = Decisions[^1];
            totals.Add(calendar.DayOf(at.At), ReportedGatherings.ByDecision.Of(decision));
            totals.Add(calendar.DayOf(at.At), ReportedGatherings.ByDecisionAndKind[decision].Of(Kind));
        }

        foreach (var visit in Visits.Where(visit => visit.Attended > Planned))
        {
            totals.Raise(Alert.About(
                [Key], AlertKinds.GatheringOver, Key, $"{visit.Attended} / {Planned}", visit.At.At));
        }

        return totals;
    }
}

/// <summary>The gatherings reported to an area.</summary>
public sealed record ReportedGatherings : IAspect
{
    public static readonly Vocabulary Kinds = Vocabulary.Of(
        ("wedding", "婚事", "weddings"),
        ("funeral", "丧事", "funerals"),
        ("banquet", "聚餐", "banquets"),
        ("religious", "宗教活动", "religious activity"),
        ("fair", "庙会", "fairs"),
        ("market", "集市", "markets"),
        ("other", "其他聚集", "other"));

    public static readonly Vocabulary Decisions = Vocabulary.Of(
        ("approved", "批准", "approved"),
        ("deferred", "缓办", "deferred"),
        ("simplified", "简办", "simplified"),
        ("cancelled", "取消", "cancelled"));

    public static readonly IndicatorFamily ByDecision = IndicatorFamily.Flow(
        "gatherings.", "gatherings", "{0}聚集活动", "Gatherings {0}", "gathering", Decisions);

    /// <summary>By decision, each with a member a kind.</summary>
    public static readonly IReadOnlyDictionary<string, IndicatorFamily> ByDecisionAndKind =
        Decisions.Terms.ToDictionary(decision => decision.Code, decision => IndicatorFamily.Flow(
            $"gatherings.{decision.Code}.", "gatherings", decision.Zh + "{0}", $"Gatherings {decision.En}: {{0}}",
            "gathering", Kinds));

    /// <summary>Ascending by key.</summary>
    public ImmutableArray<Gathering> Gatherings { get; init; } = [];

    public long OpenItems => Gatherings.Count(gathering => gathering.AwaitsDecision);

    /// <summary>The gathering as far as it was reported before that moment.</summary>
    public Gathering? Find(string key, Moment at) =>
        Gatherings.Find(key) is { } gathering && gathering.At < at ? gathering : null;

    /// <summary>
    /// Without its report, which only a fold knows that leaves the report out, there is no gathering to change.
    /// </summary>
    internal ReportedGatherings With(
        string key, Func<Gathering, Gathering> change, Contributions totals, Calendar calendar)
    {
        if (Gatherings.Find(key) is not { } before)
        {
            return this;
        }

        var after = change(before);
        totals.AddDifference(before.Project(calendar), after.Project(calendar));
        return this with { Gatherings = Gatherings.Put(after) };
    }
}
