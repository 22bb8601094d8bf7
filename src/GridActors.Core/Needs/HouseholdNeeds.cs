using System.Collections.Immutable;
using GridActors.Core.Records;
using GridActors.Core.Totals;
using GridActors.Core.Units;

namespace GridActors.Core.Needs;

/// <summary>A need was raised, or resolved.</summary>
/// <param name="Kind">Null where it was resolved.</param>
public sealed record NeedFact(Moment At, string Key, string? Kind) : ITimed;

/// <summary>Whether a need stands open.</summary>
public enum NeedStatus
{
    Unknown,
    Open,
    Resolved,
}

/// <summary>What a household needs, each under its key; open from being raised to being resolved.</summary>
public sealed record HouseholdNeeds : IAspect
{
    public static readonly Vocabulary Kinds = Vocabulary.Of(
        ("relief", "救助", "relief"), ("consumption", "消费帮扶", "help with sales"), ("training", "培训", "training"),
        ("job", "就业", "work"), ("loan", "小额信贷", "loan"), ("medical", "就医用药", "medical"), ("food", "食品", "food"),
        ("other", "其他", "other"));

    public static readonly Indicator Open = Indicator.Level("needs.open", "needs", "未解决需求", "Needs open", "need");

    public static readonly IndicatorFamily OpenByKind =
        IndicatorFamily.Level("needs.open.", "needs", "未解决需求·{0}", "Needs open: {0}", "need", Kinds);

    public static readonly Indicator Resolved =
        Indicator.Flow("needs.resolved", "needs", "已解决需求", "Needs resolved", "need");

    /// <summary>Ascending by time.</summary>
    public ImmutableArray<NeedFact> Facts { get; init; } = [];

    public long OpenItems =>
        Facts.GroupBy(fact => fact.Key, StringComparer.Ordinal).Count(need => need.Last().Kind is not null);

    /// <summary>How a need stood just before a moment.</summary>
    public NeedStatus StatusBefore(string key, Moment moment)
    {
        var status = NeedStatus.Unknown;
        foreach (var fact in Facts.Before(moment))
        {
            if (fact.Key == key)
            {
                status = fact.Kind is null ? NeedStatus.Resolved : NeedStatus.Open;
            }
        }

        return status;
    }

    internal HouseholdNeeds With(NeedFact fact, Contributions totals, Calendar calendar)
    {
        var changed = this with { Facts = Facts.InsertByTime(fact) };
        totals.AddDifference(Project(fact.Key, calendar), changed.Project(fact.Key, calendar));
        return changed;
    }

    /// <summary>
    /// Total: raised again while it is open (before what came between has come in), it stays as it was raised first.
    /// </summary>
    private Contributions Project(string key, Calendar calendar)
    {
        var totals = new Contributions();
        string? open = null;
        foreach (var fact in Facts)
        {
            if (fact.Key != key || (fact.Kind is null) == (open is null))
            {
                continue;
            }

            var (kind, sign) = fact.Kind is null ? (open!, -1) : (fact.Kind, 1);
            var day = calendar.DayOf(fact.At.At);
            totals.Add(day, Open, sign);
            totals.Add(day, OpenByKind.Of(kind), sign);
            open = fact.Kind;
        }

        return totals;
    }
}
