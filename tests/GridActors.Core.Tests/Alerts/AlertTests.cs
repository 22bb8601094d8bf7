using GridActors.Core.Alerts;
using GridActors.Core.Tests.Records;

namespace GridActors.Core.Tests.Alerts;

public sealed class AlertTests
{
    private const string Fever = """{"direction":"in","temperature":38.2,"outcome":"held"}""";
    private const string Key = "fever:office/3";

    [Theory]
    [InlineData("X😀abc", "…ABC")]
    [InlineData("X😀ab", "…😀AB")]
    [InlineData("12345", "…2345")]
    public void What_is_shown_of_a_document_is_whole_characters_which_every_store_keeps(string id, string shown)
    {
        var person = $$"""{"idType":"other","id":"{{id}}" """;
        var unit = UnitUnderTest.Household()
            .Accept("02-01 08:00", "case.report", $$"""{"person":{{person}}},"status":"suspected"}""");
        Assert.Equal(shown, Assert.Single(unit.State.Get<AlertBook>().All()).Alert.Subject);

        // As loaded it is the alert that the person's next record takes back, to raise it under the name.
        unit.Reload(unit.Snapshot())
            .Accept("02-01 09:00", "health.check", $$"""{"person":{{person}},"name":"甲"},"temperature":36.5}""");
        Assert.Equal("甲", Assert.Single(unit.State.Get<AlertBook>().All()).Alert.Subject);
    }

    [Fact]
    public void What_is_alarming_opens_an_alert_and_is_counted_open_by_kind()
    {
        var unit = Feverish();
        Assert.Equal((1, 1), (unit["alerts.open"], unit["alerts.open.fever"]));
        var alert = Assert.Single(All(unit));
        Assert.Equal((Key, "fever", "38.2 ℃", AlertState.Open), (alert.Alert.Key, alert.Alert.Kind, alert.Alert.Text, alert.State));
        Assert.Equal(UnitUnderTest.Instant("02-03 08:00"), alert.Alert.Opened);
    }

    [Fact]
    public void Acknowledged_or_closed_it_is_no_longer_open_from_that_day_on()
    {
        var unit = Feverish().Accept("02-05 10:00", "alert.acknowledge", Answer(Key));
        Assert.Equal((1, 0, 0), (unit.LevelAt("02-04", "alerts.open"), unit.LevelAt("02-05", "alerts.open"), unit["alerts.open.fever"]));
        Assert.Equal(AlertState.Acknowledged, Assert.Single(All(unit)).State);
        unit.Accept("02-06 10:00", "alert.close", Answer(Key));
        Assert.Equal((AlertState.Closed, UnitUnderTest.Instant("02-06 10:00")), (Assert.Single(All(unit)).State, All(unit)[0].Since));
        Assert.Equal((1, 0), (unit.LevelAt("02-04", "alerts.open"), unit.LevelAt("02-05", "alerts.open")));
    }

    [Fact]
    public void An_answer_said_again_or_out_of_order_adds_nothing()
    {
        var unit = Feverish().Accept("02-06 10:00", "alert.close", Answer(Key));
        var closed = unit.Shown();
        unit.Accept("02-07 10:00", "alert.close", Answer(Key)).Accept("02-08 10:00", "alert.acknowledge", Answer(Key));
        Assert.Equal((closed, AlertState.Closed), (unit.Shown(), Assert.Single(All(unit)).State));
        unit.Accept("02-04 10:00", "alert.acknowledge", Answer(Key)); // a telephone that was offline
        Assert.Equal((1, 0), (unit.LevelAt("02-03", "alerts.open"), unit.LevelAt("02-04", "alerts.open")));
    }

    [Fact]
    public void An_answer_dated_before_the_alert_counts_from_its_opening()
    {
        var unit = Feverish().Accept("02-02 10:00", "alert.acknowledge", Answer(Key));
        Assert.Equal((0, 0), (unit["alerts.open"], unit.LevelAt("02-02", "alerts.open")));
        Assert.Equal(UnitUnderTest.Instant("02-03 08:00"), Assert.Single(All(unit)).Since);
    }

    [Theory]
    [InlineData("alert.acknowledge")]
    [InlineData("alert.close")]
    public void An_unknown_key_is_no_such_item(string type) =>
        Assert.Equal("data.key", Feverish().Refuse("no-such-item", "02-05 10:00", type, Answer("fever:office/99")).Field);

    [Fact]
    public void One_cause_opens_one_alert_and_the_first_by_time_stands()
    {
        const string Person = "\"person\":{\"name\":\"张三\",\"phone\":\"1\"}";
        var unit = Open().Accept("02-03 08:00", "passage", $$"""{"direction":"in","temperature":38.2,"outcome":"held",{{Person}}}""")
            .Accept("02-03 07:00", "passage", $$"""{"direction":"in","temperature":37.9,"outcome":"turnedBack",{{Person}}}""")
            .Accept("02-04 07:00", "passage", $$"""{"direction":"in","temperature":37.9,"outcome":"turnedBack",{{Person}}}""");
        Assert.Equal((3, 2), (unit["passages.fever"], unit["alerts.open"]));
        Assert.Equal(["37.9 ℃", "37.9 ℃"], All(unit).Select(alert => alert.Alert.Text));
        Assert.All(All(unit), alert => Assert.Equal("张三", alert.Alert.Subject));
    }

    [Fact]
    public void No_document_number_is_in_an_alert()
    {
        var id = NationalIds.Of(1);
        var unit = UnitUnderTest.Household()
            .Accept("02-03 08:00", "health.check", $$"""{"person":{"id":"{{id}}"},"temperature":38.5}""");
        var alert = Assert.Single(All(unit)).Alert;
        Assert.DoesNotContain(id[6..14], alert.ToString());
        Assert.EndsWith(id[^4..], alert.Subject);
    }

    [Fact]
    public void Taking_back_what_raised_it_takes_the_alert_away()
    {
        var unit = Feverish();
        Assert.Equal("accepted", unit.Void(unit.LastSeq).Status);
        Assert.Equal((0, 0), (unit["alerts.open"], unit["passages.fever"]));
        Assert.Empty(All(unit));
        Assert.DoesNotContain(unit.Totals.Days, day => day.Day == UnitUnderTest.Day("02-03"));
        unit.Reload();
        Assert.Empty(All(unit));
    }

    [Fact]
    public void What_somebody_answered_is_taken_back_first()
    {
        var unit = Feverish().Accept("02-05 10:00", "alert.acknowledge", Answer(Key));
        var answer = unit.LastSeq;
        Assert.Contains($"office/{answer}", unit.Refuse("has-dependents", "03-01 12:00", "record.void", Target(3)).Message);
        Assert.Equal("accepted", unit.Void(answer).Status);
        Assert.Equal(1, unit["alerts.open"]);
        Assert.Equal("accepted", unit.Void(3).Status);
        Assert.Equal(0, unit["alerts.open"]);
    }

    [Fact]
    public void A_check_missed_opens_an_alert_at_the_sessions_end_and_one_dated_in_time_takes_it_away()
    {
        const string Person = """{"person":{"name":"张三","phone":"1"}""";
        var unit = UnitUnderTest.Household()
            .Accept("02-01 09:00", "isolation.start", $$"""{{Person}},"kind":"home"}""").Tick("02-02 12:00");
        Assert.Equal((2, 2), (unit["alerts.open.missedCheck"], unit.On("02-02", "alerts.open")));
        var morning = All(unit).Single(alert => alert.Alert.Text == "2020-02-02 am").Alert;
        Assert.Equal(UnitUnderTest.Instant("02-02 12:00"), morning.Opened);
        unit.Accept("02-02 12:30", "alert.acknowledge", Answer(morning.Key))
            .Accept("02-02 11:00", "health.check", $$"""{{Person}},"temperature":36.5}""");
        Assert.Equal((1, 1), (unit["alerts.open"], unit["checks.missed"]));
        Assert.Equal("2020-02-01 pm", Assert.Single(All(unit)).Alert.Text);
        unit.Void(unit.LastSeq); // the check was another person's: missed again, and somebody knew
        Assert.Equal((1, 2), (unit["alerts.open"], unit["checks.missed"]));
    }

    [Fact]
    public void Closing_the_unit_closes_its_alerts_also_those_that_come_in_later()
    {
        var unit = Feverish().Accept("02-05 10:00", "unit.close");
        Assert.Equal((1, 0), (unit.LevelAt("02-04", "alerts.open"), unit["alerts.open"]));
        unit.Accept("02-03 09:00", "passage", Fever);
        Assert.Equal((2, 0, 2), (unit.LevelAt("02-04", "alerts.open"), unit["alerts.open"], All(unit).Count));
        Assert.All(All(unit), alert => Assert.Equal((AlertState.Closed, UnitUnderTest.Instant("02-05 10:00")), (alert.State, alert.Since)));

        var late = Open().Accept("02-05 10:00", "unit.close").Accept("02-03 08:00", "passage", Fever); // its first alert
        Assert.Equal((1, 0), (late.LevelAt("02-04", "alerts.open"), late["alerts.open"]));
    }

    [Fact]
    public void Changes_since_another_state_are_what_came_what_stands_otherwise_and_what_is_gone()
    {
        var unit = Feverish();
        var before = unit.State.Get<AlertBook>();
        unit.Accept("02-04 09:00", "passage", Fever).Accept("02-05 10:00", "alert.close", Answer(Key));
        var after = unit.State.Get<AlertBook>();
        Assert.Empty(after.Since(after));
        Assert.Equal(
            [(Key, AlertState.Closed), ("fever:office/4", AlertState.Open)],
            after.Since(before).Select(change => (change.Key, change.Standing!.State)));
        Assert.Equal("fever:office/4", Assert.Single(before.Since(after), change => change.Standing is null).Key);
    }

    [Fact]
    public void Ordinary_passages_leave_the_state_untouched()
    {
        var unit = Feverish();
        var state = unit.State;
        unit.Accept("02-03 09:00", "passage", """{"direction":"in","temperature":36.5,"code":"green","outcome":"pass"}""");
        Assert.Same(state, unit.State);
    }

    private static UnitUnderTest Open() => UnitUnderTest.Checkpoint().Accept("02-01 06:00", "checkpoint.open");

    private static UnitUnderTest Feverish() => Open().Accept("02-03 08:00", "passage", Fever);

    private static IReadOnlyList<StandingAlert> All(UnitUnderTest unit) => [.. unit.State.Get<AlertBook>().All()];

    private static string Answer(string key) => $$"""{"key":"{{key}}"}""";

    private static string Target(long seq) => $$"""{"source":"office","seq":{{seq}},"reason":"更正"}""";
}
