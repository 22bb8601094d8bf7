using GridActors.Core.Alerts;

namespace GridActors.Core.Tests.Gatherings;

public sealed class GatheringTests
{
    [Fact]
    public void A_report_counts_and_what_was_decided_last_by_time_stands()
    {
        var unit = Reported();
        unit.Accept("02-03 09:00", "gathering.decide", Decide("approved"));
        Assert.Equal((1, 1, 1), (unit["gatherings"], unit["gatherings.approved"], unit["gatherings.approved.wedding"]));

        unit.Accept("02-05 09:00", "gathering.decide", Decide("deferred"));
        Assert.Equal((0, 0), (unit["gatherings.approved"], unit["gatherings.approved.wedding"]));
        Assert.Equal((1, 0), (unit.On("02-05", "gatherings.deferred.wedding"), unit.On("02-03", "gatherings.approved")));

        unit.Accept("02-04 09:00", "gathering.decide", Decide("cancelled")); // came in late
        Assert.Equal((0, 1), (unit["gatherings.cancelled"], unit["gatherings.deferred"]));
        Assert.Equal("accepted", unit.Void(unit.LastSeq - 1).Status);
        Assert.Equal((1, 0), (unit.On("02-04", "gatherings.cancelled"), unit["gatherings.deferred"]));
    }

    [Fact]
    public void A_key_is_known_from_its_report_on_and_only_where_it_was_reported()
    {
        var unit = Reported();
        Assert.Equal("data.gathering", unit.Refuse("no-such-item", "02-02 08:59", "gathering.decide", Decide("approved")).Field);
        unit.Refuse("no-such-item", "02-03 09:00", "gathering.inspect", """{"gathering":"g-2","attended":5}""");
        unit.Refuse("already-reported", "02-03 09:00", "gathering.report", Report("wedding", 30));
        UnitUnderTest.Village().Refuse("no-such-item", "02-03 09:00", "gathering.decide", Decide("approved"));
        Assert.Equal("has-dependents", unit.Accept("02-03 09:00", "gathering.decide", Decide("approved")).Void(2).Refusal!.Code);
    }

    [Fact]
    public void More_people_than_planned_raise_one_alert_for_the_gathering()
    {
        var unit = Reported().Accept("02-08 12:00", "gathering.inspect", """{"gathering":"g-1","attended":30,"measures":["测温"]}""");
        Assert.Equal((1, 0), (unit["gatherings.inspected"], unit["alerts.open"]));
        unit.Accept("02-08 13:00", "gathering.inspect", """{"gathering":"g-1","attended":41}""")
            .Accept("02-08 12:30", "gathering.inspect", """{"gathering":"g-1","attended":31}""");
        Assert.Equal((3, 1), (unit["gatherings.inspected"], unit["alerts.open.gatheringOver"]));
        var alert = Assert.Single(unit.State.Get<AlertBook>().All()).Alert;
        Assert.Equal(("gatheringOver:g-1", "31 / 30", UnitUnderTest.Instant("02-08 12:30")), (alert.Key, alert.Text, alert.Opened));
        unit.Accept("02-08 14:00", "alert.close", """{"key":"gatheringOver:g-1"}""");
        Assert.Equal(0, unit["alerts.open"]);
    }

    [Fact]
    public void Religious_activity_is_refused_while_it_is_suspended_here()
    {
        var unit = UnitUnderTest.Village().Accept("02-02 09:00", "closure.set", """{"what":"religious"}""")
            .Accept("02-04 09:00", "closure.lift", """{"what":"religious"}""");
        Assert.Equal("data.kind", unit.Refuse("suspended", "02-03 09:00", "gathering.report", Report("religious", 5)).Field);
        unit.Refuse("suspended", "02-04 08:59", "gathering.report", Report("religious", 5));
        unit.Accept("02-03 09:00", "gathering.report", Report("wedding", 5));
        unit.Accept("02-02 08:59", "gathering.report", Report("religious", 5, "g-2"));
        unit.Accept("02-04 09:00", "gathering.report", Report("religious", 5, "g-3"));
        Assert.Equal("has-dependents", unit.Void(3).Refusal!.Code); // without the lifting, g-3 was suspended
    }

    [Fact]
    public void Religious_activity_is_refused_while_any_area_above_suspends_it()
    {
        var county = UnitUnderTest.Registered("county", "").Accept("02-02 09:00", "closure.set", """{"what":"religious"}""");
        var unit = UnitUnderTest.Village();
        unit.Above.AddRange([UnitUnderTest.Township(), county]);
        unit.Refuse("suspended", "02-03 09:00", "gathering.report", Report("religious", 5));
        unit.Accept("02-02 08:00", "gathering.report", Report("religious", 5));
        county.Accept("02-04 09:00", "closure.lift", """{"what":"religious"}""");
        unit.Refuse("suspended", "02-03 09:00", "gathering.report", Report("religious", 5, "g-2"));
        unit.Accept("02-04 10:00", "gathering.report", Report("religious", 5, "g-2"));
        var shown = unit.Shown();
        county.Accept("02-01 09:00", "closure.set", """{"what":"religious"}""");
        Assert.Equal(shown, unit.Reload().Shown()); // what was true above then is not asked again
    }

    [Theory]
    [InlineData("banquet", 10, false)]
    [InlineData("banquet", 11, true)]
    [InlineData("wedding", 10, true)]
    public void A_gathering_that_awaits_its_decision_keeps_the_area_open(string kind, int planned, bool awaits)
    {
        var unit = UnitUnderTest.Village().Accept("02-02 09:00", "gathering.report", Report(kind, planned));
        if (awaits)
        {
            unit.Refuse("has-open-items", "02-03 09:00", "unit.close");
            unit.Accept("02-03 09:00", "gathering.decide", Decide("cancelled"));
        }

        unit.Accept("02-03 10:00", "unit.close");
    }

    private static UnitUnderTest Reported() =>
        UnitUnderTest.Village().Accept("02-02 09:00", "gathering.report", Report("wedding", 30));

    private static string Report(string kind, int planned, string key = "g-1") =>
        $$"""{"gathering":"{{key}}","kind":"{{kind}}","date":"2020-02-08","planned":{{planned}}}""";

    private static string Decide(string decision) => $$"""{"gathering":"g-1","decision":"{{decision}}"}""";
}
