using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using GridActors.GrainInterfaces.Units;
using GridActors.GrainInterfaces.Wire;
using GridActors.Postgres.Tests.Servers;
using GridActors.Standalone.Tests.Kills;
using Microsoft.Extensions.DependencyInjection;
using Xunit.Abstractions;

namespace GridActors.Cluster.Tests.Faults;

/// <summary>The database, or the way to it, fails under load in every manner of the list; the clients' ledger judges.</summary>
public sealed class DatabaseFaultTests(ITestOutputHelper output)
{
    private const string Host = "2 silos";
    private static readonly TimeSpan Patience = FaultRow.Patience;

    [OwnPostgresFact, Trait("row", "4"), Trait("row", "5")]
    public async Task Sessions_end_within_their_commits_and_replies_to_commits_are_lost()
    {
        await using var cluster = await ClusterUnderLoad.StartAsync(2, linked: true);
        await cluster.MoreAsync(300, Patience);
        var ended = 0L;
        for (var round = 0; round < 40; round++)
        {
            ended += (long)(await ThrowAwayPostgres.RunSqlAsync(
                cluster.Database,
                "SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity "
                + "WHERE application_name = 'GridActors appends'"))!;
            await Task.Delay(Random.Shared.Next(5, 40));
        }

        Assert.True(ended > 40, $"{ended} sessions ended in 40 rounds");
        await cluster.MoreAsync(300, Patience);

        var before = cluster.Duplicates;
        foreach (var link in cluster.Links)
        {
            link.DropReplies(10);
        }

        await UntilAsync(() => cluster.Links.All(link => link.RepliesDropped == 10), Patience);
        await cluster.MoreAsync(300, Patience);
        var judged = await cluster.JudgeAsync();
        Assert.True(cluster.Duplicates > before, "no reply that was lost was to a commit");
        FaultRow.Passed(
            output, "4", Host, "`pg_terminate_backend` of the writers at 40 random moments under load",
            $"{ended} sessions ended; {judged}");
        FaultRow.Passed(
            output, "5", Host, "a proxy drops 20 replies to commits, each with its connection",
            $"{cluster.Duplicates - before} retries answered `duplicate`; {judged}");
    }

    [OwnPostgresFact, Trait("row", "6")]
    public async Task The_database_is_away_for_a_while()
    {
        await using var cluster = await ClusterUnderLoad.StartAsync(2);
        await cluster.MoreAsync(300, Patience);
        var length = FaultRow.Length(8, 60);
        var memory = cluster.Silos.Max(silo => silo.ResidentBytes);

        using var app = await ClusterClient.ConnectAsync(cluster.Database);
        await cluster.Postgres.StopAsync();
        var (gone, watch, memoryMax) = (Stopwatch.GetTimestamp(), Stopwatch.StartNew(), 0L);
        using var http = new HttpClient { BaseAddress = new Uri(cluster.Silos[0].Address), Timeout = TimeSpan.FromSeconds(40) };
        using (var watching = await http.GetAsync("/api/units/nobody-yet/live", HttpCompletionOption.ResponseHeadersRead))
        {
            Assert.Equal(HttpStatusCode.ServiceUnavailable, watching.StatusCode); // of a unit that is not in memory
        }

        var nobody = app.Services.GetRequiredService<IGrainFactory>().GetGrain<IAreaGrain>("nobody-yet");
        await Assert.ThrowsAsync<UnitUnavailableException>(nobody.GetTotalsAsync);

        while (watch.Elapsed < length)
        {
            Assert.True(await IsClearlyUnavailableAsync(http), "neither 503 nor `unavailable`");
            memoryMax = Math.Max(memoryMax, cluster.Silos.Max(silo => silo.ResidentBytes));
            await Task.Delay(200);
        }

        cluster.AssertNothingAcknowledged(gone);
        Assert.InRange(memoryMax, 0, memory + (256L << 20));
        await cluster.Postgres.StartAgainAsync();
        watch.Restart();
        await cluster.MoreAsync(1, Patience);
        var recovered = watch.Elapsed;
        await cluster.MoreAsync(300, Patience);
        FaultRow.Passed(
            output, "6", Host, $"database away for {length.TotalSeconds:0} s",
            $"nothing sent meanwhile was acknowledged, 503 or `unavailable` to all; memory at most {memoryMax >> 20} MiB "
            + $"(before {memory >> 20}); first record {recovered.TotalSeconds:0.0} s after its start; {await cluster.JudgeAsync()}");
    }

    /// <summary>Whoever stops it waits for a minute, and would then kill it.</summary>
    [OwnPostgresFact, Trait("row", "6")]
    public async Task A_silo_that_is_told_to_go_while_the_database_is_away_goes_all_the_same()
    {
        await using var cluster = await ClusterUnderLoad.StartAsync(2);
        await cluster.MoreAsync(300, Patience);
        await cluster.Postgres.StopAsync();
        var watch = Stopwatch.StartNew();
        Assert.Equal(0, await cluster.Silos[1].TerminateAsync().WaitAsync(TimeSpan.FromSeconds(45)));
        var gone = watch.Elapsed;

        await cluster.Postgres.StartAgainAsync();
        await cluster.MoreAsync(300, Patience);
        FaultRow.Passed(
            output, "6", Host, "database away, SIGTERM of a silo",
            $"it ended with 0 after {gone.TotalSeconds:0.0} s; {await cluster.JudgeAsync()}");
    }

    [OwnPostgresFact, Trait("row", "7")]
    public async Task The_database_stands_still_past_every_timeout_and_then_does_what_it_was_asked()
    {
        await using var cluster = await ClusterUnderLoad.StartAsync(2);
        await cluster.MoreAsync(300, Patience);
        var length = FaultRow.Length(17, 35); // its sessions are given up after 15 s, calls to units after 16 s

        await cluster.Postgres.SignalAsync("STOP");
        var gone = Stopwatch.GetTimestamp();
        await Task.Delay(length);
        cluster.AssertNothingAcknowledged(gone);
        await cluster.Postgres.SignalAsync("CONT");
        var watch = Stopwatch.StartNew();
        await cluster.MoreAsync(1, Patience);
        var recovered = watch.Elapsed;
        await cluster.MoreAsync(300, Patience);
        FaultRow.Passed(
            output, "7", Host, $"SIGSTOP of every process of the database for {length.TotalSeconds:0} s",
            $"nothing sent meanwhile was acknowledged; first record {recovered.TotalSeconds:0.0} s later; {await cluster.JudgeAsync()}");
    }

    [OwnPostgresFact, Trait("row", "9")]
    public async Task A_silo_without_the_database_acknowledges_nothing()
    {
        await using var cluster = await ClusterUnderLoad.StartAsync(2, linked: true);
        await cluster.MoreAsync(300, Patience);
        cluster.Links[1].Cut();
        await Task.Delay(TimeSpan.FromSeconds(1));
        var (watch, length) = (Stopwatch.StartNew(), FaultRow.Length(6, 40));
        var (alone, refused, unavailable, acknowledged) = (cluster.Silos[1], 0, 0, 0);
        using var http = new HttpClient { BaseAddress = new Uri(alone.Address), Timeout = TimeSpan.FromSeconds(40) };
        for (var seq = 1; watch.Elapsed < length; seq++)
        {
            // What it passes on to the other silo may well be acknowledged; of its own units nothing.
            foreach (var status in await ProbeAsync(http, seq, cluster.Gates))
            {
                unavailable += status == "unavailable" ? 1 : 0;
                acknowledged += status == "accepted" ? 1 : 0;
            }

            using var ready = await http.GetAsync("/health/ready");
            refused += ready.StatusCode == HttpStatusCode.ServiceUnavailable ? 1 : 0;
            await Task.Delay(200);
        }

        Assert.True(refused > 0 && unavailable > 0, "it never said that it cannot keep anything");
        var durable = await ThrowAwayPostgres.RunSqlAsync(
            cluster.Database, "SELECT count(*) FROM gridactors.entry WHERE source = 'probe'");
        Assert.InRange((long)durable!, acknowledged, long.MaxValue);
        cluster.Links[1].Mend();
        watch.Restart();
        await cluster.MoreAsync(500, Patience);
        var recovered = watch.Elapsed;
        FaultRow.Passed(
            output, "9", Host, $"one silo's link to the database cut for {length.TotalSeconds:0} s",
            $"not ready at {refused} looks; of probes through it {unavailable} `unavailable`, {acknowledged} acknowledged by the "
            + $"other silo; 500 records {recovered.TotalSeconds:0.0} s after; {await cluster.JudgeAsync()}");
    }

    /// <summary>A whole answer of 503 that says when to come back or, of the record, <c>unavailable</c>.</summary>
    private static async Task<bool> IsClearlyUnavailableAsync(HttpClient http) =>
        (await ProbeAsync(http, 1, ["100-1"])).All(status => status is "unavailable");

    /// <summary>
    /// A record to each of some units, which counts nothing that the ledger counts, from a source it does not know.
    /// </summary>
    /// <returns>A status for each.</returns>
    private static async Task<IReadOnlyList<string?>> ProbeAsync(HttpClient http, int seq, IReadOnlyList<string> units)
    {
        var at = DateTimeOffset.UtcNow.Date.AddHours(-20).ToString("yyyy-MM-ddTHH:mm:ss'Z'", CultureInfo.InvariantCulture);
        using var answer = await http.PostAsJsonAsync("/api/records", units.Select(unit =>
            new { source = "probe", seq, unit, at, by = "w", type = "disinfection", data = new { place = "x" } }));
        var said = await answer.Content.ReadFromJsonAsync<JsonElement>();
        if (answer.IsSuccessStatusCode)
        {
            return [.. said.EnumerateArray().Select(result => result.GetProperty("status").GetString())];
        }

        Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.StatusCode);
        Assert.NotNull(answer.Headers.RetryAfter);
        return [.. units.Select(_ => said.GetProperty("code").GetString())];
    }

    private static async Task UntilAsync(Func<bool> isSo, TimeSpan limit)
    {
        for (var end = DateTime.UtcNow + limit; !isSo(); await Task.Delay(20))
        {
            Assert.True(DateTime.UtcNow < end, $"not within {limit}");
        }
    }
}
