using System.Diagnostics;
using GridActors.Benchmarks.Workloads;

namespace GridActors.Benchmarks.Clients;

/// <param name="Records">Acknowledged, hence durable.</param>
/// <param name="LatenciesMs">Of requests, ascending.</param>
internal sealed record LoadResult(long Records, double Seconds, double[] LatenciesMs)
{
    public double RecordsPerSecond => Records / Seconds;

    public double Percentile(double part) => Percentiles.Of(LatenciesMs, part) ?? 0;
}

/// <summary>A closed loop: each connection sends its next request when the last one is answered.</summary>
internal sealed class RecordLoad(Uri server, IRecordSource records)
{
    private static readonly byte[] Accepted = "\"accepted\""u8.ToArray();

    /// <param name="batch">Records in a request.</param>
    /// <param name="unitsPerBatch">1: a tablet uploads its own; more: an aggregator sends for many.</param>
    /// <param name="callsEach">After so many calls a connection is done before its time.</param>
    public async Task<LoadResult> RunAsync(
        int connections, int batch, int unitsPerBatch, TimeSpan duration, int callsEach = int.MaxValue)
    {
        var watch = Stopwatch.StartNew();
        var runs = await Task.WhenAll(Enumerable.Range(0, connections).Select(connection => Task.Run(
            () => ConnectionAsync(connection, connections, batch, unitsPerBatch, watch, duration, callsEach))));
        var seconds = watch.Elapsed.TotalSeconds;
        return new LoadResult(runs.Sum(run => (long)run.Count) * batch, seconds, [.. runs.SelectMany(run => run).Order()]);
    }

    private async Task<List<double>> ConnectionAsync(
        int connection, int connections, int batch, int unitsPerBatch, Stopwatch watch, TimeSpan duration, int callsEach)
    {
        using var http = await HttpConnection.OpenAsync(server, bufferBytes: batch * 1024);
        var latencies = new List<double>();
        var body = new byte[2 + (batch * 600)];
        // Units are dealt out to connections, so that no two write the same one's numbers.
        for (var unit = connection; watch.Elapsed < duration && latencies.Count < callsEach;)
        {
            var length = 0;
            body[length++] = (byte)'[';
            for (var i = 0; i < batch; i++)
            {
                length += records.Write(unit, body.AsSpan(length));
                body[length++] = (byte)(i + 1 < batch ? ',' : ']');
                if ((i + 1) % Math.Max(1, batch / unitsPerBatch) == 0)
                {
                    unit = (unit + connections) % records.Units;
                    unit = unit % connections == connection ? unit : connection;
                }
            }

            var began = watch.Elapsed;
            var answer = await http.PostAsync(batch == 1 ? body.AsMemory(1, length - 2) : body.AsMemory(0, length));
            latencies.Add((watch.Elapsed - began).TotalMilliseconds);
            if (answer.Span.Count(Accepted) != batch)
            {
                throw new InvalidOperationException(System.Text.Encoding.UTF8.GetString(answer.Span[..Math.Min(600, answer.Length)]));
            }
        }

        return latencies;
    }
}
