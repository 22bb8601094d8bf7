using GridActors.Core.Records;
using GridActors.Core.Units;
using GridActors.Journaling.Deadlines;
using GridActors.Journaling.Ports;
using GridActors.Journaling.Tests.Hosting;

namespace GridActors.Journaling.Tests.Loop;

/// <summary>What an area's decision must know of the areas above it and of the units below it.</summary>
public sealed class AreaFactsTests
{
    private const string Village = "100-1-1";
    private const string Religious = """{"gathering":"g-1","kind":"religious","date":"2020-02-09","planned":30}""";

    private readonly TestUnits _units = new();

    public AreaFactsTests() => Assert.Empty(_units.Import(
        "100,岚县,county,", "100-1,镇,township,100", $"{Village},村,village,100-1", "h-1,户,household,100-1-1").Failures);

    [Theory]
    [InlineData("100")]
    [InlineData("100-1")]
    [InlineData(Village)]
    public void What_any_area_above_has_closed_binds_from_the_next_record_on(string area)
    {
        _units.Accept(area, "closure.set", """{"what":"religious"}""");
        Assert.Equal("suspended", _units.Post(_units.Make(Village, "gathering.report", Religious, seq: 2)).Refusal?.Code);
        _units.Accept(Village, "gathering.report", Religious.Replace("religious", "wedding"), seq: 3);

        _units.Kill(); // the answer is in the journals, not in anybody's memory
        var again = _units.Make(Village, "gathering.report", Religious.Replace("g-1", "g-2"), seq: 4);
        Assert.Equal("suspended", _units.Post(again).Refusal?.Code);
        _units.Accept(area, "closure.lift", """{"what":"religious"}""", "chief", 2);
        _units.Accept(Village, "gathering.report", Religious.Replace("g-1", "g-2"), seq: 4);
        _units.Converge();
        Assert.Equal(2, _units.Value("100", "gatherings"));
        Assert.Empty(_units.Recount().Differences);
    }

    [Fact]
    public void A_record_dated_before_the_closing_above_is_not_bound_by_it()
    {
        _units.Accept("100", "closure.set", """{"what":"religious"}""");
        var early = _units.Make(Village, "gathering.report", Religious, at: TestUnits.Morning.AddHours(-1));
        Assert.Equal(AnswerStatus.Accepted, _units.Post(early).Status);
    }

    [Fact]
    public void A_closing_above_that_was_voided_binds_no_more()
    {
        _units.Accept("100", "closure.set", """{"what":"religious"}""");
        _units.Accept("100", "record.void", """{"source":"test","seq":1,"reason":"填错"}""", "chief");
        _units.Kill();
        _units.Accept(Village, "gathering.report", Religious);
    }

    [Fact]
    public void A_report_keeps_the_subtrees_totals_of_its_day()
    {
        _units.Accept("h-1", "household.survey", """{"round":1,"persons":4}""");
        _units.Converge();
        _units.Accept(Village, "report.submit", """{"date":"2020-02-01"}""");
        _units.Accept("h-1", "household.survey", """{"round":2,"persons":5}""", seq: 2);
        _units.Converge();

        var entry = _units.Run(() => _units.Store.FindAsync(UnitId.Parse(Village), [new RecordId("test", 1)]).AsTask()).Single();
        var report = Outcome.Parse(entry.Outcome.Span).Report!;
        Assert.Equal(4, report.Counts.Amounts.Single(pair => pair.Key.Code == "persons.checked").Value.Units);
        Assert.Equal(9, _units.Value(Village, "persons.checked"));
        _units.Kill();
        Assert.Equal(1, _units.Value("100", "reports"));
        Assert.Empty(_units.Recount().Differences);
    }

    [Fact]
    public void A_warning_comes_with_the_first_answer()
    {
        var record = _units.Make(Village, "contact.assign", """{"member":"甲","households":["h-1"]}""");
        var answer = _units.Post(record);
        Assert.Equal((AnswerStatus.Accepted, "households-per-member"), (answer.Status, answer.Warning?.Code));
        Assert.Equal(new Answer(AnswerStatus.Duplicate), _units.Post(record));
        Assert.Equal(1, _units.Value(Village, "households.contacted"));
    }

    [Fact]
    public void A_village_imported_in_bulk_that_nobody_touches_is_late_with_its_report()
    {
        var sweeper = new DeadlineSweeper(_units.Store, _units, _units, _units.Time);
        Assert.Equal(0, _units.Run(() => sweeper.SweepAsync(TestUnits.Morning.AddHours(10).AddSeconds(-1))));
        Assert.Equal(1, _units.Run(() => sweeper.SweepAsync(TestUnits.Morning.AddHours(10))));
        Assert.Equal(0, _units.Run(() => sweeper.SweepAsync(TestUnits.Morning.AddHours(10))));
        _units.Converge();
        Assert.Equal(1, _units.Value("100", "alerts.open.reportLate"));
    }
}
