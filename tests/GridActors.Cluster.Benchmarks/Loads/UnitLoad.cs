using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text;
using GridActors.Benchmarks.Workloads;
using GridActors.GrainInterfaces.Units;
using GridActors.GrainInterfaces.Wire;

namespace GridActors.Cluster.Benchmarks.Loads;

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
    private readonly ConcurrentDictionary<(int Gate, int Tablet, bool NamesVehicles), GatePassages> _tablets = new();
    private long _acknowledged;
    private int _runs;

    /// <summary>Passages so far.</summary>
    public long Acknowledged => _acknowledged;

    public async Task OpenAsync()
    {
        foreach (var gates in Enumerable.Range(0, PassageTree.Gates).Chunk(100))
        {
            await Task.WhenAll(gates.Select(async gate =>
            {
                var unit = PassageTree.Gate(gate);
                var record = Encoding.UTF8.GetBytes(
                    $$"""{"source":"office","seq":1,"unit":"{{unit}}","at":"{{_at.AddMinutes(-5):O}}","type":"checkpoint.open"}""");
                await Posting.KeepAsync(grains.GetGrain<ICheckpointGrain>(unit), [record]);
            }));
        }
    }

    /// <param name="gates">1: one hot checkpoint; else all of the county's.</param>
    /// <param name="namesVehicles">Whether each passage names a vehicle, and so can be traced.</param>
    /// <exception cref="InvalidOperationException">What was sent again afterwards is no duplicate.</exception>
    public async Task<Measured> RunAsync(
        int gates, int callers, int batch, TimeSpan duration, bool namesVehicles = false)
    {
        Caller[] all =
            [.. Enumerable.Range(0, callers).Select(caller => CallerOf(caller, gates, callers, batch, namesVehicles))];
        var measured = await ClosedLoop.RunAsync(all, duration);
        _acknowledged += measured.Records;
        var watch = Stopwatch.StartNew();
        var again = (await Task.WhenAll(all.Select(caller => caller.RepeatAsync()))).Sum();
        return measured with { AgainPerSecond = again / watch.Elapsed.TotalSeconds };
    }

    /// <summary>Also how long after its answer a record is in the county's totals, ms, ascending.</summary>
    public async Task<(Measured Load, double[] FreshMs)> RunWatchedAsync(
        int gates, int callers, int batch, TimeSpan duration, bool namesVehicles = false)
    {
        var watching = GrainFreshness.MeasureAsync(grains, $"fresh-{++_runs}", duration);
        try
        {
            return (await RunAsync(gates, callers, batch, duration, namesVehicles), (await watching).Ms);
        }
        finally
        {
            _acknowledged += (await watching).Records;
        }
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

    /// <summary>Gates are dealt out to callers; where there are fewer gates, several callers share one.</summary>
    private Caller CallerOf(int caller, int gates, int callers, int batch, bool namesVehicles) => new(
        grains, batch,
        [
            .. Enumerable.Range(0, gates).Where(gate => gate % callers == caller % gates)
                .Select(gate => _tablets.GetOrAdd(
                    (gate, gates < callers ? caller % TabletsMax : 0, namesVehicles),
                    key => new GatePassages(
                        key.Gate, $"{(namesVehicles ? "lane" : "tablet")}-{key.Tablet}", _at, namesVehicles))),
        ]);

    private sealed class Caller(IGrainFactory grains, int batch, GatePassages[] tablets) : ICaller
    {
        private readonly ICheckpointGrain[] _units =
            Array.ConvertAll(tablets, tablet => grains.GetGrain<ICheckpointGrain>(tablet.Unit));

        private ReadOnlyMemory<byte>[] _last = [];
        private int _turn = -1;

        public async Task<int> CallAsync()
        {
            _turn = (_turn + 1) % _units.Length;
            _last = tablets[_turn].Next(batch);
            await Posting.KeepAsync(_units[_turn], _last);
            return batch;
        }

        /// <summary>
        /// The last call once more: known, and counting nothing; the check of the total would show it. Returns how many
        /// records that is.
        /// </summary>
        public async Task<int> RepeatAsync()
        {
            var results = _last.Length == 0 ? [] : await _units[_turn].PostAsync(new RecordEnvelope(_last));
            return Array.TrueForAll(results, result => result.Status == RecordStatus.Duplicate)
                ? results.Length
                : throw new InvalidOperationException($"{string.Join(", ", results)} instead of duplicates");
        }
    }
}
