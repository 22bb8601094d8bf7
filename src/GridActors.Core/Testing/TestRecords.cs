using GridActors.Core.Households;
using GridActors.Core.Records;
using GridActors.Core.Totals;
using GridActors.Core.Units;

namespace GridActors.Core.Testing;

/// <param name="Due">Until when the sample is to be taken.</param>
public sealed record TestOrder(PersonName Person, DueTime Due);

public sealed record TestResult(PersonName Person, string Result);

/// <summary><c>test.order</c> 核酸: a person is to be tested.</summary>
internal sealed class TestOrderType() : RecordType<TestOrder, Household>("test.order", UnitKinds.WithPersons)
{
    protected override TestOrder ReadData(Fields data) => new(data.Person("person"), DueTime.Read(data, "due"));

    protected override Decision Decide(Household aspect, Record record, TestOrder data, Facts facts) =>
        Decision.Accept;

    protected override Household Evolve(
        Household aspect, Record record, TestOrder data, Contributions totals, Calendar calendar)
    {
        var fact = new PersonFact(Moment.Of(record), PersonFactKind.TestOrdered) { Due = data.Due.In(calendar) };
        return aspect.With(data.Person, fact, totals, calendar);
    }
}

/// <summary><c>test.result</c> 核酸: a person was tested, ordered or not.</summary>
internal sealed class TestResultType() : RecordType<TestResult, Household>("test.result", UnitKinds.WithPersons)
{
    private const string Positive = "positive";

    private static readonly Vocabulary Results =
        Vocabulary.Of(("negative", "阴性", "negative"), (Positive, "阳性", "positive"));

    public static readonly Indicator Done = Indicator.Flow("tests.done", "tests", "核酸检测人次", "Tests done", "record");

    public static readonly Indicator FoundPositive =
        Indicator.Flow("tests.positive", "tests", "核酸阳性", "Tests positive", "record");

    protected override TestResult ReadData(Fields data) =>
        new(data.Person("person"), data.Choice("result", Results));

    protected override Decision Decide(Household aspect, Record record, TestResult data, Facts facts) =>
        Decision.Accept;

    protected override Household Evolve(
        Household aspect, Record record, TestResult data, Contributions totals, Calendar calendar)
    {
        totals.Add(record.Day, Done);
        if (data.Result == Positive)
        {
            totals.Add(record.Day, FoundPositive);
        }

        var fact = new PersonFact(Moment.Of(record), PersonFactKind.Tested) { IsPositive = data.Result == Positive };
        return aspect.With(data.Person, fact, totals, calendar);
    }
}
