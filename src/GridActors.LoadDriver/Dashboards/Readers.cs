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

    /// <summary>Before one who lost the server comes back, as the dashboard's page does.</summary>
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    private long _events;
    private int _broken;
    private int _watching;

    /// <summary>Live events that arrived.</summary>
    public long Events => Volatile.Read(ref _events);

    /// <summary>Streams that ended, and reads that failed, before the run was over; each is begun again.</summary>
    public int Broken => Volatile.Read(ref _broken);

    /// <summary>Streams that are open.</summary>
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
        for (var turn = watcher; !cancellation.IsCancellationRequested; turn++)
        {
            try
            {
                await TakeEventsAsync(watcher, servers[turn % servers.Count], cancellation);
            }
            catch (Exception failure) when (IsOutage(failure))
            {
                // A stream that is cut off, or never begins, is one that has ended.
                await BreakAsync(cancellation);
                continue;
            }

            await BreakAsync(cancellation);
        }
    }

    private async Task TakeEventsAsync(int watcher, HttpClient server, CancellationToken cancellation)
    {
        var address = $"/api/units/{tree.Township(watcher % tree.Townships)}/live";
        using var answer = await server.GetAsync(address, HttpCompletionOption.ResponseHeadersRead, cancellation);
        answer.EnsureSuccessStatusCode();
        Interlocked.Increment(ref _watching);
        try
        {
            using var lines = new StreamReader(await answer.Content.ReadAsStreamAsync(cancellation));
            while (await lines.ReadLineAsync(cancellation) is { } line)
            {
                if (line.StartsWith("data:", StringComparison.Ordinal))
                {
                    Interlocked.Increment(ref _events);
                }
            }
        }
        finally
        {
            // At the end of the run they are counted as they were.
            Interlocked.Add(ref _watching, cancellation.IsCancellationRequested ? 0 : -1);
        }
    }

    /// <summary>
    /// Keeps to its times: a read that had to wait for others counts from when it was due, and one that failed is made
    /// again until it is answered. What is not answered when the run ends counts as long as it has waited.
    /// </summary>
    private async Task ReadAsync(int reader, double readsPerSecond, Stopwatch run, CancellationToken cancellation)
    {
        var part = reads.NewPart();
        for (var read = (long)reader; ; read += ReadsInFlight)
        {
            var due = TimeSpan.FromSeconds(read / readsPerSecond);
            var wait = due - run.Elapsed;
            if (wait > TimeSpan.Zero)
            {
                await Task.Delay(wait, cancellation).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                due = run.Elapsed; // a timer that is late is not the server's doing
                if (cancellation.IsCancellationRequested)
                {
                    return;
                }
            }

            var isAnswered = await AskAsync(read, cancellation);
            if (isAnswered || run.Elapsed - due > Pause)
            {
                part.Add(new Timing((float)due.TotalSeconds, (float)(run.Elapsed - due).TotalMilliseconds));
            }

            if (cancellation.IsCancellationRequested)
            {
                return;
            }
        }
    }

    /// <summary>Until it is answered; false when the run ended before.</summary>
    private async Task<bool> AskAsync(long read, CancellationToken cancellation)
    {
        var township = tree.Township((int)(read % tree.Townships));
        for (var turn = read; !cancellation.IsCancellationRequested; turn++)
        {
            try
            {
                _ = await servers[(int)(turn % servers.Count)].GetByteArrayAsync(
                    $"/api/units/{township}/totals", cancellation);
                return true;
            }
            catch (Exception failure) when (IsOutage(failure))
            {
                await BreakAsync(cancellation);
            }
        }

        return false;
    }

    /// <summary>The end of the run ends a stream or a read too, and is no outage.</summary>
    private async Task BreakAsync(CancellationToken cancellation)
    {
        if (!cancellation.IsCancellationRequested)
        {
            Interlocked.Increment(ref _broken);
            await Task.Delay(Pause, cancellation).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private static bool IsOutage(Exception failure) =>
        failure is HttpRequestException or IOException or OperationCanceledException;
}
