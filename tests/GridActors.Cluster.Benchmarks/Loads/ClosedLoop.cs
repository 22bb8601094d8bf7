using System.Diagnostics;

namespace GridActors.Cluster.Benchmarks.Loads;

/// <param name="Records">Acknowledged, hence durable.</param>
internal sealed record Measured(long Records, double RecordsPerSecond, double[] LatenciesMs)
{
    /// <summary>Records a second that were sent again afterwards, and known; 0 where none were.</summary>
    public double AgainPerSecond { get; init; }

    public double Percentile(double p) => LatenciesMs[(int)Math.Min(LatenciesMs.Length - 1, p * LatenciesMs.Length)];
}

/// <summary>One of those who call; each makes its next call when the last is answered.</summary>
internal interface ICaller
{
    /// <summary>Makes a call; returns how many records it had acknowledged.</summary>
    Task<int> CallAsync();
}

internal static class ClosedLoop
{
    public static Task<Measured> RunAsync(int callers, TimeSpan duration, Func<int, ICaller> make) =>
        RunAsync([.. Enumerable.Range(0, callers).Select(make)], duration);

    public static async Task<Measured> RunAsync(IReadOnlyList<ICaller> callers, TimeSpan duration)
    {
        var watch = Stopwatch.StartNew();
        var calls = await Task.WhenAll(callers.Select(caller => Task.Run(() => CallAsync(caller, watch, duration))));
        var elapsed = watch.Elapsed.TotalSeconds;
        var records = calls.Sum(each => each.Records);
        return new Measured(records, records / elapsed, [.. calls.SelectMany(each => each.LatenciesMs).Order()]);
    }

    private static async Task<(long Records, List<double> LatenciesMs)> CallAsync(
        ICaller caller, Stopwatch watch, TimeSpan duration)
    {
        var (records, latencies) = (0L, new List<double>());
        while (watch.Elapsed < duration)
        {
            var began = watch.Elapsed;
            records += await caller.CallAsync();
            latencies.Add((watch.Elapsed - began).TotalMilliseconds);
        }

        return (records, latencies);
    }
}
