using System.Collections.Immutable;
using GridActors.Core.Records;
using GridActors.Core.Totals;
using GridActors.Core.Units;

namespace GridActors.Core.Plans;

/// <param name="Indicator">Code of what is to be reached.</param>
/// <param name="Count">How much, for each <paramref name="Per"/>.</param>
public sealed record QuotaSet(string Indicator, int Count, string Per);

/// <summary>A quota as it was set; of several for one indicator and one kind of unit the last stands.</summary>
public sealed record Quota(Moment At, string Indicator, int Count, string Per) : ITimed;

/// <summary>What an area asks of all below it. Nothing is counted; what is met is read from the totals.</summary>
public sealed record Quotas : IAspect
{
    public const string PerDay = "day";

    public static readonly Vocabulary Pers = Vocabulary.Of(
        ("household", "每户", "a household"),
        ("village", "每村", "a village"),
        ("grid", "每网格", "a grid"),
        (PerDay, "每日", "a day"));

    /// <summary>Ascending by when they were set.</summary>
    public ImmutableArray<Quota> Set { get; init; } = [];

    /// <summary>Those that stand.</summary>
    public IEnumerable<Quota> Standing => Set.Reverse().DistinctBy(quota => (quota.Indicator, quota.Per)).Reverse();
}

/// <summary><c>quota.set</c>.</summary>
internal sealed class QuotaSetType() : RecordType<QuotaSet, Quotas>("quota.set", UnitKinds.Areas)
{
    protected override QuotaSet ReadData(Fields data) =>
        new(data.Text("indicator", 100), data.Count("count"), data.Choice("per", Quotas.Pers));

    protected override Decision Decide(Quotas aspect, Record record, QuotaSet data, Facts facts) =>
        facts.IsReplay || IndicatorCodes.Find(data.Indicator) is not null
            ? Decision.Accept
            : Decision.Refuse(RefusalCodes.UnknownCode, "data.indicator", $"no indicator {data.Indicator}");

    protected override Quotas Evolve(
        Quotas aspect, Record record, QuotaSet data, Contributions totals, Calendar calendar) =>
        aspect with { Set = aspect.Set.InsertByTime(new Quota(Moment.Of(record), data.Indicator, data.Count, data.Per)) };
}
