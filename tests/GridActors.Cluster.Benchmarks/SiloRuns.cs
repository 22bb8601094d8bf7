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
        await using var deployment = await SiloDeployment.DeployAsync();
        using (var first = deployment.Start())
        {
            foreach (var csv in HouseholdTree.Csv(households))
            {
                await PassageRun.PostUnitsAsync(first.Address, csv);
            }

            first.Stop();
        }

        Console.WriteLine($"{await deployment.BytesAsync() / (double)households:N0} bytes on disk a household registered");
        using var silo = deployment.Start();
        var before = await MemoryRun.ResidentAsync(silo);
        var busy = new BusyHouseholds(households, active, MemoryRun.IsolatedEvery);
        await busy.PostAsync(silo.Address);
        var woken = silo.ResidentMiB;
        var after = await MemoryRun.ResidentAsync(silo);
        Console.WriteLine($"a silo: {before:N0} MiB resident with {households:N0} households registered and none active, "
            + $"{after:N0} MiB with {active:N0} active ({woken:N0} MiB before a full collection): "
            + $"{(after - before) * 1048576 / active:N0} bytes an active household, their areas included");
    }

    private static string Name(int silos) => $"{silos} silo{(silos > 1 ? "s" : "")}, PostgreSQL";

    private static async Task OnClusterAsync(int silos, Func<SiloCluster, Task> work)
    {
        await using var server = await PostgresServer.StartAsync();
        await using var cluster = await SiloCluster.StartAsync(server, "cluster", silos);
        await work(cluster);
    }
}
