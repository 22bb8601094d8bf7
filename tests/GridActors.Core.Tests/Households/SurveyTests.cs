namespace GridActors.Core.Tests.Households;

public sealed class SurveyTests
{
    [Fact]
    public void A_survey_counts_itself_the_persons_checked_and_how_the_household_stands()
    {
        var unit = UnitUnderTest.Household().Accept(
            "02-03 09:00", "household.survey",
            """
            {"round":1,"persons":4,"members":["张三",{"name":"李四","age":70,"relation":"母"}],"categories":["disabled","lowIncome","disabled"],
            "residence":"registered","contactMember":"worker-1"}
            """);
        Assert.Equal(
            """
            2020-02-03 households.disabled 1
            2020-02-03 households.lowIncome 1
            2020-02-03 households.surveyed 1
            2020-02-03 households.surveyed.r1 1
            2020-02-03 households.vulnerable 1
            2020-02-03 persons.checked 4
            2020-02-03 persons.registered 4
            2020-02-03 persons.surveyed 4
            2020-02-03 surveys 1
            """,
            Of(unit, "02-03"));
    }

    [Fact]
    public void The_household_counts_once_ever_and_once_a_round_on_the_day_of_its_first_survey()
    {
        var unit = UnitUnderTest.Household().Accept("02-05 09:00", "household.survey", """{"round":1,"persons":4}""")
            .Accept("02-06 09:00", "household.survey", """{"round":1,"persons":4}""")
            .Accept("02-07 09:00", "household.survey", """{"round":2,"persons":4}""");
        Assert.Equal((1, 1, 1), (unit["households.surveyed"], unit["households.surveyed.r1"], unit["households.surveyed.r2"]));
        Assert.Equal((3, 12, 4), (unit["surveys"], unit["persons.checked"], unit["persons.surveyed"]));

        unit.Accept("02-03 09:00", "household.survey", """{"round":2,"persons":9}""");
        Assert.Equal((1, 0), (unit.On("02-03", "households.surveyed"), unit.On("02-05", "households.surveyed")));
        Assert.Equal((1, 0), (unit.On("02-03", "households.surveyed.r2"), unit.On("02-07", "households.surveyed.r2")));
        Assert.Equal(1, unit.On("02-05", "households.surveyed.r1"));
    }

    [Fact]
    public void The_latest_by_time_stands_whatever_came_in_last()
    {
        var unit = UnitUnderTest.Household().Accept("02-05 09:00", "household.survey", """{"round":2,"persons":3}""")
            .Accept("02-03 09:00", "household.survey", """{"round":1,"persons":5}""");
        Assert.Equal(3, unit["persons.surveyed"]);
        Assert.Equal((5, -2), (unit.On("02-03", "persons.surveyed"), unit.On("02-05", "persons.surveyed")));
        Assert.Equal((5, 3), (unit.LevelAt("02-04", "persons.surveyed"), unit.LevelAt("02-05", "persons.surveyed")));
    }

    [Fact]
    public void What_a_survey_leaves_out_stays_and_an_empty_list_says_there_are_none()
    {
        var unit = UnitUnderTest.Household()
            .Accept("02-03 09:00", "household.survey", """{"round":1,"persons":4,"categories":["unstable"],"residence":"outsider"}""")
            .Accept("02-04 09:00", "household.survey", """{"round":1,"persons":5}""");
        Assert.Equal((5, 1, 1), (unit["persons.outsider"], unit["households.unstable"], unit["households.vulnerable"]));

        unit.Accept("02-05 09:00", "household.survey", """{"round":1,"persons":5,"categories":[],"residence":"registered"}""");
        Assert.Equal(
            (0, 5, 0, 0),
            (unit["persons.outsider"], unit["persons.registered"], unit["households.unstable"], unit["households.vulnerable"]));

        // One in between that says more comes in late: what it says holds until the next that says something.
        unit.Accept("02-04 12:00", "household.survey", """{"round":1,"persons":6,"categories":["marginal"]}""");
        Assert.Equal(
            (0, 1, -1),
            (unit["households.marginal"], unit.On("02-04", "households.marginal"), unit.On("02-05", "households.marginal")));
        Assert.Equal((1, 6), (unit.LevelAt("02-04", "households.vulnerable"), unit.LevelAt("02-04", "persons.outsider")));
    }

    [Theory]
    [InlineData("lowIncome")]
    [InlineData("fiveGuarantee")]
    [InlineData("disabled")]
    [InlineData("seriousIllness")]
    [InlineData("unstable")]
    [InlineData("marginal")]
    [InlineData("registeredPoor")]
    public void Every_category_has_a_level_of_its_own(string category)
    {
        var unit = UnitUnderTest.Household()
            .Accept("02-03 09:00", "household.survey", $$"""{"round":1,"persons":4,"categories":["{{category}}"]}""");
        Assert.Equal((1, 1), (unit[$"households.{category}"], unit["households.vulnerable"]));
    }

    [Theory]
    [InlineData("bad-number", "data.round", """{"round":0,"persons":1}""")]
    [InlineData("bad-number", "data.round", """{"round":1001,"persons":1}""")]
    [InlineData("bad-number", "data.persons", """{"round":1,"persons":0}""")]
    [InlineData("missing-field", "data.persons", """{"round":1}""")]
    [InlineData("bad-value", "data.categories", """{"round":1,"persons":1,"categories":["rich"]}""")]
    [InlineData("bad-value", "data.categories", """{"round":1,"persons":1,"categories":[1]}""")]
    [InlineData("bad-field", "data.categories", """{"round":1,"persons":1,"categories":"lowIncome"}""")]
    [InlineData("bad-value", "data.residence", """{"round":1,"persons":1,"residence":"moon"}""")]
    [InlineData("bad-number", "data.members[0].age", """{"round":1,"persons":1,"members":[{"age":151}]}""")]
    public void A_survey_that_says_it_wrongly_is_refused(string code, string field, string data) =>
        Assert.Equal(field, UnitUnderTest.Household().Refuse(code, "02-03 09:00", "household.survey", data).Field);

    [Fact]
    public void There_may_be_a_thousand_rounds()
    {
        var unit = UnitUnderTest.Household().Accept("02-03 09:00", "household.survey", """{"round":1000,"persons":1}""");
        Assert.Equal(1, unit["households.surveyed.r1000"]);
        UnitUnderTest.Township().Accept("02-03 09:00", "sweep.start", """{"round":1000}""")
            .Refuse("bad-number", "02-03 09:00", "sweep.start", """{"round":1001}""");
    }

    [Fact]
    public void Only_households_are_surveyed()
    {
        foreach (var unit in
            new[] { UnitUnderTest.Checkpoint(), UnitUnderTest.Registered("institution"), UnitUnderTest.Registered("village", "township") })
        {
            unit.Refuse("wrong-kind", "02-03 09:00", "household.survey", """{"round":1,"persons":1}""");
        }
    }

    internal static string Of(UnitUnderTest unit, string day) =>
        string.Join('\n', unit.Shown().Split('\n').Where(line => line.StartsWith($"2020-{day}", StringComparison.Ordinal)));
}
