using GridActors.Core.Alerts;

namespace GridActors.Core.Tests.Inspections;

public sealed class InspectionTests
{
    [Fact]
    public void An_inspection_counts_by_venue_and_its_hazards_are_open_until_put_right()
    {
        var unit = Inspected("02-05", "02-06");
        Assert.Equal((1, 1, 2), (unit["inspections"], unit["inspections.restaurant"], unit["hazards.open"]));
        unit.Accept("02-03 09:00", "hazard.fix", """{"hazard":"z-1"}""");
        Assert.Equal((1, 1, -1), (unit["hazards.open"], unit["hazards.fixed"], unit.On("02-03", "hazards.open")));
        Assert.Equal("data.hazard", unit.Refuse("no-such-item", "02-04 09:00", "hazard.fix", """{"hazard":"z-1"}""").Field);
        unit.Refuse("no-such-item", "02-04 09:00", "hazard.fix", """{"hazard":"z-9"}""");
        unit.Refuse("no-such-item", "02-02 08:59", "hazard.fix", """{"hazard":"z-2"}""");
        unit.Refuse("has-open-items", "02-04 09:00", "unit.close");
        unit.Accept("02-04 09:00", "hazard.fix", """{"hazard":"z-2"}""").Accept("02-04 10:00", "unit.close");
    }

    [Fact]
    public void An_open_hazard_is_a_task_with_its_due_time_until_it_is_put_right()
    {
        var unit = Inspected("02-05");
        var at = UnitUnderTest.Instant("02-03 08:00");
        var task = Assert.Single(unit.State.Tasks(at, unit.Calendar));
        Assert.Equal(("hazard", "z-1", UnitUnderTest.Instant("02-06 00:00")), (task.Kind, task.Subject, task.Due));
        Assert.True(unit.State.NextTask(unit.Calendar) <= at);
        unit.Accept("02-03 09:00", "hazard.fix", """{"hazard":"z-1"}""");
        Assert.Empty(unit.State.Tasks(at, unit.Calendar));
        Assert.Null(unit.State.NextTask(unit.Calendar));
    }

    [Fact]
    public void Found_again_it_is_the_same_hazard_while_open_and_open_again_after_that()
    {
        var unit = Inspected("02-05").Accept("02-03 09:00", "inspection", Inspection("02-09"));
        Assert.Equal((1, 2), (unit["hazards.open"], unit["inspections"]));
        unit.Accept("02-04 09:00", "hazard.fix", """{"hazard":"z-1"}""").Accept("02-05 09:00", "inspection", Inspection("02-09"));
        Assert.Equal((1, 1, 1), (unit["hazards.open"], unit["hazards.fixed"], unit.On("02-05", "hazards.open")));
    }

    [Fact]
    public void What_is_not_put_right_by_its_time_raises_an_alert_and_a_date_ends_at_midnight()
    {
        var unit = Inspected("02-05", "2020-02-04T12:00:00+08:00");
        Assert.Equal(UnitUnderTest.Instant("02-04 12:00"), unit.State.NextDue(unit.Calendar)?.ToOffset(TimeSpan.FromHours(8)));
        Assert.Equal(0, unit.Tick("02-04 11:59")["alerts.open.hazardOverdue"]);
        Assert.Equal(1, unit.Tick("02-04 12:00")["alerts.open.hazardOverdue"]);
        Assert.Equal(1, unit.Tick("02-05 23:59")["alerts.open.hazardOverdue"]);
        Assert.Equal(2, unit.Tick("02-06 00:00")["alerts.open.hazardOverdue"]);
        var alert = unit.State.Get<AlertBook>().All().Single(alert => alert.Alert.Subject == "z-2").Alert;
        Assert.Equal(("hazardOverdue:z-2", "油烟道未清洗"), (alert.Key, alert.Text));

        // Put right too late it stays somebody's to close; dated in time it never was overdue.
        unit.Accept("02-06 09:00", "hazard.fix", """{"hazard":"z-2"}""");
        Assert.Equal(2, unit["alerts.open.hazardOverdue"]);
        unit.Accept("02-05 23:00", "hazard.fix", """{"hazard":"z-1"}""");
        Assert.Equal(1, unit["alerts.open.hazardOverdue"]);
    }

    [Fact]
    public void A_later_date_given_in_time_is_what_counts_and_each_time_open_is_a_cause_of_its_own()
    {
        var unit = Inspected("02-05").Accept("02-04 09:00", "inspection", Inspection("02-08")).Tick("02-06 12:00");
        Assert.Equal(0, unit["alerts.open.hazardOverdue"]);
        unit.Tick("02-09 12:00");
        Assert.Equal(1, unit["alerts.open.hazardOverdue"]);
        unit.Accept("02-10 09:00", "alert.close", """{"key":"hazardOverdue:z-1"}""")
            .Accept("02-10 10:00", "hazard.fix", """{"hazard":"z-1"}""")
            .Accept("02-11 09:00", "inspection", Inspection("02-12")).Tick("02-14 00:00");
        Assert.Equal(1, unit["alerts.open.hazardOverdue"]);
    }

    [Theory]
    [InlineData("""{"venueKind":"bar","venue":"甲"}""", "bad-value", "data.venueKind")]
    [InlineData("""{"venueKind":"school"}""", "missing-field", "data.venue")]
    [InlineData("""{"venueKind":"school","venue":"甲","hazards":[{"hazard":"z","what":"火"}]}""", "missing-field", "data.hazards[0].due")]
    [InlineData("""{"venueKind":"other","venue":"a","hazards":[{"hazard":"z","what":"-","due":"x"}]}""", "bad-time", "data.hazards[0].due")]
    [InlineData("""{"venueKind":"school","venue":"甲","hazards":["z"]}""", "bad-field", "data.hazards")]
    public void What_is_wrong_is_told_with_its_field(string data, string code, string field) =>
        Assert.Equal(field, UnitUnderTest.Village().Refuse(code, "02-03 09:00", "inspection", data).Field);

    private static UnitUnderTest Inspected(params string[] dues)
    {
        // A township, which has no daily report of its own to be late with.
        return UnitUnderTest.Township().Accept("02-02 09:00", "inspection", Inspection(dues));
    }

    private static string Inspection(params string[] dues)
    {
        var hazards = dues.Select((due, index) =>
            $$"""{"hazard":"z-{{index + 1}}","what":"油烟道未清洗","due":"{{(due.Length > 5 ? due : $"2020-{due}")}}"}""");
        return $$"""{"venueKind":"restaurant","venue":"好再来","hazards":[{{string.Join(',', hazards)}}]}""";
    }
}
