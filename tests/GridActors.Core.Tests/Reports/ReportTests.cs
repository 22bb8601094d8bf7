using GridActors.Core.Records;
using GridActors.Core.Totals;

namespace GridActors.Core.Tests.Reports;

public sealed class ReportTests
{
    [Fact]
    public void A_report_counts_on_its_day_and_keeps_the_days_totals_as_submitted()
    {
        var unit = UnitUnderTest.Village().Accept("02-01 09:00", "closure.set", """{"what":"market"}""")
            .Accept("02-02 09:00", "patrol");
        unit.Accept("02-02 17:00", "report.submit", """{"date":"2020-02-02","remarks":"无异常"}""");
        Assert.Equal(1, unit.On("02-02", "reports"));
        unit.Accept("02-02 16:00", "patrol"); // entered after the report: a correction

        var report = Outcome.Parse(unit.Journal[3].Outcome.Span).Report!;
        Assert.Equal((3, 1), (report.Version, report.Counts[UnitUnderTest.Code("patrols")].Units));
        Assert.Equal(1, report.Levels[UnitUnderTest.Code("closures.market")].Units);
        Assert.Equal(2, unit.On("02-02", "patrols"));
    }

    [Fact]
    public void The_totals_are_those_of_the_subtree_and_a_replay_asks_for_none()
    {
        var unit = UnitUnderTest.Village();
        var below = new Contributions();
        below.Add(UnitUnderTest.Day("02-02"), UnitUnderTest.Code("surveys"), 17);
        unit.Below = DailyTotals.Zero.Plus(below);
        unit.Accept("02-03 08:00", "report.submit", """{"date":"2020-02-02"}""");
        unit.Below = null;
        unit.Reload();
        Assert.Equal(1, unit["reports"]);
        var report = Outcome.Parse(unit.Journal[1].Outcome.Span).Report!;
        Assert.Equal((17, 1), (report.Counts[UnitUnderTest.Code("surveys")].Units, report.Counts.Count));
    }

    [Fact]
    public void Each_day_is_reported_once_and_none_before_it_has_begun()
    {
        var unit = UnitUnderTest.Village().Accept("02-02 17:00", "report.submit", """{"date":"2020-02-02"}""");
        Assert.Equal("data.date", unit.Refuse("already-submitted", "02-03 17:00", "report.submit", """{"date":"2020-02-02"}""").Field);
        unit.Refuse("bad-value", "02-03 17:00", "report.submit", """{"date":"2020-02-04"}""");
        unit.Refuse("missing-field", "02-03 17:00", "report.submit");
        Assert.Equal("accepted", unit.Void(2).Status);
        unit.Accept("02-03 17:00", "report.submit", """{"date":"2020-02-02"}""");
        UnitUnderTest.Township().Refuse("wrong-kind", "02-02 17:00", "report.submit", """{"date":"2020-02-02"}""");
    }

    [Fact]
    public void A_day_not_reported_by_six_in_the_evening_raises_an_alert_that_a_report_dated_in_time_takes_back()
    {
        var unit = Village().Accept("02-02 17:00", "report.submit", """{"date":"2020-02-02"}""");
        Assert.Equal(0, unit.Tick("02-01 17:59")["alerts.open"]);
        Assert.Equal(1, unit.Tick("02-01 18:00")["alerts.open.reportLate"]);
        Assert.Equal(1, unit.Tick("02-03 17:59")["alerts.open.reportLate"]);
        Assert.Equal(2, unit.Tick("02-03 18:00")["alerts.open.reportLate"]);
        unit.Accept("02-03 18:01", "report.submit", """{"date":"2020-02-03"}""");
        Assert.Equal(2, unit["alerts.open.reportLate"]);
        unit.Accept("02-01 18:00", "report.submit", """{"date":"2020-02-01"}""");
        Assert.Equal((1, 1), (unit["alerts.open.reportLate"], unit.On("02-03", "alerts.open.reportLate")));
        Assert.Equal(UnitUnderTest.Instant("02-04 18:00"), unit.State.NextDue(unit.Calendar));
    }

    [Fact]
    public void A_village_registered_in_the_evening_reports_from_the_next_day_on_and_a_closed_one_no_more()
    {
        var unit = Village("02-01 18:00").Tick("02-02 17:59");
        Assert.Equal(0, unit["alerts.open"]);
        Assert.Equal(1, unit.Tick("02-02 18:00")["alerts.open"]);
        unit.Tick("02-05 12:00").Accept("02-03 12:00", "unit.close"); // told of late
        Assert.Equal((1, -1, 0), (unit.On("02-02", "alerts.open"), unit.On("02-03", "alerts.open"), unit["alerts.open"]));
        Assert.Null(unit.State.NextDue(unit.Calendar));
    }

    [Fact]
    public void The_days_report_is_a_task_until_it_is_in_and_a_missing_one_for_a_week()
    {
        var unit = Village();
        Assert.Equal(UnitUnderTest.Instant("02-01 00:00"), unit.State.NextTask(unit.Calendar));
        Assert.Equal(["2020-02-01"], Tasks(unit, "02-01 09:00"));
        unit.Accept("02-01 17:00", "report.submit", """{"date":"2020-02-01"}""");
        Assert.Empty(Tasks(unit, "02-01 19:00"));
        Assert.Equal(UnitUnderTest.Instant("02-02 00:00"), unit.State.NextTask(unit.Calendar));
        unit.Tick("02-03 18:00");
        Assert.Equal(["2020-02-02", "2020-02-03"], Tasks(unit, "02-03 20:00"));
        unit.Accept("02-04 08:00", "report.submit", """{"date":"2020-02-03"}""");
        Assert.Equal(["2020-02-02", "2020-02-04"], Tasks(unit, "02-04 09:00"));
        Assert.Equal(UnitUnderTest.Instant("02-02 00:00"), unit.State.NextTask(unit.Calendar));
        Assert.DoesNotContain("2020-02-02", Tasks(unit, "02-10 09:00"));
        Assert.Equal(
            UnitUnderTest.Instant("02-02 18:00"), unit.State.Tasks(UnitUnderTest.Instant("02-04 09:00"), unit.Calendar).First().Due);
        unit.Tick("02-20 18:00").Accept("02-21 00:00", "unit.close");
        Assert.Null(unit.State.NextTask(unit.Calendar));
    }

    [Fact]
    public void Other_areas_are_asked_for_no_report() =>
        Assert.Null(UnitUnderTest.Township().State.NextDue(UnitUnderTest.Shanghai));

    private static List<string> Tasks(UnitUnderTest unit, string at) =>
        [.. unit.State.Tasks(UnitUnderTest.Instant(at), unit.Calendar).Select(task => task.Text)];

    private static UnitUnderTest Village(string at = "02-01 08:00")
    {
        var unit = new UnitUnderTest();
        return unit.Accept(at, "unit.register", """{"kind":"village","name":"甲","parent":"township"}""");
    }
}
