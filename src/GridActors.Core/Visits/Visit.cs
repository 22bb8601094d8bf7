using GridActors.Core.Households;
using GridActors.Core.Records;
using GridActors.Core.Totals;
using GridActors.Core.Units;

namespace GridActors.Core.Visits;

public sealed record Visit(string Purpose);

/// <summary>
/// <c>visit</c> 走访. It counts for the categories that surveys had found by then, so it is kept beside the surveys.
/// </summary>
internal sealed class VisitType() : RecordType<Visit, Surveys>("visit", UnitKinds.Household)
{
    private static readonly Vocabulary Purposes = Vocabulary.Of(
        ("outreach", "入户宣传", "outreach"), ("condolence", "慰问", "condolence"), ("followUp", "回访", "follow-up"),
        ("counselling", "心理疏导", "counselling"));

    public static readonly Indicator Count = Indicator.Flow("visits", "visits", "走访户次", "Visits", "record");

    public static readonly IndicatorFamily ByPurpose =
        IndicatorFamily.Flow("visits.", "visits", "{0}走访", "Visits: {0}", "record", Purposes);

    protected override Visit ReadData(Fields data) => new(data.Choice("purpose", Purposes));

    protected override Decision Decide(Surveys aspect, Record record, Visit data, Facts facts) => Decision.Accept;

    protected override Surveys Evolve(
        Surveys aspect, Record record, Visit data, Contributions totals, Calendar calendar)
    {
        totals.Add(record.Day, Count);
        totals.Add(record.Day, ByPurpose.Of(data.Purpose));
        return aspect.WithVisit(Moment.Of(record), totals, calendar);
    }
}
