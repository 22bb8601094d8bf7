using System.Net.Http.Json;
using GridActors.LoadDriver.Reports;
using GridActors.Standalone.Tests.Processes;

namespace GridActors.LoadDriver.Tests.Runs;

/// <summary>The driver against the real executable, each profile on a small county for two seconds.</summary>
public sealed class LoadRunTests : IAsyncLifetime
{
    private readonly DirectoryInfo _data = Directory.CreateTempSubdirectory("gridactors-load-");
    private ServerProcess? _server;

    public async Task InitializeAsync() => _server = await ServeAsync("http://127.0.0.1:0");

    public async Task DisposeAsync()
    {
        await _server!.DisposeAsync();
        _data.Delete(recursive: true);
    }

    [Fact]
    public async Task Every_profile_ends_with_totals_that_equal_the_ledger()
    {
        var closed = await RunAsync(Options());
        AssertExact(closed);

        var day = await RunAsync(Options() with { Profile = "day", Rate = 400, Watchers = 5, Reads = 20 });
        AssertExact(day);
        Assert.InRange(day.Sent - day.Marked, 790, 810);
        Assert.Equal((5, 0), (day.Watchers, day.BrokenReaders));
        Assert.True(day.LiveEvents >= 5, "the watchers saw nothing");
        Assert.InRange(day.ReadMs.Count, 10, 60);

        var hot = await RunAsync(Options() with { Profile = "hot" });
        AssertExact(hot);

        var offline = await RunAsync(Options() with { Profile = "offline" });
        AssertExact(offline);
        Assert.Equal(offline.Acknowledged - offline.Marked, offline.Repeats);
    }

    [Fact]
    public async Task What_somebody_else_adds_is_found()
    {
        var options = Options();
        AssertExact(await RunAsync(options));
        var run = RunAsync(options with { Duration = TimeSpan.FromSeconds(3), Patience = TimeSpan.FromSeconds(2) });
        await Task.Delay(TimeSpan.FromSeconds(2));
        using var http = new HttpClient { BaseAddress = new Uri(_server!.Address) };
        using var answer = await http.PostAsJsonAsync("/api/records", new
        {
            source = "stranger",
            seq = 1,
            unit = "990000000000-c0000",
            at = DateTimeOffset.UtcNow,
            type = "passage",
            data = new { direction = "in", outcome = "pass" },
        });
        Assert.Contains("accepted", await answer.Content.ReadAsStringAsync());

        var result = await run;

        Assert.False(result.IsExact);
        Assert.Equal(
            ["990000", "990000000", "990000000000", "990000000000-c0000"],
            result.Differences.Select(difference => difference.Unit).Order(StringComparer.Ordinal));
    }

    /// <summary>What the other gates add cannot be told from a mistake of the server's.</summary>
    [Fact]
    public async Task A_county_that_is_larger_than_the_run_is_named_as_the_reason()
    {
        var options = Options() with { Duration = TimeSpan.FromSeconds(1), Patience = TimeSpan.FromSeconds(30) };
        AssertExact(await RunAsync(options));
        var smaller = options with { Gates = 10, Patience = TimeSpan.FromSeconds(1) };
        var failure = await Assert.ThrowsAsync<HttpRequestException>(() => RunAsync(smaller));
        Assert.Contains("3 are open, 1 of this run", failure.Message, StringComparison.Ordinal);
        Assert.Contains("--county", failure.Message, StringComparison.Ordinal);
    }

    /// <summary>The server is there, the database is not: one line, no stack trace.</summary>
    [Fact]
    public async Task A_database_that_is_not_there_is_told_in_a_line()
    {
        var (exitCode, _, complaint) = await LoadCommandTests.RunAsync(
            "--urls", _server!.Address, "--gates", "1", "--villages", "1", "--townships", "1", "--through", "orleans",
            "--database", "Host=127.0.0.1;Port=1;Username=u;Database=d");
        Assert.Equal(2, exitCode);
        Assert.Single(complaint.Trim().Split('\n'));
    }

    [Fact]
    public async Task A_run_that_is_stopped_tells_what_came_of_what_was_sent()
    {
        using var stop = new CancellationTokenSource(TimeSpan.FromSeconds(4));
        var options = Options() with { Profile = "day", Rate = 400, Duration = TimeSpan.FromMinutes(10) };
        var result = await LoadRun.RunAsync(options, stop.Token, CancellationToken.None);
        Assert.True(result.IsInterrupted);
        Assert.True(result.IsExact);
        Assert.True(result.Acknowledged > 0);
        Assert.InRange(result.Seconds, 0, 60);
    }

    /// <summary>Else a server that was away would be read by nobody, and its reads look as fast as before.</summary>
    [Fact]
    public async Task Dashboards_come_back_after_an_outage_and_have_waited_for_it()
    {
        var run = RunAsync(Options() with
        {
            Rate = 100, Duration = TimeSpan.FromSeconds(10), Watchers = 5, Reads = 20,
        });
        await Task.Delay(TimeSpan.FromSeconds(3));
        var address = _server!.Address;
        _server.Kill();
        await Task.Delay(TimeSpan.FromSeconds(1));
        await _server.DisposeAsync();
        _server = await ServeAsync(address);

        var result = await run;

        AssertExact(result);
        Assert.Equal(5, result.Watchers);
        Assert.True(result.BrokenReaders > 5, $"only {result.BrokenReaders} noticed");
        Assert.InRange(result.ReadMs.Count, 100, (20 * result.Seconds) + 50);
        Assert.True(result.ReadMs.P99 > 1_000, $"reads took {result.ReadMs.P99} ms beside an outage of more than a second");
    }

    private Task<ServerProcess> ServeAsync(string address) => new ServerProgram("GridActors.Standalone.dll")
        .ServeAsync(0, "serve", "--data", _data.FullName, "--urls", address, "--open");

    private static void AssertExact(LoadResult result)
    {
        Assert.Empty(result.Differences);
        Assert.True(result.IsExact, $"{result.Refused} refused, {result.Unanswered} unanswered");
        Assert.True(result.Acknowledged > 100, $"only {result.Acknowledged} records");
        Assert.True(result.FreshMs.Count > 0, "nothing arrived in the county's totals meanwhile");
    }

    private static Task<LoadResult> RunAsync(LoadOptions options) =>
        LoadRun.RunAsync(options, stop: CancellationToken.None, CancellationToken.None);

    private LoadOptions Options() => new()
    {
        Through = Way.Http,
        Urls = [new Uri(_server!.Address)],
        Token = null,
        Database = null,
        Cluster = "gridactors",
        County = "990000",
        Gates = 30,
        Villages = 10,
        Townships = 3,
        Profile = "steady",
        Rate = null,
        Batch = 10,
        InFlight = 8,
        Duration = TimeSpan.FromSeconds(2),
        Watchers = 0,
        Reads = 0,
        Patience = TimeSpan.FromSeconds(30),
        LedgerFile = null,
        ResultFile = null,
        PictureFile = null,
    };
}
