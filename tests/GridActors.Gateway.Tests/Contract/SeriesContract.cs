using System.Text.Json;
using GridActors.Core.Records;
using GridActors.Gateway.Tests.Hosts;

namespace GridActors.Gateway.Tests.Contract;

/// <summary>One indicator, day by day.</summary>
public abstract class SeriesContract : GatewayContract
{
    [Fact]
    public async Task A_flow_has_the_net_of_each_day_and_zero_between()
    {
        await PlantAsync();
        await Client.AcceptAsync(
            Sent.Passage(Checkpoint, daysBefore: 3, people: 4),
            Sent.Passage(Checkpoint, daysBefore: 3),
            Sent.Passage(Checkpoint, daysBefore: 1));
        var series = await ReadAsync(Checkpoint, "passages.people");
        Assert.Equal(("flow", Sent.Day(5), Sent.Day(1)), (Text(series, "kind"), Text(series, "from"), Text(series, "to")));
        Assert.Equal([0, 0, 5, 0, 1], Values(series));
        Assert.Equal(
            [Sent.Day(5), Sent.Day(4), Sent.Day(3), Sent.Day(2), Sent.Day(1)],
            series.GetProperty("values").EnumerateArray().Select(value => Text(value, "day")));
    }

    [Fact]
    public async Task A_level_has_what_stands_at_the_end_of_each_day()
    {
        await PlantAsync();
        await Client.AcceptAsync(Sent.Record(Checkpoint, "checkpoint.close", daysBefore: 2), Sent.Open(Checkpoint));
        await Client.AcceptAsync(Sent.Record(Checkpoint, "checkpoint.open", daysBefore: 0));
        var series = await ReadAsync(Checkpoint, "checkpoints.open", $"&from={Sent.Day(6)}&to={Sent.Day()}");
        Assert.Equal("level", Text(series, "kind"));
        Assert.Equal([0, 1, 1, 1, 0, 0, 1], Values(series));
        await AssertValuesAsync([1, 0], Checkpoint, "checkpoints.open", $"&from={Sent.Day(3)}&to={Sent.Day(2)}");
    }

    [Fact]
    public async Task An_open_end_is_the_data_s()
    {
        await PlantAsync();
        await Client.AcceptAsync(Sent.Passage(Checkpoint, daysBefore: 2));
        await AssertValuesAsync([0, 1], Checkpoint, "passages.in", $"&from={Sent.Day(3)}");
        await AssertValuesAsync([0, 0], Checkpoint, "passages.in", $"&to={Sent.Day(4)}");
        await AssertValuesAsync([0], Checkpoint, "passages.in", $"&from={Sent.Day(0)}");
        await AssertValuesAsync([0], Checkpoint, "passages.in", $"&to={Sent.Day(9)}");
    }

    [Fact]
    public async Task A_member_of_an_open_family_that_nobody_recorded_is_zero_and_stays_unmade()
    {
        await PlantAsync();
        Assert.All(Values(await ReadAsync(Household, "returnees.from.990123")), value => Assert.Equal(0, value));
        Assert.Equal("flow", Text(await ReadAsync(Household, "returnees.from.990123"), "kind"));
        var made = Catalogue.Standard.Families.SelectMany(family => family.Members).Select(member => member.Code);
        Assert.DoesNotContain("returnees.from.990123", made);
    }

    [Theory]
    [InlineData("", "bad-query")]
    [InlineData("?indicator=", "bad-query")]
    [InlineData("?indicator=no.such", "unknown-indicator")]
    [InlineData("?indicator=passages.", "unknown-indicator")]
    [InlineData("?indicator=passages.code.blue", "unknown-indicator")]
    [InlineData("?indicator=returnees.from.", "unknown-indicator")]
    [InlineData("?indicator=passages.in&from=1.2.2020", "bad-query")]
    [InlineData("?indicator=passages.in&to=2020-02-30", "bad-query")]
    [InlineData("?indicator=passages.in&from=2020-02-02&to=2020-02-01", "bad-range")]
    [InlineData("?indicator=passages.in&from=2000-01-01&to=2020-02-01", "bad-range")]
    [InlineData("?indicator=passages.in&from=1800-01-01&to=2999-12-31", "bad-range")]
    [InlineData("?indicator=passages.in&indicator=passages.out", "unknown-indicator")]
    public async Task A_question_that_makes_no_series_is_400(string query, string code)
    {
        await PlantAsync();
        (await Client.GetAsync($"/api/units/{Checkpoint}/series{query}")).AssertProblem(400, code);
    }

    [Fact]
    public async Task Ten_years_are_answered_and_a_day_more_is_not()
    {
        await PlantAsync();
        var series = await ReadAsync(Checkpoint, "passages.in", "&from=2010-01-01&to=2020-01-08");
        Assert.Equal(3660, series.GetProperty("values").GetArrayLength());
        (await Client.GetAsync($"/api/units/{Checkpoint}/series?indicator=passages.in&from=2010-01-01&to=2020-01-09"))
            .AssertProblem(400, "bad-range");
    }

    [Fact]
    public async Task The_last_days_that_there_are_can_be_asked_about()
    {
        await PlantAsync();
        await AssertValuesAsync([1, 1], Checkpoint, "checkpoints.open", "&from=2999-12-30&to=2999-12-31");
    }

    private static string? Text(JsonElement element, string name) => element.GetProperty(name).GetString();

    private static int[] Values(JsonElement series) =>
        [.. series.GetProperty("values").EnumerateArray().Select(value => value.GetProperty("value").GetInt32())];

    private async Task AssertValuesAsync(int[] expected, string unit, string indicator, string more = "") =>
        Assert.Equal(expected, Values(await ReadAsync(unit, indicator, more)));

    private Task<JsonElement> ReadAsync(string unit, string indicator, string more = "") =>
        Client.ReadAsync($"/api/units/{unit}/series?indicator={indicator}{more}");
}
