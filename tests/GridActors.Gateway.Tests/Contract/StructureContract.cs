using System.Text.Json;
using GridActors.Gateway.Tests.Hosts;

namespace GridActors.Gateway.Tests.Contract;

/// <summary>Records that depend on what another unit was told earlier in the same body.</summary>
public abstract class StructureContract : GatewayContract
{
    [Fact]
    public Task A_whole_tree_can_be_registered_in_one_array() => Client.AcceptAsync(Tree(townships: 5, villages: 8, households: 4));

    [Fact]
    public async Task A_whole_tree_can_be_registered_line_by_line()
    {
        var tree = Tree(townships: 5, villages: 10, households: 40);
        var results = await Client.PostLinesAsync(tree);
        Assert.Equal(tree.Length, results.Count);
        Assert.All(results, result => Assert.Equal("accepted", result.GetProperty("status").GetString()));
    }

    [Fact]
    public async Task A_unit_can_be_registered_used_and_closed_in_one_body()
    {
        await PlantAsync();
        await Client.AcceptAsync(
            Sent.Register("c9", "checkpoint", Village),
            Sent.Open("c9"),
            Sent.Passage("c9"),
            Sent.Record("c9", "unit.close"));
    }

    [Fact]
    public async Task Closing_from_the_leaves_up_waits_for_the_leaves()
    {
        await PlantAsync();
        await Client.AcceptAsync(
            Sent.Record(Household, "unit.close"),
            Sent.Record(Checkpoint, "unit.close"),
            Sent.Record(OtherCheckpoint, "unit.close"),
            Sent.Record(Village, "unit.close"),
            Sent.Record(Township, "unit.close"),
            Sent.Record(County, "unit.close"));
    }

    [Fact]
    public async Task Registering_under_a_unit_that_was_just_closed_is_refused()
    {
        await PlantAsync();
        var reply = await Client.PostAsync("/api/records", Sent.Array(
            Sent.Register("g1", "grid", Village), Sent.Record("g1", "unit.close"), Sent.Register("h9", "household", "g1")));
        Assert.Equal("accepted", reply.Json[1].GetProperty("status").GetString());
        Assert.Equal("bad-parent", reply.Json[2].GetProperty("code").GetString());
    }

    [Fact]
    public async Task Closing_above_a_unit_registered_just_before_is_refused()
    {
        await PlantAsync();
        var reply = await Client.PostAsync("/api/records", Sent.Array(
            Sent.Register("g1", "grid", Village), Sent.Register("h9", "household", "g1"), Sent.Record("g1", "unit.close")));
        Assert.Equal("has-open-items", reply.Json[2].GetProperty("code").GetString());
    }

    [Fact]
    public async Task A_unit_moves_under_a_parent_registered_in_the_same_body()
    {
        await PlantAsync();
        await Client.AcceptAsync(
            Sent.Register("g1", "grid", Village), Sent.Record(Household, "unit.move", new { parent = "g1" }));
        var unit = await Client.ReadAsync($"/api/units/{Household}");
        Assert.Equal("g1", unit.GetProperty("parents")[3].GetProperty("unit").GetString());
    }

    [Fact]
    public async Task A_registration_that_is_voided_with_a_child_just_registered_is_refused()
    {
        await PlantAsync();
        var reply = await Client.PostAsync("/api/records", Sent.Array(
            Sent.With(Sent.Register("g1", "grid", Village), "seq", "77"),
            Sent.Register("h9", "household", "g1"),
            Sent.Record("g1", "record.void", new { source = "tablet-7", seq = 77, reason = "typo" })));
        Assert.Equal("has-dependents", reply.Json[2].GetProperty("code").GetString());
    }

    [Fact]
    public async Task What_an_area_forbids_holds_for_what_the_body_says_next()
    {
        await PlantAsync();
        for (var round = 0; round < 10; round++)
        {
            var reply = await Client.PostAsync("/api/records", Sent.Array(
                Sent.Record(Township, "closure.set", new { what = "religious" }),
                Service($"{round}-a"),
                Sent.Record(Township, "closure.lift", new { what = "religious" }),
                Service($"{round}-b")));
            Assert.Equal(
                ["accepted", "suspended", "accepted", "accepted"],
                reply.Json.EnumerateArray().Select(result => Text(result, "code") ?? Text(result, "status")));
        }
    }

    [Fact]
    public async Task Who_is_isolated_and_then_passes_a_gate_breaks_the_order_also_within_one_body()
    {
        await PlantAsync();
        var person = new { name = "王芳", phone = "13800000001" };
        await Client.AcceptAsync(
            Sent.Record(Household, "isolation.start", new { person, kind = "home" }),
            Sent.Record(Checkpoint, "passage", new { direction = "out", outcome = "pass", person }));
        var alerts = await Client.ReadAsync($"/api/units/{Checkpoint}/alerts");
        Assert.Equal("isolationBreach", Text(Assert.Single(alerts.GetProperty("alerts").EnumerateArray()), "kind"));
    }

    [Fact]
    public async Task Supplies_go_to_a_unit_registered_in_the_same_body()
    {
        await PlantAsync();
        await Client.AcceptAsync(
            Sent.Record(Township, "supply.receive", new { item = "mask", quantity = 100 }),
            Sent.Register("141127100202", "village", Township),
            Sent.Record(Township, "supply.transfer", new { item = "mask", quantity = 40, to = "141127100202" }));
    }

    [Fact]
    public async Task What_was_sent_to_a_unit_is_there_for_what_the_body_says_next_of_that_unit()
    {
        await PlantAsync();
        await Client.AcceptAsync(Sent.Record(Township, "supply.receive", new { item = "mask", quantity = 100 }));
        for (var round = 0; round < 10; round++)
        {
            await Client.AcceptAsync(
                Sent.Record(Township, "supply.transfer", new { item = "mask", quantity = 9, to = Village }),
                Sent.Record(Village, "supply.transfer", new { item = "mask", quantity = 9, to = Checkpoint }),
                Sent.Record(Checkpoint, "supply.use", new { item = "mask", quantity = 9 }));
        }
    }

    private static string Service(string gathering) => Sent.Record(
        Village, "gathering.report", new { gathering, kind = "religious", date = Sent.Day(), planned = 30 });

    private static string? Text(JsonElement json, string name) =>
        json.TryGetProperty(name, out var value) ? value.GetString() : null;

    private static string[] Tree(int townships, int villages, int households) =>
    [
        Sent.Register("t", "county", null),
        .. from township in Enumerable.Range(0, townships)
           from record in (string[])
           [
               Sent.Register($"t-{township}", "township", "t"),
               .. from village in Enumerable.Range(0, villages)
                  from below in (string[])
                  [
                      Sent.Register($"t-{township}-{village}", "village", $"t-{township}"),
                      .. Enumerable.Range(0, households).Select(household => Sent.Register(
                          $"t-{township}-{village}-{household}", "household", $"t-{township}-{village}")),
                  ]
                  select below,
           ]
           select record,
    ];
}
