namespace GridActors.Core.Tests.Checkpoints;

public sealed class PassageTests
{
    [Theory]
    [InlineData("""{"direction":"in","outcome":"pass"}""", "passages.in 1, passages.pass 1, passages.people 1")]
    [InlineData("""{"direction":"out","outcome":"turnedBack","people":4}""", "passages.out 1, passages.people 4, passages.turnedBack 1")]
    [InlineData("""{"direction":"in","outcome":"held","vehicle":"晋J1"}""",
        "passages.held 1, passages.in 1, passages.people 1, passages.vehicles 1")]
    [InlineData(
        """{"direction":"in","outcome":"transferred","outsider":true}""",
        "passages.in 1, passages.outsiders 1, passages.people 1, passages.transferred 1")]
    [InlineData("""{"direction":"in","outcome":"pass","outsider":false}""", "passages.in 1, passages.pass 1, passages.people 1")]
    [InlineData("""{"direction":"in","outcome":"pass","temperature":37.299}""", "passages.in 1, passages.pass 1, passages.people 1")]
    [InlineData(
        """{"direction":"in","outcome":"pass","temperature":37.3}""",
            "alerts.open 1, alerts.open.fever 1, passages.fever 1, passages.in 1, passages.pass 1, passages.people 1")]
    [InlineData(
        """{"direction":"in","outcome":"pass","code":"green"}""",
            "passages.code.green 1, passages.in 1, passages.pass 1, passages.people 1")]
    [InlineData(
        """{"direction":"in","outcome":"pass","code":"yellow"}""",
            "passages.code.yellow 1, passages.in 1, passages.pass 1, passages.people 1")]
    [InlineData("""{"direction":"in","outcome":"held","code":"red"}""",
        "alerts.open 1, alerts.open.redCode 1, passages.code.red 1, passages.held 1, passages.in 1, passages.people 1")]
    [InlineData(
        """{"direction":"in","outcome":"pass","code":"none"}""", "passages.code.none 1, passages.in 1, passages.pass 1, passages.people 1")]
    [InlineData(
        """{"direction":"in","outcome":"pass","from":"武汉","trip":"G1","person":{"name":"a","phone":"1"}}""",
        "passages.in 1, passages.pass 1, passages.people 1")]
    [InlineData(
        """{"direction":"in","outcome":"pass","from":{"place":"武汉","class":"wuhan","code":"4201"}}""",
        "passages.in 1, passages.pass 1, passages.people 1")]
    public void A_passage_counts_what_it_says_on_its_day(string data, string counts)
    {
        var unit = UnitUnderTest.Checkpoint().Accept("02-01 06:00", "checkpoint.open").Accept("02-03 08:00", "passage", data);
        var day = unit.Totals.Of(UnitUnderTest.Day("02-03"));
        Assert.Equal(
            counts, string.Join(", ", day.Amounts.Select(pair => $"{pair.Key} {pair.Value}").Order(StringComparer.Ordinal)));
    }

    [Fact]
    public void A_late_passage_touches_only_its_own_day()
    {
        const string Data = """{"direction":"in","outcome":"pass","people":2}""";
        var unit = UnitUnderTest.Checkpoint().Accept("02-01 06:00", "checkpoint.open").Accept("02-09 08:00", "passage", Data);
        var ninth = unit.Totals.Of(UnitUnderTest.Day("02-09"));
        unit.Accept("02-03 08:00", "passage", Data);
        Assert.Same(ninth, unit.Totals.Of(UnitUnderTest.Day("02-09")));
        Assert.Equal((2, 4), (unit.On("02-03", "passages.people"), unit["passages.people"]));
    }
}
