namespace GridActors.Core.Tests.Meetings;

/// <summary>The types that count and leave nothing behind, at every kind of area.</summary>
public sealed class CountingTypesTests
{
    public static TheoryData<string, string, string> Counted => new()
    {
        { "gathering.stop", """{"kind":"wedding"}""", "gatherings.stopped 1, gatherings.stopped.wedding 1" },
        { "violation.stop", """{"kind":"fireworks"}""", "violations.stopped 1, violations.stopped.fireworks 1" },
        { "publicity", """{"kind":"letter","count":18000}""", "publicity.actions 1, publicity.letter 18000" },
        { "publicity", """{"kind":"vehicle","count":2}""", "publicity.actions 1, publicity.vehicle 2" },
        { "patrol", """{"text":"南街"}""", "patrols 1" },
        { "patrol", "{}", "patrols 1" },
        { "meeting", """{"kind":"动员会","attended":35}""", "meetings 1" },
        { "agreement.sign", """{"kind":"responsibility","with":"自建小区1"}""", "agreements.responsibility 1" },
        { "agreement.sign", """{"kind":"pledge","count":87}""", "agreements.pledge 87" },
        { "donation", """{"yuan":0.125}""", "donations.yuan 0.125" },
        { "supervision", """{"target":"南沟村","finding":"卡点无人"}""", "supervisions 1" },
        { "commendation", """{"target":"李四"}""", "commendations 1" },
        { "accountability.talk", """{"target":"villageLeader","count":10}""", "talks.villageLeader 10" },
        { "tally", """{"code":"masksSewn","count":40}""", "tally.masksSewn 40" },
        { "tally", """{"code":"bedsReady","count":12}""", "tally.bedsReady 12" },
    };

    [Theory]
    [MemberData(nameof(Counted))]
    public void It_counts_on_its_day_and_a_void_takes_just_that_back(string type, string data, string counted)
    {
        var unit = UnitUnderTest.Township();
        var before = unit.Shown();
        unit.Accept("02-03 09:00", type, data);
        var day = unit.Totals.Of(UnitUnderTest.Day("02-03")).Amounts.Select(pair => $"{pair.Key} {pair.Value}");
        Assert.Equal(counted, string.Join(", ", day.Order(StringComparer.Ordinal)));
        Assert.Equal("accepted", unit.Void(unit.LastSeq).Status);
        Assert.Equal(before, unit.Shown());
    }

    [Theory]
    [InlineData("household")]
    [InlineData("institution")]
    [InlineData("checkpoint")]
    public void Only_areas_take_them(string kind) =>
        Assert.Equal("type", UnitUnderTest.Registered(kind).Refuse("wrong-kind", "02-03 09:00", "patrol").Field);

    [Theory]
    [InlineData("publicity", """{"kind":"letter"}""", "missing-field", "data.count")]
    [InlineData("publicity", """{"kind":"letter","count":0}""", "bad-number", "data.count")]
    [InlineData("publicity", """{"kind":"letters","count":1}""", "bad-value", "data.kind")]
    [InlineData("violation.stop", "{}", "missing-field", "data.kind")]
    [InlineData("gathering.stop", """{"kind":"party"}""", "bad-value", "data.kind")]
    [InlineData("meeting", """{"kind":"例会","attended":0}""", "bad-number", "data.attended")]
    [InlineData("meeting", """{"attended":3}""", "missing-field", "data.kind")]
    [InlineData("agreement.sign", """{"kind":"pledge"}""", "missing-field", "data.with")]
    [InlineData("agreement.sign", """{"kind":"pledge","with":"甲","count":2}""", "bad-value", "data.count")]
    [InlineData("donation", """{"yuan":0}""", "bad-number", "data.yuan")]
    [InlineData("donation", """{"yuan":1.0005}""", "bad-number", "data.yuan")]
    [InlineData("donation", "{}", "missing-field", "data.yuan")]
    [InlineData("supervision", "{}", "missing-field", "data.target")]
    [InlineData("commendation", """{"target":" "}""", "bad-text", "data.target")]
    [InlineData("accountability.talk", """{"target":"villageLeader","count":1.5}""", "bad-number", "data.count")]
    public void What_is_wrong_is_told_with_its_field(string type, string data, string code, string field) =>
        Assert.Equal(field, UnitUnderTest.Village().Refuse(code, "02-03 09:00", type, data).Field);
}
