using GridActors.Core.Units;

namespace GridActors.Core.Tests.Units;

/// <summary>
/// What came in late may open something in a unit that is closed by now. It is ended when people get to it, and nothing
/// else is taken.
/// </summary>
public sealed class ClosingTests
{
    private const string Person = """{"name":"张三","phone":"13800000001"}""";

    [Theory]
    [InlineData("household", "isolated.home", "isolation.start", """{"person":P,"kind":"home"}""",
        "isolation.end", """{"person":P,"reason":"other"}""")]
    [InlineData("institution", "tests.due", "test.order", """{"person":P,"due":"2020-02-20"}""",
        "test.result", """{"person":P,"result":"negative"}""")]
    [InlineData("household", "needs.open", "need.raise", """{"need":"n-1","kind":"food","what":"米"}""",
        "need.resolve", """{"need":"n-1","how":"已送"}""")]
    [InlineData("household", "watch.pairs", "watch.pair", """{"watcher":"worker-7"}""", "watch.end", """{"watcher":"worker-7"}""")]
    [InlineData("village", "hazards.open", "inspection",
        """{"venueKind":"other","venue":"店","hazards":[{"hazard":"z","what":"火","due":"2020-02-05"}]}""",
        "hazard.fix", """{"hazard":"z"}""")]
    [InlineData("village", "notices.open", "notice.issue", """{"notice":"n-1","title":"封村","text":"即日起","to":["v-1"]}""",
        "notice.acknowledge", """{"notice":"n-1","addressee":"v-1"}""")]
    [InlineData("village", null, "gathering.report", """{"gathering":"g","kind":"fair","date":"2020-02-20","planned":50}""",
        "gathering.decide", """{"gathering":"g","decision":"cancelled"}""")]
    [InlineData("grid", "stock.mask", "supply.receive", """{"item":"mask","quantity":5}""",
        "supply.use", """{"item":"mask","quantity":5}""")]
    [InlineData("grid", "stock.mask", "supply.receive", """{"item":"mask","quantity":5}""",
        "supply.count", """{"item":"mask","quantity":0}""")]
    [InlineData("grid", "stock.mask", "supply.receive", """{"item":"mask","quantity":5}""",
        "supply.transfer", """{"item":"mask","quantity":5,"to":"village-2"}""")]
    public void What_a_late_record_opened_in_a_closed_unit_is_ended_in_the_present_and_only_that(
        string kind, string? level, string opening, string what, string ending, string how)
    {
        var parent = kind == "village" ? "township" : "village";
        var unit = UnitUnderTest.Registered(kind, parent).Accept("02-10 09:00", "unit.close");
        unit.Refuse("unit-closed", "03-04 09:00", ending, Of(how));
        unit.Accept("02-09 09:00", opening, Of(what));
        Assert.True(unit.State.HasOpenItems);
        Assert.True(level is null || unit[level] > 0);

        unit.Refuse("unit-closed", "03-04 08:00", opening, Of(what).Replace("\"g\"", "\"g-2\"").Replace("n-1", "n-2"));
        unit.Refuse("unit-closed", "03-04 08:00", "unit.amend", """{"name":"乙"}""");
        unit.Accept("03-04 09:00", ending, Of(how));

        Assert.False(unit.State.HasOpenItems);
        Assert.Equal(0, level is null ? 0 : unit[level]);
        unit.Refuse("unit-closed", "03-04 10:00", ending, Of(how));
        var shown = unit.Shown();
        Assert.Equal(shown, unit.Reload().Shown());
        Assert.Equal(shown, unit.Reload(unit.Snapshot()).Shown());
    }

    [Fact]
    public void What_is_in_stock_goes_bit_by_bit()
    {
        var unit = UnitUnderTest.Registered("grid").Accept("02-10 09:00", "unit.close")
            .Accept("02-09 09:00", "supply.receive", """{"item":"alcohol","quantity":2.5}""");
        unit.Accept("03-01 09:00", "supply.use", """{"item":"alcohol","quantity":0.125}""")
            .Accept("03-02 09:00", "supply.transfer", """{"item":"alcohol","quantity":1,"to":"village-2"}""");
        unit.Refuse("unit-closed", "03-03 09:00", "supply.use", """{"item":"alcohol","quantity":2}""");
        unit.Refuse("unit-closed", "03-03 09:00", "supply.count", """{"item":"alcohol","quantity":3}""");
        unit.Accept("03-03 09:00", "supply.count", """{"item":"alcohol","quantity":0}""");
        Assert.Equal((0, 0, 0), (unit["stock.alcohol"], unit["stock.inTransit.alcohol"], unit.State.Get<Outbox>().OpenItems));
    }

    [Fact]
    public void Somebody_isolated_late_in_a_closed_household_is_released_like_anybody_and_asked_for_no_more()
    {
        var unit = UnitUnderTest.Household().Accept("02-10 09:00", "unit.close")
            .Accept("02-09 09:00", "isolation.start", Of("""{"person":P,"kind":"home"}""")).Tick("03-04 00:00");
        Assert.Single(unit.State.Tasks(UnitUnderTest.Instant("03-04 09:00"), unit.Calendar));
        unit.Refuse("unit-closed", "03-04 09:00", "health.check", Of("""{"person":P,"temperature":36.5}"""));
        unit.Refuse("unit-closed", "03-04 09:00", "isolation.transfer", Of("""{"person":P,"kind":"central"}"""));
        unit.Accept("03-04 09:00", "isolation.end", Of("""{"person":P,"reason":"released"}"""));
        Assert.Empty(unit.State.Tasks(UnitUnderTest.Instant("03-04 09:00"), unit.Calendar));
        Assert.Equal((1, 0), (unit.LevelAt("03-03", "isolated.home"), unit.LevelAt("03-04", "isolated.home")));
    }

    private static string Of(string data) => data.Replace("P,", $"{Person},", StringComparison.Ordinal);
}
