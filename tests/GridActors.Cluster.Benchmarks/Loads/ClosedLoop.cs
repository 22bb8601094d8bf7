using System.Diagnostics;

namespace GridActors.Cluster.Benchmarks.Loads;

/// <param name="Records">Acknowledged, hence durable.</param>
internal sealed record Measured(long Records, double RecordsPerSecond, double[] LatenciesMs)
{
    public double Percentile(double p) => LatenciesMs[(int)Math.Min(LatenciesMs.Length - 1, p * LatenciesMs.Length)];
}

/// <summary>One of those who call; each makes its next call when the last is answered.</summary>
internal interface ICaller
{
    /// <summary>Makes a call; returns how many records it had acknowledged.</summary>
    Task<int> CallAsync();

    /// <summary>After the last call.</summary>
    Task EndAsync() => Task.CompletedTask;
}

internal static class ClosedLoop
{
    public static async Task<Measured> RunAsync(int callers, TimeSpan duration, Func<int, ICaller> make)
    {
        var watch = Stopwatch.StartNew();
        var calls = await Task.WhenAll(Enumerable.Range(0, callers).Select(caller => Task.Run(
            () => CallAsync(make(caller), watch, duration))));
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

        await caller.EndAsync();
        return (records, latencies);
    }
}
