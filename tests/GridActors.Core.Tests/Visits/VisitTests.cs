using GridActors.Core.Tests.Households;

namespace GridActors.Core.Tests.Visits;

public sealed class VisitTests
{
    [Theory]
    [InlineData("outreach")]
    [InlineData("condolence")]
    [InlineData("followUp")]
    [InlineData("counselling")]
    public void A_visit_counts_by_purpose_and_the_household_once(string purpose)
    {
        var unit = UnitUnderTest.Household().Accept("02-03 09:00", "visit", Visit(purpose)).Accept("02-05 09:00", "visit", Visit(purpose));
        Assert.Equal(
            $"2020-02-03 households.visited 1\n2020-02-03 visits 1\n2020-02-03 visits.{purpose} 1", SurveyTests.Of(unit, "02-03"));
        Assert.Equal((2, 2, 1), (unit["visits"], unit[$"visits.{purpose}"], unit["households.visited"]));

        unit.Accept("02-02 09:00", "visit", Visit("outreach"));
        Assert.Equal((1, 0), (unit.On("02-02", "households.visited"), unit.On("02-03", "households.visited")));
    }

    [Fact]
    public void It_counts_for_the_categories_that_the_household_had_then()
    {
        var unit = UnitUnderTest.Household()
            .Accept("02-01 09:00", "visit", Visit("outreach"))
            .Accept("02-02 09:00", "household.survey", Survey("\"lowIncome\",\"disabled\""))
            .Accept("02-03 09:00", "visit", Visit("condolence"))
            .Accept("02-04 09:00", "household.survey", Survey("\"disabled\""))
            .Accept("02-05 09:00", "visit", Visit("condolence"))
            .Accept("02-06 09:00", "household.survey", Survey(""))
            .Accept("02-07 09:00", "visit", Visit("condolence"));
        Assert.Equal((4, 1, 2), (unit["visits"], unit["visits.lowIncome"], unit["visits.disabled"]));
        Assert.Equal((1, 1), (unit.On("02-03", "visits.disabled"), unit.On("02-05", "visits.disabled")));
    }

    [Fact]
    public void A_survey_that_comes_in_late_tells_of_the_visits_after_it_what_they_were_and_a_void_takes_that_back()
    {
        var unit = UnitUnderTest.Household().Accept("02-03 09:00", "visit", Visit("condolence"))
            .Accept("02-04 09:00", "household.survey", Survey("\"marginal\""))
            .Accept("02-05 09:00", "visit", Visit("condolence"));
        Assert.Equal(1, unit["visits.marginal"]);
        unit.Accept("02-02 09:00", "household.survey", Survey("\"seriousIllness\""));
        var late = unit.LastSeq;
        Assert.Equal((1, 1), (unit.On("02-03", "visits.seriousIllness"), unit["visits.seriousIllness"]));
        Assert.Equal("accepted", unit.Void(late).Status);
        Assert.Equal((0, 1), (unit["visits.seriousIllness"], unit["visits.marginal"]));
    }

    [Theory]
    [InlineData("missing-field", "data.purpose", "{}")]
    [InlineData("bad-value", "data.purpose", """{"purpose":"tea"}""")]
    public void A_visit_that_says_it_wrongly_is_refused(string code, string field, string data) =>
        Assert.Equal(field, UnitUnderTest.Household().Refuse(code, "02-03 09:00", "visit", data).Field);

    [Theory]
    [InlineData("3")]
    [InlineData("\"米、油\"")]
    [InlineData("[\"米\",{\"name\":\"油\",\"quantity\":2.5}]")]
    public void A_delivery_says_what_was_brought_or_how_much(string items)
    {
        var unit = UnitUnderTest.Household().Accept("02-03 09:00", "delivery", $$"""{"items":{{items}}}""");
        Assert.Equal("2020-02-03 deliveries 1", SurveyTests.Of(unit, "02-03"));
        Assert.Equal("accepted", unit.Void(unit.LastSeq).Status);
        Assert.Equal(0, unit["deliveries"]);
    }

    [Theory]
    [InlineData("missing-field", "data.items", "{}")]
    [InlineData("bad-number", "data.items", """{"items":0}""")]
    [InlineData("bad-value", "data.items", """{"items":[]}""")]
    [InlineData("bad-field", "data.items", """{"items":true}""")]
    [InlineData("bad-text", "data.items", """{"items":""}""")]
    [InlineData("bad-number", "data.items[0].quantity", """{"items":[{"name":"米","quantity":0}]}""")]
    [InlineData("missing-field", "data.items[0].name", """{"items":[{"quantity":1}]}""")]
    public void A_delivery_that_says_it_wrongly_is_refused(string code, string field, string data) =>
        Assert.Equal(field, UnitUnderTest.Household().Refuse(code, "02-03 09:00", "delivery", data).Field);

    [Fact]
    public void Only_households_are_visited_and_delivered_to()
    {
        UnitUnderTest.Registered("institution").Refuse("wrong-kind", "02-03 09:00", "visit", Visit("outreach"));
        UnitUnderTest.Registered("institution").Refuse("wrong-kind", "02-03 09:00", "delivery", """{"items":1}""");
    }

    private static string Visit(string purpose) => $$"""{"purpose":"{{purpose}}"}""";

    private static string Survey(string categories) => $$"""{"round":1,"persons":2,"categories":[{{categories}}]}""";
}
