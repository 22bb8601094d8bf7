namespace GridActors.Core.Tests.Households;

public sealed class ReturneeTests
{
    private const string Person = "\"person\":{\"name\":\"张三\",\"phone\":\"13800000001\"}";

    [Theory]
    [InlineData("wuhan")]
    [InlineData("viaWuhan")]
    [InlineData("hubei")]
    [InlineData("keyArea")]
    [InlineData("overseas")]
    [InlineData("outOfProvince")]
    [InlineData("outOfCity")]
    [InlineData("outOfCounty")]
    public void A_returnee_counts_by_class_and_is_present(string kind)
    {
        var unit = UnitUnderTest.Household().Accept("02-03 09:00", "returnee.register", Register(kind));
        var day = unit.Totals.Of(UnitUnderTest.Day("02-03"));
        Assert.Equal(
            ["returnees", $"returnees.{kind}", "returnees.present"],
            day.Amounts.Select(pair => pair.Key.Code).Order(StringComparer.Ordinal)
            .OrderBy(code => code == "returnees.present"));
        Assert.All(day.Amounts, pair => Assert.Equal(1, pair.Value.Units));
    }

    [Theory]
    [InlineData("42")]
    [InlineData("4201")]
    [InlineData("141127102201")]
    public void A_division_code_counts_by_itself(string code)
    {
        var unit = UnitUnderTest.Household().Accept("02-03 09:00", "returnee.register", Register("hubei", $$""","code":"{{code}}" """));
        Assert.Equal(1, unit[$"returnees.from.{code}"]);
        Assert.Equal(1, unit.Reload(unit.Snapshot())[$"returnees.from.{code}"]);
    }

    [Fact]
    public void The_day_is_that_of_the_record_and_not_of_the_arrival()
    {
        var unit = UnitUnderTest.Household().Accept("02-03 09:00", "returnee.register", Register("hubei", arrived: "2020-01-22"));
        Assert.Equal((0, 1), (unit.On("01-22", "returnees"), unit.On("02-03", "returnees")));
    }

    [Fact]
    public void The_same_arrival_is_registered_once_and_another_one_again()
    {
        var unit = UnitUnderTest.Household().Accept("02-03 09:00", "returnee.register", Register("hubei", arrived: "2020-02-02"));
        Assert.Equal(
            "data.person",
            unit.Refuse("already-registered", "02-05 09:00", "returnee.register", Register("wuhan", arrived: "2020-02-02")).Field);
        unit.Accept("02-05 09:00", "returnee.leave", $$"""{{{Person}}}""")
            .Accept("02-09 09:00", "returnee.register", Register("outOfCity", arrived: "2020-02-09"));
        Assert.Equal((2, 1, 1, 1), (unit["returnees"], unit["returnees.present"], unit["returnees.hubei"], unit["returnees.outOfCity"]));
    }

    [Fact]
    public void Leaving_takes_the_person_out_of_those_present_on_that_day_and_leaves_the_flows()
    {
        var unit = UnitUnderTest.Household().Accept("02-03 09:00", "returnee.register", Register("hubei"))
            .Accept("02-06 09:00", "returnee.leave", $$"""{{{Person}}}""");
        Assert.Equal((0, 1, -1), (unit["returnees.present"], unit["returnees"], unit.On("02-06", "returnees.present")));
    }

    [Fact]
    public void Only_who_is_present_at_that_time_leaves()
    {
        var unit = UnitUnderTest.Household();
        Assert.Equal("data.person", unit.Refuse("not-present", "02-06 09:00", "returnee.leave", $$"""{{{Person}}}""").Field);
        unit.Accept("02-07 09:00", "returnee.register", Register("hubei"));
        unit.Refuse("not-present", "02-06 09:00", "returnee.leave", $$"""{{{Person}}}""");
        unit.Accept("02-08 09:00", "returnee.leave", $$"""{{{Person}}}""");
        unit.Refuse("not-present", "02-09 09:00", "returnee.leave", $$"""{{{Person}}}""");
    }

    [Fact]
    public void Being_registered_twice_without_leaving_is_present_once()
    {
        var unit = UnitUnderTest.Household().Accept("02-09 09:00", "returnee.register", Register("hubei", arrived: "2020-02-09"))
            .Accept("02-03 09:00", "returnee.register", Register("hubei", arrived: "2020-02-03"));
        Assert.Equal((1, 1, 0), (unit["returnees.present"], unit.On("02-03", "returnees.present"), unit.On("02-09", "returnees.present")));
    }

    [Fact]
    public void Institutions_register_returnees_and_other_units_do_not()
    {
        UnitUnderTest.Registered("institution").Accept("02-03 09:00", "returnee.register", Register("hubei"));
        UnitUnderTest.Checkpoint().Refuse("wrong-kind", "02-03 09:00", "returnee.register", Register("hubei"));
    }

    [Theory]
    [InlineData("missing-field", "data.from.class", """{"person":{"name":"a","phone":"1"},"from":{"place":"x"},"arrived":"2020-02-01"}""")]
    [InlineData("bad-field", "data.from", """{"person":{"name":"a","phone":"1"},"from":"武汉","arrived":"2020-02-01"}""")]
    [InlineData(
        "bad-time", "data.arrived",
        """{"person":{"name":"a","phone":"1"},"from":{"place":"x","class":"hubei"},"arrived":"2020-02-30"}""")]
    [InlineData(
        "bad-time", "data.arrived",
        """{"person":{"name":"a","phone":"1"},"from":{"place":"x","class":"hubei"},"arrived":"1.2.2020"}""")]
    [InlineData(
        "bad-value", "data.occupation",
        """{"person":{"name":"a","phone":"1"},"from":{"place":"x","class":"hubei"},"arrived":"2020-02-01","occupation":"spy"}""")]
    [InlineData(
        "bad-value", "data.from.code",
        """{"person":{"name":"a","phone":"1"},"from":{"place":"x","class":"hubei","code":"4"},"arrived":"2020-02-01"}""")]
    [InlineData("missing-field", "data.person", "{}")]
    public void A_registration_that_says_it_wrongly_is_refused(string code, string field, string data) =>
        Assert.Equal(field, UnitUnderTest.Household().Refuse(code, "02-03 09:00", "returnee.register", data).Field);

    internal static string Register(string kind, string more = "", string arrived = "2020-02-02", string person = Person) =>
        $$"""{{{person}},"from":{"place":"外地","class":"{{kind}}"{{more}}},"arrived":"{{arrived}}","companions":["李四"]}""";
}
