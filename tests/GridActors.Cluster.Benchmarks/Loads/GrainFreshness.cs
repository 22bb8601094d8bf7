using GridActors.Benchmarks.Clients;
using GridActors.Benchmarks.Workloads;
using GridActors.GrainInterfaces.Units;
using GridActors.LoadDriver.Measurements;

namespace GridActors.Cluster.Benchmarks.Loads;

/// <summary>How long after its answer a record is in the county's totals: as over HTTP, by grain calls.</summary>
internal static class GrainFreshness
{
    public static Task<Freshness> MeasureAsync(IGrainFactory grains, string source, TimeSpan duration)
    {
        var county = grains.GetGrain<ICountyGrain>(PassageTree.County);
        return Freshness.MeasureAsync(
            source,
            i => PassageTree.Gate(i % PassageTree.Gates),
            (unit, record) => Posting.KeepAsync(grains.GetGrain<ICheckpointGrain>(unit), [record]),
            async () =>
            {
                var totals = (await county.GetTotalsAsync())!.Running;
                return [.. Mark.All.Select(mark => (long)totals[mark.Indicator])];
            },
            duration);
    }
}
