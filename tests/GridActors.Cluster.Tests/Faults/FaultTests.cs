using System.Diagnostics;
using GridActors.Postgres.Tests.Servers;
using Xunit.Abstractions;

namespace GridActors.Cluster.Tests.Faults;

/// <summary>
/// Rows of the acceptance list on real processes: what a client was told is durable is there once, and every total
/// equals a recount, whatever is killed, stopped or sent away under load.
/// </summary>
public sealed class FaultTests(ITestOutputHelper output)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    [OwnPostgresFact]
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
        await cluster.MoreAsync(500, Patience);

        output.WriteLine(await cluster.JudgeAsync());
    }

    [OwnPostgresFact]
    public async Task A_silo_that_slept_through_its_own_eviction_writes_nothing_stale()
    {
        await using var cluster = await ClusterUnderLoad.StartAsync(3);
        await cluster.MoreAsync(500, Patience);

        var watch = Stopwatch.StartNew();
        cluster.Silos[2].Signal("STOP");
        await cluster.EvictedAsync(cluster.Silos[2], TimeSpan.FromSeconds(90));
        output.WriteLine($"evicted after {watch.Elapsed}");
        await cluster.MoreAsync(500, Patience); // its units come up on the others and write
        cluster.Silos[2].Signal("CONT"); // it goes on with what it held, until it learns that it is out
        await cluster.MoreAsync(500, Patience);

        output.WriteLine(await cluster.JudgeAsync());
    }

    [OwnPostgresFact]
    public async Task A_silo_that_is_told_to_go_hands_over_without_a_stall()
    {
        await using var cluster = await ClusterUnderLoad.StartAsync(2);
        await cluster.MoreAsync(500, Patience);

        var watch = Stopwatch.StartNew();
        var exitCode = cluster.Silos[1].TerminateAsync();
        await cluster.MoreAsync(500, TimeSpan.FromSeconds(25));
        Assert.Equal(0, await exitCode.WaitAsync(Patience));
        output.WriteLine($"gone after {watch.Elapsed}");

        output.WriteLine(await cluster.JudgeAsync());
    }
}
