using System.Diagnostics;
using GridActors.Benchmarks.Workloads;
using GridActors.Cluster.Benchmarks.Baselines;

namespace GridActors.Cluster.Benchmarks.Loads;

/// <summary>The same closed loop over grains that save themselves at every record.</summary>
internal sealed class SavingLoad(IGrainFactory grains)
{
    private long _acknowledged;

    public async Task<double> RunAsync(int callers, TimeSpan duration)
    {
        var watch = Stopwatch.StartNew();
        var counts = await Task.WhenAll(Enumerable.Range(0, callers).Select(caller => Task.Run(async () =>
        {
            ISavingGrain[] gates =
            [
                .. Enumerable.Range(0, PassageTree.Gates).Where(gate => gate % callers == caller % PassageTree.Gates)
                    .Select(gate => grains.GetGrain<ISavingGrain>(PassageTree.Gate(gate))),
            ];
            var count = 0L;
            for (; watch.Elapsed < duration; count++)
            {
                await gates[count % gates.Length].RecordAsync(2);
            }

            return count;
        })));
        var rate = counts.Sum() / watch.Elapsed.TotalSeconds;
        _acknowledged += counts.Sum();
        return rate;
    }

    /// <summary>Nobody adds these up as they go; here it is done once.</summary>
    /// <exception cref="InvalidOperationException">The sum of all gates is not what was acknowledged.</exception>
    public async Task CheckAsync()
    {
        var sum = 0L;
        foreach (var gates in Enumerable.Range(0, PassageTree.Gates).Chunk(100))
        {
            sum += (await Task.WhenAll(gates.Select(
                gate => grains.GetGrain<ISavingGrain>(PassageTree.Gate(gate)).PassagesAsync()))).Sum();
        }

        if (sum != _acknowledged)
        {
            throw new InvalidOperationException($"saving grains show {sum} passages, {_acknowledged} were acknowledged");
        }
    }
}
