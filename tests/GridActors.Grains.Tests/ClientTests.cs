using GridActors.Core.Units;
using GridActors.GrainInterfaces.Records;
using GridActors.GrainInterfaces.Units;
using GridActors.GrainInterfaces.Wire;
using GridActors.Grains.Tests.Hosts;
using GridActors.Journaling.Import;
using GridActors.Journaling.Memory;
using GridActors.Journaling.Ports;
using GridActors.Journaling.Recounts;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace GridActors.Grains.Tests;

/// <summary>A client app calls grains of two silos that share one journal.</summary>
public sealed class ClientTests : IAsyncLifetime
{
    private const string County = "141127";
    private const string Township = "141127100";
    private const int Gates = 24;

    private static readonly DateTimeOffset Now = DateTimeOffset.UtcNow; // one instant: sent again, a record says the same

    private MemorySilo _one = null!;
    private MemorySilo _two = null!;
    private IGrainFactory _client = null!;
    private IHost _app = null!;

    public async Task InitializeAsync()
    {
        var store = new MemoryJournal();
        _one = await MemorySilo.StartAsync(store);
        _two = await MemorySilo.StartAsync(store, _one);
        _app = await _one.ConnectAsync();
        _client = _app.Services.GetRequiredService<IGrainFactory>();
        var rows = new List<UnitRow>
        {
            new(2, County, "岚县", "county", null, null, null), new(3, Township, "东村镇", "township", County, null, null),
        };
        rows.AddRange(Enumerable.Range(1, Gates).Select(gate =>
            new UnitRow(3 + gate, Gate(gate), "卡点", "checkpoint", Township, null, null)));
        rows.Add(new UnitRow(99, "h1", "户", "institution", Township, null, null));
        var result = await new UnitImport(_one.Ports).ImportAsync(rows, null, default);
        Assert.Empty(result.Failures);
    }

    public async Task DisposeAsync()
    {
        await _app.StopAsync();
        _app.Dispose();
        await _two.DisposeAsync();
        await _one.DisposeAsync();
    }

    [Theory]
    [InlineData("bad id!", "bad-unit-id")]
    [InlineData("岚县", "bad-unit-id")]
    [InlineData("a/b", "bad-unit-id")]
    [InlineData("a\0b", "bad-text")]
    [InlineData("1234567890123456789012345678901234567890123456789", "bad-unit-id")]
    public async Task WhatNoUnitCanBeCalledIsAnsweredAndAsksForNoRepetition(string key, string code)
    {
        var nobody = _client.GetGrain<ICheckpointGrain>(key);
        var result = await nobody.RecordPassageAsync(Passages(1)[0]);
        Assert.Equal((RecordStatus.Refused, code), (result.Status, result.Code));
        Assert.Null(await nobody.GetTotalsAsync());
        Assert.Null(await nobody.GetChildrenAsync());
        Assert.Null(await nobody.WaitForTotalsAsync(-1, TimeSpan.FromSeconds(1)));
        Assert.Empty((await nobody.GetAlertsAsync(null, 10)).Alerts);
        await foreach (var totals in nobody.WatchTotalsAsync())
        {
            Assert.Fail($"it has totals: {totals}");
        }
    }

    [Fact]
    public async Task HalfACharacterIsRefusedAndNeverTakenForAnother()
    {
        await OpenAsync(1);
        var passage = new Passage("in", "pass");
        foreach (var record in new[]
        {
            new FieldRecord<Passage>("tablet\ud800", 1, Now, passage),
            new("tablet\ud801", 1, Now, passage),
            new("tablet\udc00x", 1, Now, passage),
            new("tablet", 90, Now, passage with { Vehicle = "晋J\ud842" }),
            new("tablet", 91, Now, passage, By: "\ud842\ud842\udfb7"),
        })
        {
            var result = await Checkpoint(1).RecordPassageAsync(record);
            Assert.Equal((RecordStatus.Refused, "bad-text"), (result.Status, result.Code));
        }

        IsAccepted(await Checkpoint(1).RecordPassageAsync(new("tablet", 92, Now, passage, By: "\ud842\udfb7")));
    }

    [Fact]
    public async Task PassagesOfAllGatesReachTheCountyOnceAndBothSilosCarryUnits()
    {
        await Task.WhenAll(Enumerable.Range(1, Gates).Select(OpenAsync));
        var sent = Enumerable.Range(1, Gates).Select(gate => Checkpoint(gate).RecordPassagesAsync(Passages(50)));
        Assert.All((await Task.WhenAll(sent)).SelectMany(results => results), IsAccepted);
        var again = await Checkpoint(1).RecordPassagesAsync(Passages(50));
        Assert.All(again, result => Assert.Equal(RecordStatus.Duplicate, result.Status));

        await UntilAsync(async () => (await Figures(County))["passages.in"] == Gates * 50);
        var children = (await _client.GetGrain<ITownshipGrain>(Township).GetChildrenAsync())!;
        Assert.Equal(Gates * 50, children.Children.Sum(child => child.Running["passages.in"]));
        var statistics = await _client.GetGrain<IManagementGrain>(0).GetSimpleGrainStatistics();
        var units = statistics.Where(row => row.GrainType.Contains("UnitGrain", StringComparison.Ordinal)).ToList();
        Assert.Equal(2, units.Count(row => row.ActivationCount > 0));
        Assert.Empty((await new Recount(_one.Ports).RunAsync(null, default)).Differences);
    }

    [Fact]
    public async Task ABadRecordIsNamedAndItsNeighboursCount()
    {
        await OpenAsync(1);
        var results = await Checkpoint(1).RecordPassagesAsync(
        [
            new("tablet", 2, DateTimeOffset.UtcNow, new Passage("in", "pass", 2)),
            new("tablet", 3, DateTimeOffset.UtcNow, new Passage("sideways", "pass")),
            new("tablet", 4, DateTimeOffset.UtcNow, new Passage("out", "pass")),
        ]);
        Assert.Equal(
            [RecordStatus.Accepted, RecordStatus.Refused, RecordStatus.Accepted], results.Select(result => result.Status));
        Assert.Equal(("bad-value", "data.direction"), (results[1].Code, results[1].Field));
    }

    [Fact]
    public async Task ARecordForAnotherUnitIsRefused()
    {
        await OpenAsync(1);
        var envelope = new RecordEnvelope(
        [
            System.Text.Encoding.UTF8.GetBytes(
                $$"""{"source":"t","seq":9,"unit":"{{Gate(2)}}","at":"{{DateTimeOffset.UtcNow:O}}","type":"checkpoint.open"}"""),
        ]);
        var result = (await Checkpoint(1).PostAsync(envelope))[0];
        Assert.Equal((RecordStatus.Refused, "bad-unit-id"), (result.Status, result.Code));
    }

    [Fact]
    public async Task AnAlertIsListedAboveAndAcknowledgedByItsKey()
    {
        await OpenAsync(5);
        var fever = new Passage("in", "held", Temperature: 38.2m);
        await Checkpoint(5).RecordPassageAsync(new("t-alert", 1, DateTimeOffset.UtcNow, fever));
        var township = _client.GetGrain<ITownshipGrain>(Township);
        var alert = Assert.Single((await township.GetAlertsAsync("open", 10)).Alerts, alert => alert.Unit == Gate(5));
        Assert.Equal(("fever", "38.2 ℃", "open"), (alert.Kind, alert.Text, alert.State));

        var result = await Checkpoint(5).AcknowledgeAlertAsync(
            new("t-alert", 2, DateTimeOffset.UtcNow, new AlertKey(alert.Key)));
        Assert.Equal(RecordStatus.Accepted, result.Status);
        Assert.DoesNotContain((await township.GetAlertsAsync("open", 10)).Alerts, alert => alert.Unit == Gate(5));
        Assert.Equal("acknowledged", Assert.Single((await Checkpoint(5).GetAlertsAsync(null, 1)).Alerts).State);
        await Assert.ThrowsAsync<ArgumentException>(() => township.GetAlertsAsync("new", 10));
    }

    [Fact]
    public async Task ADashboardFollowsATownship()
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        await OpenAsync(3);
        var versions = new List<long>();
        await foreach (var totals in _client.GetGrain<ITownshipGrain>(Township).WatchTotalsAsync(limit.Token))
        {
            versions.Add(totals.Version);
            if (totals.Running["checkpoints.open"] == 2)
            {
                break;
            }

            if (versions.Count == 1)
            {
                await OpenAsync(4);
            }
        }

        Assert.Equal(versions.Order(), versions);
    }

    [Fact]
    public async Task AWaitWithoutEndEndsSoAUnitThatIsToGoElsewhereNeedNotWaitForIt()
    {
        var township = _client.GetGrain<ITownshipGrain>(Township);
        for (var stands = (await township.GetTotalsAsync())!.Version; ;)
        {
            var totals = await township.WaitForTotalsAsync(stands, Timeout.InfiniteTimeSpan).WaitAsync(TimeSpan.FromSeconds(20));
            if (totals!.Version == stands)
            {
                break;
            }

            stands = totals.Version; // of another test
        }
    }

    [Fact]
    public async Task AReturneeIsRegisteredAndIsolated()
    {
        var household = _client.GetGrain<IHouseholdGrain>("h1");
        var person = new Person(Name: "张三", Phone: "13800000000");
        var now = DateTimeOffset.UtcNow.AddMinutes(-5);
        IsAccepted(await household.RegisterReturneeAsync(new("phone", 1, now,
            new Returnee(person, new From("武汉", "wuhan"), new DateOnly(2026, 1, 20)))));
        IsAccepted(await household.StartIsolationAsync(new("phone", 2, now.AddMinutes(1), new Isolation(person, "home"))));
        IsAccepted(await household.CheckHealthAsync(new("phone", 3, now.AddMinutes(2), new HealthCheck(person, 36.6m))));
        var figures = (await household.GetTotalsAsync())!.Running;
        Assert.Equal((1m, 1m, 1m), (figures["returnees.wuhan"], figures["isolated.home.wuhan"], figures["checks"]));
        IsAccepted(await household.EndIsolationAsync(
            new("phone", 4, now.AddMinutes(3), new IsolationEnd(person, "released"))));
        Assert.Equal(0m, (await household.GetTotalsAsync())!.Running["isolated.home"]);
    }

    [Fact]
    public async Task TotalsComeBackWhenASiloIsGone()
    {
        await Task.WhenAll(Enumerable.Range(1, Gates).Select(OpenAsync));
        await UntilAsync(async () => (await Figures(County))["checkpoints.open"] == Gates);
        await _two.DisposeAsync();
        Assert.True(_one.Units.HasLostHost);
        await UntilAsync(async () => (await Figures(County))["checkpoints.open"] == Gates);
        IsAccepted((await Checkpoint(5).RecordPassagesAsync(Passages(1)))[0]);
        await UntilAsync(async () => (await Figures(County))["passages.in"] == 1);
    }

    /// <summary>
    /// An area that comes up while those below are being put away asks them, and they tell it something: had one of them
    /// to wait for the other, nothing would move until the calls time out.
    /// </summary>
    [Fact]
    public async Task AllUnitsArePutAwayInAMomentWhileTheyReport()
    {
        await Task.WhenAll(Enumerable.Range(1, Gates).Select(OpenAsync));
        for (var round = 1; round <= 10; round++)
        {
            for (var gate = 1; gate <= Gates; gate++)
            {
                await Checkpoint(gate).RecordPassageAsync(
                    new($"tablet-{round}", gate, Now, new Passage("in", "pass", Code: "green")));
            }

            await _client.GetGrain<IManagementGrain>(0).ForceActivationCollection(TimeSpan.Zero)
                .WaitAsync(TimeSpan.FromSeconds(15));
            var sent = round * Gates;
            await UntilAsync(async () => (await Figures(County))["passages.in"] == sent);
        }
    }

    private static string Gate(int number) => $"{Township}-c{number:00}";

    private static List<FieldRecord<Passage>> Passages(int count) =>
    [
        .. Enumerable.Range(2, count).Select(seq =>
            new FieldRecord<Passage>("tablet", seq, Now, new Passage("in", "pass", Code: "green"))),
    ];

    private static void IsAccepted(RecordResult result) =>
        Assert.True(result.Status == RecordStatus.Accepted, $"{result}");

    private static async Task UntilAsync(Func<Task<bool>> isSo)
    {
        for (var end = DateTime.UtcNow.AddSeconds(30); ; await Task.Delay(50))
        {
            try
            {
                if (await isSo())
                {
                    return;
                }
            }
            catch (Exception) when (DateTime.UtcNow < end)
            {
                // A call to a silo that has just gone; a client makes it again.
                continue;
            }

            Assert.True(DateTime.UtcNow < end, "not within 30 s");
        }
    }

    private ICheckpointGrain Checkpoint(int gate) => _client.GetGrain<ICheckpointGrain>(Gate(gate));

    private async Task OpenAsync(int gate) =>
        IsAccepted(await Checkpoint(gate).OpenAsync(new("tablet", 1, Now.AddMinutes(-1), new Nothing())));

    private async Task<Figures> Figures(string unit) =>
        (await _client.GetGrain<IAreaGrain>(unit).GetTotalsAsync())!.Running;
}
