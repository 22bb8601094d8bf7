using System.Text.Json;
using GridActors.Gateway.Tests.Hosts;

namespace GridActors.Gateway.Tests.Contract;

/// <summary>The alerts of a unit and all below it.</summary>
public abstract class AlertContract : GatewayContract
{
    [Fact]
    public async Task An_alert_is_shown_at_its_unit_and_at_every_area_above_once_its_record_is_accepted()
    {
        await PlantAsync();
        await Client.AcceptAsync(Feverish(seq: 7));
        foreach (var unit in new[] { County, Township, Village, Checkpoint })
        {
            var page = await Client.ReadAsync($"/api/units/{unit}/alerts");
            Assert.Equal(unit, page.GetProperty("unit").GetString());
            Assert.Equal(JsonValueKind.Null, page.GetProperty("next").ValueKind);
            var alert = Assert.Single(page.GetProperty("alerts").EnumerateArray());
            Assert.Equal(
                ["unit", "key", "kind", "subject", "text", "opened", "state", "since", "unitKind", "name"],
                alert.EnumerateObject().Select(field => field.Name));
            Assert.Equal((Checkpoint, "fever:tablet-7/7"), (Text(alert, "unit"), Text(alert, "key")));
            Assert.Equal(("checkpoint", $"名{Checkpoint}"), (Text(alert, "unitKind"), Text(alert, "name")));
            Assert.Equal(("fever", "38.2 ℃", "open"), (Text(alert, "kind"), Text(alert, "text"), Text(alert, "state")));
            Assert.Equal(Sent.Noon(Sent.LastDay)[..19], Text(alert, "opened")[..19]);
        }

        Assert.Empty((await Client.ReadAsync($"/api/units/{OtherCheckpoint}/alerts")).GetProperty("alerts").EnumerateArray());
    }

    [Fact]
    public async Task Acknowledged_and_closed_it_is_listed_under_its_state_and_counted_no_more()
    {
        await PlantAsync();
        await Client.AcceptAsync(Feverish(seq: 1), Feverish(seq: 2), Feverish(seq: 3));
        await Client.AcceptAsync(
            Sent.Record(Checkpoint, "alert.acknowledge", new { key = "fever:tablet-7/1" }),
            Sent.Record(Checkpoint, "alert.close", new { key = "fever:tablet-7/2" }));
        Assert.Equal(["fever:tablet-7/3"], await KeysAsync("state=open"));
        Assert.Equal(["fever:tablet-7/1"], await KeysAsync("state=acknowledged"));
        Assert.Equal(["fever:tablet-7/2"], await KeysAsync("state=closed"));
        Assert.Equal(3, (await KeysAsync("")).Count);
        var levels = (await Client.ReadAsync($"/api/units/{Checkpoint}/totals")).GetProperty("levels");
        Assert.Equal(1, levels.GetProperty("alerts.open").GetInt32());
        Assert.Equal(1, levels.GetProperty("alerts.open.fever").GetInt32());
    }

    [Fact]
    public async Task An_unknown_key_is_refused_and_a_voided_cause_takes_its_alert_away()
    {
        await PlantAsync();
        await Client.AcceptAsync(Feverish(seq: 1));
        var reply = await Client.PostAsync("/api/records", Sent.Record(Checkpoint, "alert.close", new { key = "fever:none" }));
        Assert.Equal("no-such-item", reply.Json.GetProperty("code").GetString());
        await Client.AcceptAsync(Sent.Record(Checkpoint, "record.void", new { source = "tablet-7", seq = 1, reason = "typo" }));
        Assert.Empty(await KeysAsync(""));
    }

    [Fact]
    public async Task Pages_follow_one_another_from_the_newest_on()
    {
        await PlantAsync();
        await Client.AcceptAsync([.. Enumerable.Range(1, 23).Select(seq => Feverish(seq, daysBefore: seq % 4))]);
        var keys = new List<string>();
        var opened = new List<string>();
        for (string? next = ""; next is not null;)
        {
            var page = await Client.ReadAsync($"/api/units/{County}/alerts?limit=5{(next == "" ? "" : $"&after={next}")}");
            keys.AddRange(page.GetProperty("alerts").EnumerateArray().Select(alert => Text(alert, "key")));
            opened.AddRange(page.GetProperty("alerts").EnumerateArray().Select(alert => Text(alert, "opened")));
            next = page.GetProperty("next").GetString();
        }

        Assert.Equal(23, keys.Distinct().Count());
        Assert.Equal(23, keys.Count);
        Assert.Equal(opened.OrderDescending(), opened);
    }

    [Theory]
    [InlineData("state=new")]
    [InlineData("state=")]
    [InlineData("state=Open")]
    [InlineData("after=%21")]
    [InlineData("after=MTIz")]
    [InlineData("after=MX51fmEAYg")] // NUL in its key
    [InlineData("after=")]
    [InlineData("limit=0")]
    [InlineData("limit=1001")]
    public async Task A_question_that_means_no_page_is_400(string query)
    {
        await PlantAsync();
        var reply = await Client.GetAsync($"/api/units/{Checkpoint}/alerts?{query}");
        reply.AssertProblem(400, "bad-query");
        Assert.Equal(query.Split('=')[0], reply.Json.GetProperty("field").GetString());
    }

    [Fact]
    public async Task Of_a_unit_that_is_not_registered_there_is_no_list() =>
        (await Client.GetAsync("/api/units/nowhere/alerts")).AssertProblem(404, "unknown-unit");

    private static string Feverish(int seq, int daysBefore = 0) => Sent.Record(
        Checkpoint, "passage", new { direction = "in", temperature = 38.2, outcome = "held" }, daysBefore, seq: seq);

    private static string Text(JsonElement alert, string name) => alert.GetProperty(name).GetString()!;

    private async Task<IReadOnlyList<string>> KeysAsync(string query) =>
    [
        .. (await Client.ReadAsync($"/api/units/{Village}/alerts?{query}")).GetProperty("alerts").EnumerateArray()
            .Select(alert => Text(alert, "key")),
    ];
}
