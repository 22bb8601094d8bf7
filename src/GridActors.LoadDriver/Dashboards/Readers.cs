using System.Diagnostics;
using GridActors.LoadDriver.Measurements;
using GridActors.LoadDriver.Trees;

namespace GridActors.LoadDriver.Dashboards;

/// <summary>
/// Offices that look on: each has the live events of one township, and together they ask for a township's totals so
/// many times a second.
/// </summary>
internal sealed class Readers(CountyTree tree, IReadOnlyList<HttpClient> servers, Latencies reads)
{
    private const int ReadsInFlight = 32;
    private long _events;
    private int _broken;
    private int _watching;

    /// <summary>Live events that arrived.</summary>
    public long Events => Volatile.Read(ref _events);

    /// <summary>Streams that ended before the run did.</summary>
    public int Broken => Volatile.Read(ref _broken);

    public int Watching => Volatile.Read(ref _watching);

    /// <summary>Until cancelled.</summary>
    public Task RunAsync(int watchers, double readsPerSecond, Stopwatch run, CancellationToken cancellation) =>
        Task.WhenAll(
        [
            .. Enumerable.Range(0, watchers).Select(i => WatchAsync(i, cancellation)),
            .. Enumerable.Range(0, readsPerSecond > 0 ? ReadsInFlight : 0)
                .Select(i => ReadAsync(i, readsPerSecond, run, cancellation)),
        ]);

    private async Task WatchAsync(int watcher, CancellationToken cancellation)
    {
        var address = $"/api/units/{tree.Township(watcher % tree.Townships)}/live";
        try
        {
            using var answer = await servers[watcher % servers.Count].GetAsync(
                address, HttpCompletionOption.ResponseHeadersRead, cancellation);
            answer.EnsureSuccessStatusCode();
            Interlocked.Increment(ref _watching);
            using var lines = new StreamReader(await answer.Content.ReadAsStreamAsync(cancellation));
            while (await lines.ReadLineAsync(cancellation) is { } line)
            {
                if (line.StartsWith("data:", StringComparison.Ordinal))
                {
                    Interlocked.Increment(ref _events);
                }
            }

            Interlocked.Increment(ref _broken);
        }
        catch (Exception failure) when (failure is HttpRequestException or IOException or OperationCanceledException)
        {
            // The end of the run ends a stream too.
            Interlocked.Add(ref _broken, cancellation.IsCancellationRequested ? 0 : 1);
        }
    }

    /// <summary>Keeps to its times: a read that had to wait for others counts from when it was due.</summary>
    private async Task ReadAsync(int reader, double readsPerSecond, Stopwatch run, CancellationToken cancellation)
    {
        var part = reads.NewPart();
        try
        {
            for (var read = (long)reader; ; read += ReadsInFlight)
            {
                var due = TimeSpan.FromSeconds(read / readsPerSecond);
                if (due > run.Elapsed)
                {
                    await Task.Delay(due - run.Elapsed, cancellation);
                    due = run.Elapsed; // a timer that is late is not the server's doing
                }

                var township = tree.Township((int)(read % tree.Townships));
                var server = servers[(int)(read % servers.Count)];
                _ = await server.GetByteArrayAsync($"/api/units/{township}/totals", cancellation);
                part.Add(new Timing((float)due.TotalSeconds, (float)(run.Elapsed - due).TotalMilliseconds));
            }
        }
        catch (Exception failure) when (failure is HttpRequestException or OperationCanceledException)
        {
            // The end of the run ends a read too.
            Interlocked.Add(ref _broken, cancellation.IsCancellationRequested ? 0 : 1);
        }
    }
}
