using GridActors.Core.Alerts;
using GridActors.Core.Tests.Households;

namespace GridActors.Core.Tests.Cases;

public sealed class CaseTests
{
    private const string Id = "\"id\":\"11010519491231002X\"";
    private const string Name = "\"name\":\"张三\",\"phone\":\"13800000001\"";

    [Theory]
    [InlineData("exposed")]
    [InlineData("closeContact")]
    [InlineData("coTraveller")]
    [InlineData("suspected")]
    [InlineData("confirmed")]
    [InlineData("recovered")]
    public void A_report_counts_by_status_and_origin_and_raises_an_alert(string status)
    {
        var unit = UnitUnderTest.Household().Accept("02-03 09:00", "case.report", Report(status, ",\"origin\":\"imported\""));
        string[] expected =
        [
            "alerts.open", "alerts.open.case", $"cases.reported.{status}", $"cases.reported.{status}.imported", $"cases.{status}",
        ];
        Assert.Equal(
            expected.Select(code => $"2020-02-03 {code} 1").Order(StringComparer.Ordinal), SurveyTests.Of(unit, "02-03").Split('\n'));
    }

    [Fact]
    public void A_person_holds_one_status_the_latest_by_time_whatever_came_in_last()
    {
        var unit = UnitUnderTest.Household().Accept("02-03 09:00", "case.report", Report("closeContact"))
            .Accept("02-07 09:00", "case.report", Report("confirmed"))
            .Accept("02-05 09:00", "case.report", Report("suspected"));
        Assert.Equal((0, 0, 1), (unit["cases.closeContact"], unit["cases.suspected"], unit["cases.confirmed"]));
        Assert.Equal((1, -1), (unit.On("02-05", "cases.suspected"), unit.On("02-07", "cases.suspected")));
        Assert.Equal((1, 1, 1), (
            unit["cases.reported.closeContact"], unit["cases.reported.suspected"], unit["cases.reported.confirmed"]));
    }

    [Fact]
    public void A_person_named_otherwise_is_the_same_person()
    {
        var unit = UnitUnderTest.Household().Accept("02-03 09:00", "case.report", Report("suspected", person: Name))
            .Accept("02-04 09:00", "isolation.start", $$"""{"person":{{{Id}},{{Name}}},"kind":"medical"}""")
            .Accept("02-05 09:00", "case.report", Report("confirmed", person: Id));
        Assert.Equal((0, 1), (unit["cases.suspected"], unit["cases.confirmed"]));
        Assert.Equal(2, unit["alerts.open.case"]);
    }

    [Fact]
    public void Transferred_holds_until_the_person_is_reported_recovered()
    {
        var unit = UnitUnderTest.Registered("institution")
            .Accept("02-03 09:00", "case.report", Report("confirmed", ",\"transferredTo\":\"县医院\""))
            .Accept("02-04 09:00", "case.report", Report("confirmed"));
        Assert.Equal(1, unit["cases.transferred"]);
        unit.Accept("02-20 09:00", "case.report", Report("recovered"));
        Assert.Equal((0, -1), (unit["cases.transferred"], unit.On("02-20", "cases.transferred")));
    }

    [Fact]
    public void The_same_status_of_the_same_person_opens_one_alert_and_a_void_takes_it_back()
    {
        var unit = UnitUnderTest.Household().Accept("02-03 09:00", "case.report", Report("confirmed"));
        var first = unit.LastSeq;
        unit.Accept("02-04 09:00", "case.report", Report("confirmed", ",\"transferredTo\":\"县医院\""));
        Assert.Equal((1, 1), (unit["alerts.open.case"], unit["cases.confirmed"]));
        Assert.Equal("accepted", unit.Void(first).Status);
        Assert.Equal((0, 1), (unit.On("02-03", "alerts.open.case"), unit.On("02-04", "alerts.open.case")));
        Assert.Equal("accepted", unit.Void(first + 1).Status);
        Assert.Empty(unit.State.Get<AlertBook>().All());
    }

    [Theory]
    [InlineData("missing-field", "data.status", "")]
    [InlineData("bad-value", "data.status", ",\"status\":\"ill\"")]
    [InlineData("bad-value", "data.origin", ",\"status\":\"confirmed\",\"origin\":\"moon\"")]
    [InlineData("bad-person", "data.linkedTo", ",\"status\":\"confirmed\",\"linkedTo\":{\"name\":\"甲\"}")]
    [InlineData("bad-text", "data.transferredTo", ",\"status\":\"confirmed\",\"transferredTo\":\" \"")]
    public void A_report_that_says_it_wrongly_is_refused(string code, string field, string more) => Assert.Equal(
        field, UnitUnderTest.Household().Refuse(code, "02-03 09:00", "case.report", $$"""{"person":{{{Name}}}{{more}}}""").Field);

    [Fact]
    public void The_case_that_it_follows_from_is_a_person_or_words() =>
        UnitUnderTest.Household()
            .Accept("02-03 09:00", "case.report", Report("confirmed", $$""","linkedTo":{{{Id}}} """))
            .Accept("02-04 09:00", "case.report", Report("confirmed", ",\"linkedTo\":\"G1次列车确诊病例\""));

    [Fact]
    public void Only_households_and_institutions_have_cases() =>
        UnitUnderTest.Registered("village", "township").Refuse("wrong-kind", "02-03 09:00", "case.report", Report("confirmed"));

    private static string Report(string status, string more = "", string person = Name) =>
        $$"""{"person":{{{person}}},"status":"{{status}}"{{more}}}""";
}
