using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text;
using GridActors.Benchmarks.Workloads;
using GridActors.GrainInterfaces.Units;
using GridActors.GrainInterfaces.Wire;

namespace GridActors.Cluster.Benchmarks.Loads;

/// <param name="RecordsPerSecond">Acknowledged, hence durable.</param>
internal sealed record Measured(double RecordsPerSecond, double[] LatenciesMs)
{
    public double Percentile(double p) => LatenciesMs[(int)Math.Min(LatenciesMs.Length - 1, p * LatenciesMs.Length)];
}

/// <summary>
/// Our checkpoints as grains, from a client in the silo's process: a closed loop of callers, each with tablets of its
/// own, and the count of what was acknowledged.
/// </summary>
internal sealed class UnitLoad(IGrainFactory grains)
{
    /// <summary>At a hot checkpoint; all others have one.</summary>
    private const int TabletsMax = 16;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly DateTimeOffset _at = DateTimeOffset.Now.AddMinutes(-5);
    private readonly ConcurrentDictionary<(int Gate, int Tablet), GatePassages> _tablets = new();
    private long _acknowledged;

    public async Task OpenAsync()
    {
        foreach (var gates in Enumerable.Range(0, PassageTree.Gates).Chunk(100))
        {
            await Task.WhenAll(gates.Select(async gate =>
            {
                var unit = PassageTree.Gate(gate);
                var record = Encoding.UTF8.GetBytes(
                    $$"""{"source":"office","seq":1,"unit":"{{unit}}","at":"{{_at.AddMinutes(-5):O}}","type":"checkpoint.open"}""");
                Expect(await grains.GetGrain<ICheckpointGrain>(unit).PostAsync(new RecordEnvelope([record])), RecordStatus.Accepted);
            }));
        }
    }

    /// <param name="gates">1: one hot checkpoint; else all of the county's.</param>
    public async Task<Measured> RunAsync(int gates, int callers, int batch, TimeSpan duration)
    {
        var watch = Stopwatch.StartNew();
        var latencies = await Task.WhenAll(Enumerable.Range(0, callers).Select(caller => Task.Run(
            () => CallAsync(caller, gates, callers, batch, watch, duration))));
        var elapsed = watch.Elapsed.TotalSeconds;
        var count = latencies.Sum(each => each.Count) * (long)batch;
        _acknowledged += count;
        return new Measured(count / elapsed, [.. latencies.SelectMany(each => each).Order()]);
    }

    /// <exception cref="InvalidOperationException">The county's total is not what was acknowledged.</exception>
    public async Task CheckAsync()
    {
        var county = grains.GetGrain<ICountyGrain>(PassageTree.County);
        for (var watch = Stopwatch.StartNew(); ; await Task.Delay(100))
        {
            var shown = (long)(await county.GetTotalsAsync())!.Running["passages.in"];
            if (shown == _acknowledged)
            {
                return;
            }

            if (watch.Elapsed > Patience || shown > _acknowledged)
            {
                throw new InvalidOperationException($"the county shows {shown} passages, {_acknowledged} were acknowledged");
            }
        }
    }

    private static void Expect(RecordResult[] results, RecordStatus status)
    {
        foreach (var result in results)
        {
            if (result.Status != status)
            {
                throw new InvalidOperationException($"{result} instead of {status}");
            }
        }
    }

    private async Task<List<double>> CallAsync(
        int caller, int gates, int callers, int batch, Stopwatch watch, TimeSpan duration)
    {
        // Gates are dealt out to callers; where there are fewer gates, several callers share one.
        var tablets = Enumerable.Range(0, gates).Where(gate => gate % callers == caller % gates)
            .Select(gate => _tablets.GetOrAdd(
                (gate, gates < callers ? caller % TabletsMax : 0),
                key => new GatePassages(key.Gate, $"tablet-{key.Tablet}", _at)))
            .ToArray();
        var units = Array.ConvertAll(tablets, tablet => grains.GetGrain<ICheckpointGrain>(tablet.Unit));
        var latencies = new List<double>();
        ReadOnlyMemory<byte>[] records = [];
        var turn = 0;
        for (; watch.Elapsed < duration; turn = (turn + 1) % units.Length)
        {
            records = tablets[turn].Next(batch);
            var began = watch.Elapsed;
            Expect(await units[turn].PostAsync(new RecordEnvelope(records)), RecordStatus.Accepted);
            latencies.Add((watch.Elapsed - began).TotalMilliseconds);
        }

        // Sent once more, the last ones are known and count nothing; the check of the total would show it.
        if (latencies.Count > 0)
        {
            turn = (turn + units.Length - 1) % units.Length;
            Expect(await units[turn].PostAsync(new RecordEnvelope(records)), RecordStatus.Duplicate);
        }

        return latencies;
    }
}
