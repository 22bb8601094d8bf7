using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using GridActors.Gateway.Tests.Hosts;

namespace GridActors.Gateway.Tests.Contract;

/// <summary>Totals, what they are made of, and their days.</summary>
public abstract class TotalsContract : GatewayContract
{
    [Fact]
    public async Task Totals_count_what_happened_and_say_how_things_stand()
    {
        await PlantAsync();
        await Client.AcceptAsync(Sent.Passage(Checkpoint, daysBefore: 1, people: 3), Sent.Passage(Checkpoint, people: 2));
        var totals = await Client.ReadAsync($"/api/units/{Checkpoint}/totals");
        Assert.Equal((Checkpoint, 5), (totals.GetProperty("unit").GetString(), totals.GetProperty("version").GetInt64()));
        Assert.Equal(5, totals.GetProperty("flows").GetProperty("passages.people").GetInt32());
        Assert.False(totals.GetProperty("levels").TryGetProperty("passages.people", out _), "a flow stands among the levels");
        Assert.Equal(1, totals.GetProperty("levels").GetProperty("checkpoints.open").GetInt32());
        Assert.Equal(
            [Sent.Day(5), Sent.Day(1), Sent.Day()], totals.GetProperty("days").EnumerateObject().Select(day => day.Name));
        Assert.Equal(3, totals.GetProperty("days").GetProperty(Sent.Day(1)).GetProperty("passages.people").GetInt32());
        Assert.Equal(1, totals.GetProperty("days").GetProperty(Sent.Day(5)).GetProperty("checkpoints.open").GetInt32());
    }

    [Fact]
    public async Task Totals_are_as_of_now_by_the_clocks_of_the_deployment()
    {
        await PlantAsync();
        var asOf = (await Client.ReadAsync($"/api/units/{County}/totals")).GetProperty("asOf").GetString()!;
        Assert.Matches(new Regex(@"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}\+08:00$"), asOf);
        var age = DateTimeOffset.UtcNow - DateTimeOffset.Parse(asOf, CultureInfo.InvariantCulture);
        Assert.InRange(age, TimeSpan.FromSeconds(-1), TimeSpan.FromMinutes(1));
    }

    [Fact]
    public async Task A_day_adds_the_levels_at_its_end()
    {
        await PlantAsync();
        await Client.AcceptAsync(Sent.Record(Checkpoint, "checkpoint.close", daysBefore: 1), Sent.Passage(OtherCheckpoint));
        var path = $"/api/units/{Village}/totals";
        await Client.EventuallyAsync(path, totals => totals.GetProperty("version").GetInt64() == 10);
        Assert.Equal((Sent.Day(2), 2), LevelsAtEnd(await Client.ReadAsync($"{path}?day={Sent.Day(2)}"), "checkpoints.open"));
        Assert.Equal((Sent.Day(1), 1), LevelsAtEnd(await Client.ReadAsync($"{path}?day={Sent.Day(1)}"), "checkpoints.open"));
        var before = await Client.ReadAsync($"{path}?day={Sent.Day(30)}");
        Assert.Equal("{}", before.GetProperty("dayLevels").GetRawText());
        Assert.False((await Client.ReadAsync(path)).TryGetProperty("day", out _));
    }

    [Fact]
    public async Task Every_level_of_the_tree_shows_what_was_recorded_below()
    {
        await PlantAsync();
        await Client.AcceptAsync(Sent.Passage(Checkpoint), Sent.Passage(OtherCheckpoint));
        foreach (var (unit, version) in new[] { (Village, 10), (Township, 11), (County, 12) })
        {
            var totals = await Client.EventuallyAsync(
                $"/api/units/{unit}/totals", totals => totals.GetProperty("version").GetInt64() == version);
            Assert.Equal(2, totals.GetProperty("flows").GetProperty("passages.in").GetInt32());
            Assert.Equal(2, totals.GetProperty("levels").GetProperty("checkpoints.open").GetInt32());
        }
    }

    [Fact]
    public async Task Own_and_children_add_up_to_the_unit_at_the_version()
    {
        await PlantAsync();
        await Client.AcceptAsync(Sent.Passage(Checkpoint), Sent.Passage(OtherCheckpoint, people: 3));
        var path = $"/api/units/{Village}";
        var children = await Client.EventuallyAsync(
            $"{path}/children", answer => answer.GetProperty("version").GetInt64() == 10);
        var totals = await Client.ReadAsync($"{path}/totals");
        Assert.Equal(totals.GetProperty("version").GetInt64(), children.GetProperty("version").GetInt64());
        JsonElement[] parts = [children.GetProperty("own"), .. children.GetProperty("children").EnumerateArray()];
        Assert.Equal(children.GetProperty("version").GetInt64(), parts.Sum(part => part.GetProperty("version").GetInt64()));
        Assert.Equal(Sums([totals]), Sums(parts));
        Assert.Equal(
            [
                (Checkpoint, "checkpoint", "名" + Checkpoint), (OtherCheckpoint, "checkpoint", "名" + OtherCheckpoint),
                (Household, "household", "名" + Household),
            ],
            children.GetProperty("children").EnumerateArray().Select(child =>
                (child.GetProperty("unit").GetString()!, child.GetProperty("kind").GetString()!, child.GetProperty("name").GetString()!)));
    }

    [Fact]
    public async Task A_child_that_moved_away_stays_listed_without_totals()
    {
        await PlantAsync();
        await Client.AcceptAsync(
            Sent.Register("v2", "village", Township), Sent.Record(Household, "unit.move", new { parent = "v2" }));
        var children = await Client.EventuallyAsync(
            $"/api/units/{Village}/children",
            answer => answer.GetProperty("children").EnumerateArray().Any(child => child.TryGetProperty("moved", out _)));
        var moved = children.GetProperty("children").EnumerateArray().Single(child => child.TryGetProperty("moved", out _));
        Assert.Equal((Household, "household"), (moved.GetProperty("unit").GetString(), moved.GetProperty("kind").GetString()));
        Assert.Equal("{}", moved.GetProperty("levels").GetRawText());
        Assert.True(moved.GetProperty("version").GetInt64() > 0);
    }

    [Fact]
    public async Task A_leaf_has_no_children()
    {
        await PlantAsync();
        var children = await Client.ReadAsync($"/api/units/{Checkpoint}/children");
        Assert.Empty(children.GetProperty("children").EnumerateArray());
        Assert.Equal(3, children.GetProperty("own").GetProperty("version").GetInt64());
    }

    [Fact]
    public async Task The_catalogue_lists_every_code_with_its_names()
    {
        var list = await Client.ReadAsync("/api/indicators");
        var codes = list.GetProperty("indicators").EnumerateArray().ToDictionary(line => line.GetProperty("code").GetString()!);
        Assert.Equal(
            """{"code":"checkpoints.open","kind":"level","topic":"checkpoints","zh":"在岗卡点","en":"Checkpoints open","unit":"checkpoint"}""",
            codes["checkpoints.open"].GetRawText());
        Assert.Equal("flow", codes["passages.in"].GetProperty("kind").GetString());
        Assert.Equal("level", codes["units.household"].GetProperty("kind").GetString());
        var open = codes["returnees.from.*"];
        Assert.Contains("{0}", open.GetProperty("zh").GetString());
        Assert.Contains("{0}", open.GetProperty("en").GetString());
        var topics = list.GetProperty("topics").EnumerateArray().Select(topic => topic.GetProperty("topic").GetString()).ToHashSet();
        Assert.All(codes.Values, line => Assert.Contains(line.GetProperty("topic").GetString(), topics));
    }

    private static (string?, int) LevelsAtEnd(JsonElement totals, string code) =>
        (totals.GetProperty("day").GetString(), totals.GetProperty("dayLevels").GetProperty(code).GetInt32());

    private static SortedDictionary<string, decimal> Sums(IEnumerable<JsonElement> parts)
    {
        var sums = new SortedDictionary<string, decimal>(StringComparer.Ordinal);
        string[] kinds = ["levels", "flows"];
        foreach (var sum in parts.SelectMany(part => kinds.SelectMany(kind => part.GetProperty(kind).EnumerateObject())))
        {
            sums[sum.Name] = sums.GetValueOrDefault(sum.Name) + sum.Value.GetDecimal();
        }

        return sums;
    }
}
