using GridActors.Core.Alerts;
using GridActors.Core.Units;
using GridActors.Journaling.Ports;

namespace GridActors.Journaling.Tests.Contract;

/// <summary>Alerts are committed with the entries that raise them, and listed for every area above.</summary>
public abstract class AlertContract<TStore> : JournalContract<TStore>
    where TStore : StoreUnderTest, new()
{
    private static readonly DateTimeOffset Noon = UnitWriter.Noon;

    [Fact]
    public async Task An_alert_is_listed_at_its_unit_and_at_every_area_above_and_nowhere_else()
    {
        var tree = await RegisterTreeAsync();
        var alert = Standing("fever:1", Noon);
        await SayAsync(tree["h1"], alert);
        await ReopenAsync();

        foreach (var above in new[] { "c", "t", "v", "h1" })
        {
            Assert.Equal(new UnitAlert(Id("h1"), alert), Assert.Single(await ListAsync(above)));
        }

        Assert.Empty(await ListAsync("h2"));
        Assert.Empty(await ListAsync("nowhere"));
        Assert.Equal([alert], await Store.OwnAlertsAsync(Id("h1")));
        Assert.Empty(await Store.OwnAlertsAsync(Id("v")));
    }

    [Fact]
    public async Task What_was_said_last_stands_and_what_is_gone_is_listed_no_more()
    {
        var tree = await RegisterTreeAsync();
        await SayAsync(tree["h1"], Standing("fever:1", Noon), Standing("fever:2", Noon.AddTicks(7)));
        var acknowledged = Standing("fever:1", Noon, AlertState.Acknowledged, Noon.AddHours(2).AddTicks(3));
        await SayAsync(tree["h1"], acknowledged);
        Assert.Equal(["fever:2", "fever:1"], Keys(await ListAsync("c")));
        Assert.Equal([acknowledged], (await ListAsync("c", AlertState.Acknowledged)).Select(alert => alert.Standing));
        Assert.Equal(["fever:2"], Keys(await ListAsync("c", AlertState.Open)));

        Assert.True(await tree["h1"].AppendAsync(append => append with { Alerts = [new AlertChange("fever:2", null)] }));
        Assert.Equal(["fever:1"], Keys(await ListAsync("c")));
        Assert.Empty(await ListAsync("c", AlertState.Open));
        Assert.Empty(await ListAsync("c", AlertState.Closed));
        Assert.Equal([acknowledged], await Store.OwnAlertsAsync(Id("h1")));
    }

    [Fact]
    public async Task Pages_follow_one_another_from_the_newest_to_the_oldest()
    {
        var tree = await RegisterTreeAsync();
        for (var i = 0; i < 12; i++)
        {
            // Two of each instant and unit, in states by turns.
            var state = (AlertState)(i % 3);
            await SayAsync(
                tree[i % 2 == 0 ? "h1" : "h2"],
                Standing($"a:{i}", Noon.AddHours(i / 4), state), Standing($"b:{i}", Noon.AddHours(i / 4), state));
        }

        foreach (var state in new AlertState?[] { null, AlertState.Open, AlertState.Closed })
        {
            var all = await ListAsync("t", state);
            Assert.Equal(state is null ? 24 : 8, all.Count);
            Assert.Equal(all.Count, all.Distinct().Count());
            var opened = all.Select(alert => alert.Standing.Alert.Opened).ToList();
            Assert.Equal(opened.OrderDescending(), opened);
            var paged = new List<UnitAlert>();
            for (AlertPlace? after = null; ; after = AlertPlace.Of(paged[^1]))
            {
                var page = await Store.AlertsAsync(Id("t"), state, after, 5);
                Assert.InRange(page.Count, 0, 5);
                if (page.Count == 0)
                {
                    break;
                }

                paged.AddRange(page);
            }

            Assert.Equal(all, paged);
        }
    }

    [Fact]
    public async Task A_unit_that_moves_takes_its_alerts_along()
    {
        var tree = await RegisterTreeAsync();
        await RegisteredAsync("t2", UnitKind.Township, "c");
        await RegisteredAsync("v2", UnitKind.Village, "t2");
        var alert = Standing("fever:1", Noon);
        await SayAsync(tree["h1"], alert);
        Assert.True(await tree["h1"].AppendAsync(append => append with
        {
            Head = UnitWriter.Head("h1", UnitKind.Household, "v2"),
            MovedFrom = Id("v"),
            Guard = AppendGuard.OpenParent,
            Alerts = [new AlertChange("fever:1", alert)],
        }));

        foreach (var above in new[] { "c", "t2", "v2", "h1" })
        {
            Assert.Single(await ListAsync(above));
        }

        Assert.Empty(await ListAsync("v"));
        Assert.Empty(await ListAsync("t"));
    }

    [Fact]
    public async Task An_append_that_lost_leaves_no_alert_and_one_beside_it_does()
    {
        var tree = await RegisterTreeAsync();
        var loser = Unit("h1");
        (loser.Key, loser.Version) = (tree["h1"].Key, tree["h1"].Version - 1);
        var (lost, won) = (Standing("lost", Noon), Standing("won", Noon));
        var results = await Task.WhenAll(
            Task.Run(() => loser.AppendAsync(append => append with
            {
                Alerts = [new AlertChange("lost", lost)],
                ListsTasks = true,
                NextTask = Noon,
            })),
            Task.Run(() => tree["h2"].AppendAsync(append => append with { Alerts = [new AlertChange("won", won)] })));

        Assert.Equal([false, true], results);
        Assert.Equal(["won"], Keys(await ListAsync("c")));
        Assert.Empty(await Store.TaskedAsync(Id("c"), DateTimeOffset.MaxValue, null, 10));
    }

    [Fact]
    public async Task Of_appends_sent_without_waiting_the_last_word_on_a_key_stands()
    {
        var tree = await RegisterTreeAsync();
        var unit = tree["h1"];
        var appends = new List<Task<AppendResult>>();
        for (var i = 0; i < 30; i++)
        {
            StandingAlert? standing = i % 3 == 1 ? null : Standing("fever:1", Noon.AddHours(i), (AlertState)(i % 2));
            appends.Add(Store.AppendAsync(unit.Next() with { Alerts = [new AlertChange("fever:1", standing)] }).AsTask());
            unit.Version++;
        }

        Assert.All(await Task.WhenAll(appends), result => Assert.True(result.Committed));
        Assert.Equal(Noon.AddHours(29), Assert.Single(await ListAsync("c")).Standing.Alert.Opened);
    }

    private static StandingAlert Standing(
        string key, DateTimeOffset opened, AlertState state = AlertState.Open, DateTimeOffset? since = null) =>
        new(new Alert(key, AlertKinds.Fever, "张三", "38.2 ℃", opened), state, since ?? opened);

    private static IEnumerable<string> Keys(IEnumerable<UnitAlert> alerts) => alerts.Select(alert => alert.Standing.Alert.Key);

    private static async Task SayAsync(UnitWriter unit, params StandingAlert[] alerts) =>
        Assert.True(await unit.AppendAsync(append => append with
        {
            Alerts = [.. alerts.Select(alert => new AlertChange(alert.Alert.Key, alert))],
        }));

    private async Task<IReadOnlyList<UnitAlert>> ListAsync(string unit, AlertState? state = null) =>
        await Store.AlertsAsync(Id(unit), state, null, 100);
}
