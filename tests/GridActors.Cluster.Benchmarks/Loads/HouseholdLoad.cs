using System.Diagnostics;
using System.Text;
using GridActors.Benchmarks.Workloads;
using GridActors.GrainInterfaces.Units;

namespace GridActors.Cluster.Benchmarks.Loads;

/// <summary>
/// Many households, each surveyed rarely: all of them in turn, so that nearly every call wakes one that sleeps.
/// </summary>
internal sealed class HouseholdLoad(IGrainFactory grains, int households)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly string _at = $"{DateTimeOffset.Now.AddMinutes(-5):O}";
    private long _calls = -1;
    private long _acknowledged;

    public async Task<Measured> RunAsync(int callers, TimeSpan duration)
    {
        var measured = await ClosedLoop.RunAsync(callers, duration, _ => new Caller(this));
        _acknowledged += measured.Records;
        return measured;
    }

    /// <exception cref="InvalidOperationException">The total of all is not what was acknowledged.</exception>
    public async Task CheckAsync()
    {
        var root = grains.GetGrain<IAreaGrain>(HouseholdTree.Root);
        for (var watch = Stopwatch.StartNew(); ; await Task.Delay(100))
        {
            var shown = (long)(await root.GetTotalsAsync())!.Running["surveys"];
            if (shown == _acknowledged)
            {
                return;
            }

            if (watch.Elapsed > Patience || shown > _acknowledged)
            {
                throw new InvalidOperationException($"{shown} surveys are shown, {_acknowledged} were acknowledged");
            }
        }
    }

    private sealed class Caller(HouseholdLoad load) : ICaller
    {
        public async Task<int> CallAsync()
        {
            var call = Interlocked.Increment(ref load._calls);

            // A step that shares no factor with round numbers scatters neighbours over all villages.
            var unit = HouseholdTree.Household((int)(call * 7_919 % load.Households));
            var record = Encoding.UTF8.GetBytes($$$"""
                {"source":"sweep","seq":{{{1 + (call / load.Households)}}},"unit":"{{{unit}}}","at":"{{{load._at}}}","by":"worker-31",
                "type":"household.survey","data":{"round":1,"persons":3}}
                """);
            await Posting.KeepAsync(load.Grains.GetGrain<IHouseholdGrain>(unit), [record]);
            return 1;
        }
    }

    private int Households => households;

    private IGrainFactory Grains => grains;
}
