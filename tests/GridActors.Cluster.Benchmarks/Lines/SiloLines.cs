using System.Collections.Concurrent;
using GridActors.Benchmarks.Lines;
using GridActors.Benchmarks.Workloads;
using GridActors.Cluster.Benchmarks.Hosts;
using GridActors.Cluster.Benchmarks.Loads;
using GridActors.Cluster.Benchmarks.Servers;

namespace GridActors.Cluster.Benchmarks.Lines;

/// <summary>
/// Clusters of one, two and three silos as processes of their own, each on a database of its own, called by an Orleans
/// client over TCP. All of them run from their first line on; one that nobody calls takes little.
/// </summary>
internal sealed class SiloLines(Lazy<Task<PostgresServer>> server, LineOptions options) : IAsyncDisposable
{
    private const int SilosMax = 3;

    /// <summary>Of the mean that the emptiest silo must hold; what Orleans' placement leaves beside it.</summary>
    private const double ShareMin = 0.5;

    private readonly ConcurrentDictionary<int, Lazy<Task<Prepared>>> _clusters = new();

    public IReadOnlyList<Line> All =>
    [
        .. Enumerable.Range(1, SilosMax).SelectMany(silos => (Line[])
        [
            Of(silos, "single records", options.Callers, 1),
            Of(silos, $"batches of {LineOptions.Batch}", options.BatchCallers, LineOptions.Batch),
        ]),
    ];

    public async ValueTask DisposeAsync()
    {
        foreach (var cluster in _clusters.Values.Where(cluster => cluster.Value.IsCompletedSuccessfully))
        {
            await (await cluster.Value).Cluster.DisposeAsync();
        }
    }

    /// <summary>Where the units are, and what the silos hold.</summary>
    public async Task ReportAsync()
    {
        foreach (var (silos, prepared) in _clusters.OrderBy(pair => pair.Key))
        {
            if (!prepared.Value.IsCompletedSuccessfully)
            {
                continue;
            }

            var cluster = (await prepared.Value).Cluster;
            Console.WriteLine(FormattableString.Invariant(
                $"{Name(silos)}: units by silo {string.Join(", ", await cluster.UnitsBySiloAsync())}; resident MiB ")
                + string.Join(", ", cluster.Silos.Select(silo => FormattableString.Invariant($"{silo.ResidentMiB:N0}"))));
        }
    }

    private static string Name(int silos) => silos == 1 ? "1 silo process" : $"{silos} silo processes";

    private Line Of(int silos, string what, int callers, int batch)
    {
        var cluster = _clusters.GetOrAdd(silos, count => new(() => PrepareAsync(count)));
        return new(PostgresLines.Passages, $"{Name(silos)}, {what}", async duration =>
        {
            var units = (await cluster.Value).Units;
            await (await server.Value).SettleAsync();
            var (measured, fresh) = await units.RunWatchedAsync(PassageTree.Gates, callers, batch, duration);
            return PostgresLines.Of(measured, fresh);
        })
        {
            CheckAsync = async () => await CheckAsync(await cluster.Value),
        };
    }

    private async Task<Prepared> PrepareAsync(int silos)
    {
        var cluster = await SiloCluster.StartAsync(
            await server.Value, $"silos_{silos}", silos, $"Journal:Writers={options.Writers}");
        await cluster.RegisterAsync(PassageTree.ToCsv());
        var units = new UnitLoad(cluster.Grains);
        await units.OpenAsync();
        return new Prepared(cluster, units);
    }

    private static async Task CheckAsync(Prepared prepared)
    {
        await prepared.Units.CheckAsync();
        var spread = await prepared.Cluster.UnitsBySiloAsync();
        if (spread.Count != prepared.Cluster.Silos.Count || spread.Min() < ShareMin * spread.Average())
        {
            throw new InvalidOperationException($"units lie unevenly: {string.Join(", ", spread)}");
        }
    }

    private sealed record Prepared(SiloCluster Cluster, UnitLoad Units);
}
