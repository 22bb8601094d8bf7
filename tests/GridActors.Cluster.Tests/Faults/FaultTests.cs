using System.Diagnostics;
using GridActors.GrainInterfaces.Units;
using GridActors.Postgres.Tests.Servers;
using GridActors.Standalone.Tests.Kills;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Core.Internal;
using Xunit.Abstractions;

namespace GridActors.Cluster.Tests.Faults;

/// <summary>
/// Rows of the acceptance list on real processes: what a client was told is durable is there once, and every total
/// equals a recount, whatever is killed, stopped or sent away under load.
/// </summary>
public sealed class FaultTests(ITestOutputHelper output)
{
    private static readonly TimeSpan Patience = FaultRow.Patience;

    [OwnPostgresFact, Trait("row", "1"), Trait("row", "2"), Trait("row", "3"), Trait("row", "19")]
    public async Task A_silo_and_then_the_database_are_killed_and_both_come_back()
    {
        await using var cluster = await ClusterUnderLoad.StartAsync(3);
        await cluster.MoreAsync(500, Patience);

        cluster.Silos[2].Kill();
        await cluster.MoreAsync(500, Patience);
        await cluster.AddSiloAsync();
        await cluster.MoreAsync(500, Patience);

        await cluster.Postgres.KillAsync();
        await Task.Delay(TimeSpan.FromSeconds(1));
        await cluster.Postgres.StartAgainAsync();
        var watch = Stopwatch.StartNew();
        await cluster.MoreAsync(500, Patience);
        var flowing = watch.Elapsed;

        var judged = await cluster.JudgeAsync();
        FaultRow.Passed(output, "1, 2", "3 silos", "`kill -9` of a silo under load; a new one joins", judged);
        FaultRow.Passed(
            output, "3", "3 silos", "`kill -9` of the postmaster under load",
            $"500 records {flowing.TotalSeconds:0.0} s after its start; {judged}");
        FaultRow.Passed(output, "19", "3 silos", "the county is read at every silo all the while, here and in every other row", judged);
    }

    [OwnPostgresFact, Trait("row", "11"), Trait("row", "13")]
    public async Task A_silo_that_slept_through_its_own_eviction_writes_nothing_stale()
    {
        await using var cluster = await ClusterUnderLoad.StartAsync(3);
        await cluster.MoreAsync(500, Patience);

        var watch = Stopwatch.StartNew();
        cluster.Silos[2].Signal("STOP");
        await cluster.EvictedAsync(cluster.Silos[2], TimeSpan.FromSeconds(90));
        var evicted = watch.Elapsed;
        await cluster.MoreAsync(500, Patience); // its units come up on the others and write
        if (FaultRow.Length(0, 90) - watch.Elapsed is { Ticks: > 0 } rest)
        {
            await Task.Delay(rest);
        }

        var slept = watch.Elapsed;
        cluster.Silos[2].Signal("CONT"); // it goes on with what it held, until it learns that it is out
        await cluster.MoreAsync(500, Patience);

        var judged = await cluster.JudgeAsync();
        FaultRow.Passed(
            output, "11, 13", "3 silos",
            $"SIGSTOP of a silo for {slept.TotalSeconds:0} s; then its units are active twice and both are asked",
            $"out after {evicted.TotalSeconds:0.0} s; {judged}");
    }

    /// <summary>One that is cut off from the others answers readers what is over until it has ended.</summary>
    [OwnPostgresFact, Trait("row", "8")]
    public async Task A_silo_that_was_voted_out_ends_within_seconds_though_nobody_tells_it()
    {
        await using var cluster = await ClusterUnderLoad.StartAsync(3);
        await cluster.MoreAsync(300, Patience);
        var lost = cluster.Silos.ToList();

        var watch = Stopwatch.StartNew();
        await ThrowAwayPostgres.RunSqlAsync(cluster.Database, "UPDATE orleans.orleansmembershiptable SET status = 6");
        while (!lost.TrueForAll(silo => silo.HasExited))
        {
            Assert.True(watch.Elapsed < TimeSpan.FromSeconds(15), "a silo that is out goes on");
            await Task.Delay(50);
        }

        var ended = watch.Elapsed;
        await cluster.AddSiloAsync();
        await cluster.MoreAsync(300, Patience);
        FaultRow.Passed(
            output, "8", "3 silos", "all are out of the cluster by its table, and nobody tells them",
            $"all ended within {ended.TotalSeconds:0.0} s; {await cluster.JudgeAsync()}");
    }

    [OwnPostgresFact, Trait("row", "23")]
    public async Task A_silo_that_is_told_to_go_hands_over_without_a_stall()
    {
        await using var cluster = await ClusterUnderLoad.StartAsync(2);
        await cluster.MoreAsync(500, Patience);

        var moving = Stopwatch.StartNew();
        var moved = await MoveGatesAsync(cluster);
        await cluster.MoreAsync(500, TimeSpan.FromSeconds(25));
        var movedIn = moving.Elapsed;

        var watch = Stopwatch.StartNew();
        var exitCode = cluster.Silos[1].TerminateAsync();
        await cluster.MoreAsync(500, TimeSpan.FromSeconds(25));
        Assert.Equal(0, await exitCode.WaitAsync(Patience));
        var gone = watch.Elapsed;

        FaultRow.Passed(
            output, "23", "2 silos", $"forced migration of {moved} gates under load, then SIGTERM of a silo",
            $"500 records within {movedIn.TotalSeconds:0.0} s of the migration; silo gone after {gone.TotalSeconds:0.0} s; "
            + await cluster.JudgeAsync());
    }

    [OwnPostgresFact, Trait("row", "20")]
    public async Task Every_silo_is_killed_right_after_commits_and_a_night_without_traffic_brings_the_totals_up()
    {
        await using var cluster = await ClusterUnderLoad.StartAsync(2);
        await cluster.MoreAsync(1000, Patience);
        foreach (var silo in cluster.Silos)
        {
            silo.Kill();
        }

        cluster.IsAsleep = true; // from here on only the database is looked at
        var lagged = await LagAsync(cluster);
        Assert.True(lagged > 0, "every total was up to date when they were killed");
        await cluster.AddSiloAsync();
        var watch = Stopwatch.StartNew();
        for (long lag; (lag = await LagAsync(cluster)) != 0; await Task.Delay(200))
        {
            Assert.True(watch.Elapsed < TimeSpan.FromSeconds(120), $"the county lags {lag} entries");
        }

        var caughtUp = watch.Elapsed;
        cluster.IsAsleep = false;
        await cluster.MoreAsync(100, Patience);
        FaultRow.Passed(
            output, "20", "2 silos", "`kill -9` of all silos under load, one started again, no traffic",
            $"the county lagged {lagged} entries; up to date {caughtUp.TotalSeconds:0.0} s after the start; {await cluster.JudgeAsync()}");
    }

    /// <summary>Has each gate's activation go to wherever the cluster places it next.</summary>
    private static async Task<int> MoveGatesAsync(ClusterUnderLoad cluster)
    {
        using var client = await ClusterClient.ConnectAsync(cluster.Database);
        var grains = client.Services.GetRequiredService<IGrainFactory>();
        await Task.WhenAll(cluster.Gates.Select(gate =>
            grains.GetGrain<ICheckpointGrain>(gate).AsReference<IGrainManagementExtension>().MigrateOnIdle().AsTask()));
        await client.StopAsync();
        return cluster.Gates.Count;
    }

    /// <summary>Entries that the county's stored totals lack.</summary>
    private static async Task<long> LagAsync(ClusterUnderLoad cluster) => Convert.ToInt64(
        await ThrowAwayPostgres.RunSqlAsync(
            cluster.Database,
            """
            SELECT (SELECT sum(version) FROM gridactors.head) - coalesce((SELECT area.version FROM gridactors.area
              JOIN gridactors.unit ON unit.no = area.unit_no WHERE unit.id = '100'), 0)
            """),
        System.Globalization.CultureInfo.InvariantCulture);
}
