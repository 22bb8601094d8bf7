using System.Diagnostics;
using GridActors.Benchmarks.Runs;
using GridActors.Benchmarks.Workloads;
using GridActors.Cluster.Benchmarks.Hosts;
using GridActors.Cluster.Benchmarks.Servers;

namespace GridActors.Cluster.Benchmarks;

/// <summary>The standalone process's other runs, on silo processes.</summary>
internal static class SiloRuns
{
    public static Task OverloadAsync(int silos, TimeSpan duration) =>
        OnClusterAsync(silos, cluster => OverloadRun.RunAsync(Name(silos), cluster.Silos, duration));

    public static Task ReadersAsync(int silos, int subscribers, TimeSpan duration) =>
        OnClusterAsync(silos, cluster => ReadersRun.RunAsync(Name(silos), cluster.Silos, subscribers, duration));

    /// <summary>
    /// What an active household takes of a silo; its state alone is the same as in the standalone process. The silo is a
    /// new one: what registering left in the first would hide it.
    /// </summary>
    public static async Task MemoryAsync(int households, int active)
    {
        MemoryRun.LeaveLittleRoom();
        await using var deployment = await SiloDeployment.DeployAsync();
        using (var first = deployment.Start())
        {
            var watch = Stopwatch.StartNew();
            foreach (var csv in HouseholdTree.Csv(households))
            {
                await PassageRun.PostUnitsAsync(first.Address, csv);
            }

            var seconds = watch.Elapsed.TotalSeconds;
            Console.WriteLine($"{households:N0} households registered in {seconds:N1} s ({households / seconds:N0}/s)");
            first.Stop();
        }

        Console.WriteLine($"{await deployment.BytesAsync() / (double)households:N0} bytes on disk a household registered");
        using var silo = deployment.Start();
        var busy = new BusyHouseholds(households, active, MemoryRun.IsolatedEvery);
        var (none, half, all) = await MemoryRun.InHalvesAsync(silo, part => busy.PostAsync(silo.Address, part));
        MemoryRun.Say($"a silo, {active:N0} of {households:N0} households", none, half, all);
        Console.WriteLine($"{(all - half) * 2 * 1048576 / active:N0} bytes for each of the second half");
    }

    private static string Name(int silos) => $"{silos} silo{(silos > 1 ? "s" : "")}, PostgreSQL";

    private static async Task OnClusterAsync(int silos, Func<SiloCluster, Task> work)
    {
        await using var server = await PostgresServer.StartAsync();
        await using var cluster = await SiloCluster.StartAsync(server, "cluster", silos);
        await work(cluster);
    }
}
