using System.Diagnostics;
using System.Text;
using GridActors.Benchmarks.Workloads;
using GridActors.GrainInterfaces.Units;

namespace GridActors.Cluster.Benchmarks.Loads;

/// <summary>
/// How long after its answer a record is in the county's totals: sends marked records (code red, which nobody else
/// sends) beside the load and asks for the county's totals until each is in.
/// </summary>
internal static class GrainFreshness
{
    private static readonly TimeSpan PollPause = TimeSpan.FromMilliseconds(5);
    private static readonly TimeSpan SamplePause = TimeSpan.FromMilliseconds(50);

    /// <summary>Milliseconds, ascending.</summary>
    public static async Task<double[]> MeasureAsync(IGrainFactory grains, string source, TimeSpan duration)
    {
        var county = grains.GetGrain<ICountyGrain>(PassageTree.County);
        var samples = new List<double>();
        var watch = Stopwatch.StartNew();
        var red = await RedAsync(county);
        for (var seq = 1; watch.Elapsed < duration; seq++)
        {
            var unit = PassageTree.Gate(seq % PassageTree.Gates);
            var record = Encoding.UTF8.GetBytes($$$"""
                {"source":"{{{source}}}","seq":{{{seq}}},"unit":"{{{unit}}}","at":"{{{DateTimeOffset.Now:O}}}",
                "type":"passage","data":{"direction":"in","code":"red","outcome":"held"}}
                """);
            await Posting.KeepAsync(grains.GetGrain<ICheckpointGrain>(unit), [record]);
            var answered = watch.Elapsed;
            for (red++; await RedAsync(county) < red;)
            {
                await Task.Delay(PollPause);
            }

            samples.Add((watch.Elapsed - answered).TotalMilliseconds);
            await Task.Delay(SamplePause);
        }

        return [.. samples.Order()];
    }

    private static async Task<long> RedAsync(ICountyGrain county) =>
        (long)(await county.GetTotalsAsync())!.Running["passages.code.red"];
}
