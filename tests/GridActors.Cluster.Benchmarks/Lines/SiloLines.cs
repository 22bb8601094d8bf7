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

    private static readonly TimeSpan IdleTime = TimeSpan.FromSeconds(3);

    private readonly ConcurrentDictionary<int, Lazy<Task<Prepared>>> _clusters = new();
    private readonly ConcurrentDictionary<(int Silos, string What), List<Cost>> _costs = new();

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
        foreach (var cluster in _clusters.Values.Where(IsThere))
        {
            await (await cluster.Value).Cluster.DisposeAsync();
        }
    }

    /// <summary>Where the units are, what the silos hold, and what a record cost whom; of the last round.</summary>
    public async Task ReportAsync()
    {
        foreach (var (silos, prepared) in _clusters.Where(pair => IsThere(pair.Value)).OrderBy(pair => pair.Key))
        {
            var (cluster, units) = await prepared.Value;
            var before = Processor(cluster);
            await Task.Delay(IdleTime);
            var idle = (Processor(cluster) - before) / IdleTime.TotalMicroseconds / silos;
            Console.WriteLine(FormattableString.Invariant(
                $"{Name(silos)}: units by silo {string.Join(", ", await cluster.UnitsBySiloAsync())}; resident MiB ")
                + string.Join(", ", cluster.Silos.Select(silo => FormattableString.Invariant($"{silo.ResidentMiB:N0}")))
                + $"; {await cluster.DatabaseBytesAsync() / (double)units.Acknowledged:N0} bytes a passage on disk; "
                + $"idle, each takes {idle:P1} of a core");
        }

        foreach (var ((silos, what), costs) in _costs.OrderBy(pair => pair.Key.Silos).ThenByDescending(pair => pair.Key.What))
        {
            var cost = costs[^1];
            Console.WriteLine($"{Name(silos)}, {what}: processor time a record, µs: silos {cost.Silos:N1}, PostgreSQL "
                + $"{cost.Database:N1}, client {cost.Client:N1}");
        }
    }

    /// <summary>It was wanted by a line, and started.</summary>
    private static bool IsThere(Lazy<Task<Prepared>> cluster) =>
        cluster is { IsValueCreated: true, Value.IsCompletedSuccessfully: true };

    private static string Name(int silos) => silos == 1 ? "1 silo process" : $"{silos} silo processes";

    private Line Of(int silos, string what, int callers, int batch)
    {
        var cluster = _clusters.GetOrAdd(silos, count => new(() => PrepareAsync(count)));
        return new(PostgresLines.Passages, $"{Name(silos)}, {what}", async duration =>
        {
            var units = (await cluster.Value).Units;
            await (await server.Value).SettleAsync();
            var before = await CostAsync(cluster);
            var (measured, fresh) = await units.RunWatchedAsync(PassageTree.Gates, callers, batch, duration);
            var cost = await CostAsync(cluster);
            _costs.GetOrAdd((silos, what), _ => []).Add(
                new(Each(before.Silos, cost.Silos), Each(before.Database, cost.Database), Each(before.Client, cost.Client)));
            return PostgresLines.Of(measured, fresh);

            double Each(double from, double to) => (to - from) / measured.Records;
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

    private static double Processor(SiloCluster cluster) => cluster.Silos.Sum(silo => silo.ProcessorTime.TotalMicroseconds);

    private async Task<Cost> CostAsync(Lazy<Task<Prepared>> cluster) => new(
        Processor((await cluster.Value).Cluster),
        (await server.Value).ProcessorTime.TotalMicroseconds,
        Environment.CpuUsage.TotalTime.TotalMicroseconds);

    private static async Task CheckAsync(Prepared prepared)
    {
        await prepared.Units.CheckAsync();
        var spread = await prepared.Cluster.UnitsBySiloAsync();
        if (spread.Count != prepared.Cluster.Silos.Count || spread.Min() < ShareMin * spread.Average())
        {
            throw new InvalidOperationException($"units lie unevenly: {string.Join(", ", spread)}");
        }
    }

    /// <summary>Processor time in µs: at one moment, or a record.</summary>
    private sealed record Cost(double Silos, double Database, double Client);

    private sealed record Prepared(SiloCluster Cluster, UnitLoad Units);
}
