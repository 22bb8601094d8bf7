using System.Net;
using GridActors.Core.Units;
using GridActors.Gateway.Live;
using GridActors.Gateway.Tests.Contract;
using GridActors.Gateway.Tests.Hosts;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace GridActors.Gateway.Tests.Live;

/// <summary>What the watchers of one unit share, and what is left when they leave.</summary>
public sealed class LiveFeedTests
{
    private const string Unit = GatewayContract.County;

    private UnitsInTheWay _units = null!;

    [Fact]
    public async Task All_watchers_of_a_unit_share_one_watch_and_the_last_one_ends_it()
    {
        await using var gateway = await StartAsync();
        using var client = new Client(gateway.Address);
        await client.AcceptAsync(Sent.Register(Unit, "county", null));
        var watchers = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => EventReader.OpenAsync(client, Unit)));
        await Task.WhenAll(watchers.Select(watcher => watcher.NextAsync()));
        var feeds = gateway.Services.GetRequiredService<LiveFeeds>();
        Assert.Equal((1, 1), (_units.Watches, feeds.Count));
        foreach (var watcher in watchers)
        {
            await watcher.DisposeAsync();
        }

        await UntilAsync(() => _units.Watches == 0 && feeds.Count == 0);
    }

    [Fact]
    public async Task A_version_is_serialised_once_however_many_watch()
    {
        await using var gateway = await StartAsync();
        using var client = new Client(gateway.Address);
        await client.AcceptAsync(Sent.Register(Unit, "county", null));
        var feeds = gateway.Services.GetRequiredService<LiveFeeds>();
        using var one = feeds.Watch(UnitId.Parse(Unit));
        using var other = feeds.Watch(UnitId.Parse(Unit));
        await UntilAsync(() => one.Feed.Newest.Event is not null);
        Assert.Same(one.Feed.Newest.Event, other.Feed.Newest.Event);
    }

    [Fact]
    public async Task An_idle_stream_shows_that_it_is_alive()
    {
        await using var gateway = await StartAsync(new HastyClock(TimeSpan.FromSeconds(15)));
        using var client = new Client(gateway.Address);
        await client.AcceptAsync(Sent.Register(Unit, "county", null));
        await using var events = await EventReader.OpenAsync(client, Unit);
        await events.NextAsync();
        Assert.Equal(":", await events.LineAsync());
        Assert.Equal("", await events.LineAsync());
        Assert.Equal(":", await events.LineAsync());
    }

    [Fact]
    public async Task Streams_end_when_the_host_stops()
    {
        var gateway = await StartAsync();
        using var client = new Client(gateway.Address);
        await client.AcceptAsync(Sent.Register(Unit, "county", null));
        await using var events = await EventReader.OpenAsync(client, Unit);
        await events.NextAsync();
        gateway.Services.GetRequiredService<IHostApplicationLifetime>().StopApplication();
        Assert.Null(await events.LineAsync());
        await gateway.DisposeAsync();
    }

    [Fact]
    public async Task A_stream_ends_when_its_unit_fails_and_the_next_one_starts_afresh()
    {
        await using var gateway = await StartAsync();
        using var client = new Client(gateway.Address);
        await client.AcceptAsync(Sent.Register(Unit, "county", null));
        await using var events = await EventReader.OpenAsync(client, Unit);
        await events.NextAsync();
        _units.IsDown = true;
        await _units.Units.PostAsync(
            UnitId.Parse(Unit), [Read(gateway, Sent.Record(Unit, "unit.amend", new { households = 7 }))]);
        Assert.Null(await events.LineAsync());
        _units.IsDown = false;
        await using var again = await EventReader.OpenAsync(client, Unit);
        Assert.Equal("2", (await again.NextAsync()).Id);
    }

    /// <summary>An area that came up on another silo may be behind what it told on the one that was lost.</summary>
    [Fact]
    public async Task Who_watches_is_never_told_an_older_version()
    {
        await using var gateway = await StartAsync();
        using var client = new Client(gateway.Address);
        await client.AcceptAsync(Sent.Register(Unit, "county", null));
        _units.OnWatch = subtree => subtree.Version == 2 ? subtree with { Version = 0 } : subtree;
        await using var events = await EventReader.OpenAsync(client, Unit);
        Assert.Equal("1", (await events.NextAsync()).Id);
        await client.AcceptAsync(Sent.Record(Unit, "unit.amend", new { households = 7 }));
        await Task.Delay(2 * GatewayLimits.LiveIntervalMs);
        await client.AcceptAsync(Sent.Record(Unit, "unit.amend", new { households = 8 }));
        Assert.Equal("3", (await events.NextAsync()).Id);
    }

    [Fact]
    public async Task A_thousand_watchers_see_a_change()
    {
        await using var gateway = await StartAsync();
        using var client = new Client(gateway.Address);
        await client.AcceptAsync(Sent.Register(Unit, "county", null));
        var watchers = await Task.WhenAll(Enumerable.Range(0, 1000).Select(_ => EventReader.OpenAsync(client, Unit)));
        await client.AcceptAsync(Sent.Record(Unit, "unit.amend", new { households = 7 }));
        await Task.WhenAll(watchers.Select(watcher => watcher.UntilAsync(2)));
        Assert.Equal(1, _units.Watches);
        foreach (var watcher in watchers)
        {
            Assert.Equal(HttpStatusCode.OK, watcher.Response.StatusCode);
            await watcher.DisposeAsync();
        }
    }

    private static Core.Records.Record Read(RunningGateway gateway, string record) =>
        gateway.Services.GetRequiredService<Core.Records.RecordReader>().Read(System.Text.Encoding.UTF8.GetBytes(record)).Record!;

    private static async Task UntilAsync(Func<bool> holds)
    {
        for (var patience = DateTime.UtcNow.AddSeconds(10); !holds(); await Task.Delay(20))
        {
            Assert.True(DateTime.UtcNow < patience);
        }
    }

    private Task<RunningGateway> StartAsync(TimeProvider? time = null) => new MemoryGateway
    {
        AroundUnits = units => _units = new UnitsInTheWay(units),
        Time = time ?? TimeProvider.System,
    }.StartAsync();
}
