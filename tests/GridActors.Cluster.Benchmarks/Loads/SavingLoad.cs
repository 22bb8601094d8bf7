using GridActors.Benchmarks.Workloads;
using GridActors.Cluster.Benchmarks.Baselines;

namespace GridActors.Cluster.Benchmarks.Loads;

/// <summary>The same closed loop over grains that save themselves at every record.</summary>
internal sealed class SavingLoad(IGrainFactory grains)
{
    private long _acknowledged;

    public async Task<Measured> RunAsync(int callers, TimeSpan duration)
    {
        var measured = await ClosedLoop.RunAsync(callers, duration, caller => new Caller(
        [
            .. Enumerable.Range(0, PassageTree.Gates).Where(gate => gate % callers == caller % PassageTree.Gates)
                .Select(gate => grains.GetGrain<ISavingGrain>(PassageTree.Gate(gate))),
        ]));
        _acknowledged += measured.Records;
        return measured;
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

    private sealed class Caller(ISavingGrain[] gates) : ICaller
    {
        private int _turn;

        public async Task<int> CallAsync()
        {
            await gates[_turn++ % gates.Length].RecordAsync(2);
            return 1;
        }
    }
}
