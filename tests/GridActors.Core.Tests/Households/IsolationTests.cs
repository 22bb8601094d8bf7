namespace GridActors.Core.Tests.Households;

public sealed class IsolationTests
{
    private const string Person = "\"person\":{\"name\":\"张三\",\"phone\":\"13800000001\"}";

    [Theory]
    [InlineData("home")]
    [InlineData("central")]
    [InlineData("medical")]
    public void An_isolation_counts_by_kind_from_its_start_to_its_end(string kind)
    {
        var unit = UnitUnderTest.Household().Accept("02-03 09:00", "isolation.start", $$"""{{{Person}},"kind":"{{kind}}"}""");
        Assert.Equal((1, 1), (unit[$"isolated.{kind}"], unit["isolations"]));
        unit.Accept("02-17 09:00", "isolation.end", $$"""{{{Person}},"reason":"released"}""");
        Assert.Equal((0, 1, 1), (unit[$"isolated.{kind}"], unit["isolations"], unit["isolations.ended"]));
        Assert.Equal((1, -1), (unit.On("02-03", $"isolated.{kind}"), unit.On("02-17", $"isolated.{kind}")));
    }

    [Fact]
    public void It_does_not_end_by_itself()
    {
        var unit = UnitUnderTest.Household()
            .Accept("02-01 09:00", "isolation.start", $$"""{{{Person}},"kind":"home","days":3}""")
            .Tick("03-01 00:00");
        Assert.Equal(1, unit["isolated.home"]);
    }

    [Fact]
    public void Who_is_isolated_is_not_isolated_again_before_the_end()
    {
        var unit = UnitUnderTest.Household().Accept("02-03 09:00", "isolation.start", $$"""{{{Person}},"kind":"home"}""");
        Assert.Equal(
            "data.person",
            unit.Refuse("already-isolated", "02-04 09:00", "isolation.start", $$"""{{{Person}},"kind":"central"}""").Field);
        unit.Accept("02-05 09:00", "isolation.end", $$"""{{{Person}},"reason":"other"}""")
            .Accept("02-06 09:00", "isolation.start", $$"""{{{Person}},"kind":"central"}""");
        Assert.Equal((0, 1, 2), (unit["isolated.home"], unit["isolated.central"], unit["isolations"]));
    }

    [Fact]
    public void An_end_or_a_transfer_that_overtakes_its_start_is_refused_and_goes_through_when_sent_again()
    {
        var unit = UnitUnderTest.Household();
        Assert.Equal(
            "data.person",
            unit.Refuse("not-isolated", "02-17 09:00", "isolation.end", $$"""{{{Person}},"reason":"released"}""").Field);
        unit.Refuse("not-isolated", "02-10 09:00", "isolation.transfer", $$"""{{{Person}},"kind":"central"}""");
        unit.Accept("02-03 09:00", "isolation.start", $$"""{{{Person}},"kind":"home"}""")
            .Accept("02-17 09:00", "isolation.end", $$"""{{{Person}},"reason":"released"}""")
            .Accept("02-10 09:00", "isolation.transfer", $$"""{{{Person}},"kind":"central"}""");
        unit.Refuse("not-isolated", "02-02 09:00", "isolation.end", $$"""{{{Person}},"reason":"released"}""");
        unit.Refuse("not-isolated", "02-18 09:00", "isolation.transfer", $$"""{{{Person}},"kind":"medical"}""");
        Assert.Equal((-1, 1), (unit.On("02-10", "isolated.home"), unit.On("02-10", "isolated.central")));
        Assert.Equal(-1, unit.On("02-17", "isolated.central"));
    }

    [Fact]
    public void A_transfer_changes_kind_site_and_class_levels_on_its_day_and_starts_nothing()
    {
        var unit = UnitUnderTest.Household().Accept("02-01 09:00", "returnee.register", ReturneeTests.Register("hubei"))
            .Accept("02-01 09:30", "isolation.start", $$"""{{{Person}},"kind":"home"}""")
            .Accept("02-04 09:00", "isolation.transfer", $$"""{{{Person}},"kind":"central","site":"township"}""");
        Assert.Equal(
            """
            2020-02-04 isolated.central 1
            2020-02-04 isolated.central.hubei 1
            2020-02-04 isolated.central.township 1
            2020-02-04 isolated.home -1
            2020-02-04 isolated.home.hubei -1
            """,
            SurveyTests.Of(unit, "02-04"));
        Assert.Equal(1, unit["isolations"]);
        unit.Accept("02-06 09:00", "isolation.transfer", $$"""{{{Person}},"kind":"central","site":"county"}""");
        Assert.Equal("2020-02-06 isolated.central.county 1\n2020-02-06 isolated.central.township -1", SurveyTests.Of(unit, "02-06"));
        unit.Accept("02-08 09:00", "isolation.transfer", $$"""{{{Person}},"kind":"medical","site":"county"}""");
        Assert.Equal(0, unit["isolated.central.county"]); // a site counts where isolation is central
    }

    [Fact]
    public void The_class_counts_from_the_registration_on_also_when_that_comes_in_late()
    {
        var unit = UnitUnderTest.Household().Accept("02-01 09:00", "isolation.start", $$"""{{{Person}},"kind":"home"}""");
        Assert.Equal(0, unit["isolated.home.wuhan"]);
        unit.Accept("02-03 09:00", "returnee.register", ReturneeTests.Register("wuhan"));
        Assert.Equal((1, 1), (unit["isolated.home.wuhan"], unit.On("02-03", "isolated.home.wuhan")));
        unit.Accept("02-05 09:00", "isolation.end", $$"""{{{Person}},"reason":"released"}""");
        Assert.Equal((0, 0), (unit["isolated.home"], unit["isolated.home.wuhan"]));
    }

    [Fact]
    public void A_late_start_of_an_earlier_isolation_does_not_disturb_the_later_one()
    {
        var unit = UnitUnderTest.Household().Accept("02-10 09:00", "isolation.start", $$"""{{{Person}},"kind":"central"}""")
            .Accept("02-01 09:00", "isolation.start", $$"""{{{Person}},"kind":"home"}""")
            .Accept("02-05 09:00", "isolation.end", $$"""{{{Person}},"reason":"released"}""");
        Assert.Equal((0, 1), (unit["isolated.home"], unit["isolated.central"]));
        Assert.Equal(
            (1, -1, 1),
            (unit.On("02-01", "isolated.home"), unit.On("02-05", "isolated.home"), unit.On("02-10", "isolated.central")));
    }

    [Theory]
    [InlineData("missing-field", "data.kind", "")]
    [InlineData("bad-value", "data.kind", ",\"kind\":\"hotel\"")]
    [InlineData("bad-number", "data.days", ",\"kind\":\"home\",\"days\":0")]
    [InlineData("bad-number", "data.days", ",\"kind\":\"home\",\"days\":367")]
    [InlineData("bad-number", "data.checksPerDay", ",\"kind\":\"home\",\"checksPerDay\":3")]
    [InlineData("bad-value", "data.site", ",\"kind\":\"central\",\"site\":\"village\"")]
    [InlineData("unknown-field", "data.team.boss", ",\"kind\":\"home\",\"team\":{\"boss\":\"a\"}")]
    public void A_start_that_says_it_wrongly_is_refused(string code, string field, string more) =>
        Assert.Equal(field, UnitUnderTest.Household().Refuse(code, "02-03 09:00", "isolation.start", $$"""{{{Person}}{{more}}}""").Field);

    [Fact]
    public void A_year_may_be_ordered()
    {
        var unit = UnitUnderTest.Household().Accept("02-03 09:00", "isolation.start", $$"""{{{Person}},"kind":"home","days":366}""");
        Assert.Equal("release", Assert.Single(unit.State.Tasks(UnitUnderTest.Instant("2021-02-03T00:00:00+08:00"), unit.Calendar)).Kind);
    }

    [Fact]
    public void An_end_says_why()
    {
        var unit = UnitUnderTest.Household().Accept("02-03 09:00", "isolation.start", $$"""{{{Person}},"kind":"home"}""");
        unit.Refuse("missing-field", "02-05 09:00", "isolation.end", $$"""{{{Person}}}""");
        unit.Refuse("bad-value", "02-05 09:00", "isolation.end", $$"""{{{Person}},"reason":"bored"}""");
    }

    [Fact]
    public void Institutions_isolate_and_other_units_do_not()
    {
        UnitUnderTest.Registered("institution")
            .Accept("02-03 09:00", "isolation.start", $$"""{{{Person}},"kind":"central","site":"other"}""");
        UnitUnderTest.Registered("village", "township")
            .Refuse("wrong-kind", "02-03 09:00", "isolation.start", $$"""{{{Person}},"kind":"home"}""");
    }
}
