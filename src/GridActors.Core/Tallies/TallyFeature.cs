using GridActors.Core.Records;
using GridActors.Core.Totals;
using GridActors.Core.Units;

namespace GridActors.Core.Tallies;

/// <summary>Counts that the deployment's own catalogue declares.</summary>
public static class TallyFeature
{
    public const string Topic = "tallies";

    public static Feature Of(TallyCatalogue catalogue) => new()
    {
        Topics = [new(Topic, "本地统计", "Own counts")],
        Records = [new TallyType(catalogue)],
        Indicators = catalogue.Indicators,
        Families = [TallyType.Undeclared],
        Aspects = [AspectType.Of<TallyLevels>("tallies")],
    };
}

/// <param name="Count">Added; below 0 it is taken from a level.</param>
public sealed record Tally(string Code, long Count);

/// <summary><c>tally</c>.</summary>
internal sealed class TallyType(TallyCatalogue catalogue) : RecordType<Tally, TallyLevels>("tally", UnitKinds.Areas)
{
    public const string BelowZero = "below-zero";

    private const long CountMax = 1_000_000_000;

    /// <summary>
    /// What was counted under a code that the catalogue has lost since: it stays readable, and shows under its code.
    /// </summary>
    public static readonly IndicatorFamily Undeclared = IndicatorFamily.Flow(
        TallyCatalogue.Prefix, TallyFeature.Topic, "{0}（目录已删）", "{0} (no longer in the catalogue)", "count");

    protected override Tally ReadData(Fields data)
    {
        var (code, count) = (data.Text("code", 60), data.Whole("count", -CountMax, CountMax));
        if (count is null)
        {
            data.Refuse(RefusalCodes.MissingField, "count", "count is missing");
        }

        return new Tally(code, count ?? 1);
    }

    protected override Decision Decide(TallyLevels aspect, Record record, Tally data, Facts facts)
    {
        var indicator = catalogue.Find(data.Code);
        if (indicator is null && !facts.IsReplay)
        {
            return Decision.Refuse(
                RefusalCodes.UnknownCode, "data.code", $"the deployment's catalogue declares no {data.Code}");
        }

        if (data.Count < 1 && !(data.Count < 0 && indicator?.IsLevel != false))
        {
            return Decision.Refuse(
                RefusalCodes.BadNumber, "data.count", "count is a whole number from 1; below 0 for a level only");
        }

        return data.Count < 0 && aspect.LowestFrom(data.Code, Moment.Of(record)) + data.Count < 0
            ? Decision.Refuse(BelowZero, "data.count", $"{data.Code} does not stand so high then, or would not later")
            : Decision.Accept;
    }

    protected override TallyLevels Evolve(
        TallyLevels aspect, Record record, Tally data, Contributions totals, Calendar calendar)
    {
        var indicator = catalogue.Find(data.Code);
        totals.Add(record.Day, indicator ?? Undeclared.Of(data.Code), data.Count);
        return indicator?.IsLevel == false
            ? aspect
            : aspect.With(data.Code, new TallyChange(Moment.Of(record), data.Count));
    }
}
