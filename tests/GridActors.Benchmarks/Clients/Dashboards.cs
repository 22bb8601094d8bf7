using System.Diagnostics;
using GridActors.Benchmarks.Workloads;

namespace GridActors.Benchmarks.Clients;

/// <summary>Offices that look on: so many take the live events of a township each, and one reads township after township.</summary>
internal sealed class Dashboards(Uri server)
{
    private static readonly byte[] Event = "data:"u8.ToArray();
    private static readonly TimeSpan ReadPause = TimeSpan.FromMilliseconds(20);

    private long _events;
    private long _bytes;
    private int _watching;
    private int _broken;

    /// <summary>Live events that arrived.</summary>
    public long Events => Volatile.Read(ref _events);

    public long Bytes => Volatile.Read(ref _bytes);

    /// <summary>Who has had a first event.</summary>
    public int Watching => Volatile.Read(ref _watching);

    /// <summary>Whose stream ended before it was told to.</summary>
    public int Broken => Volatile.Read(ref _broken);

    /// <summary>Until cancelled.</summary>
    public Task WatchAsync(int subscribers, CancellationToken cancellation) => Task.WhenAll(
        Enumerable.Range(0, subscribers).Select(i => Task.Run(() => WatchOneAsync(i, cancellation), CancellationToken.None)));

    /// <summary>
    /// Reads of a township's totals, one after the other with a pause, on a thread of its own: the load of this process
    /// delays them only as far as the machine's cores are busy. Milliseconds, ascending.
    /// </summary>
    public static Task<double[]> ReadAsync(Uri server, TimeSpan duration) => Task.Factory.StartNew(
        () =>
        {
            using var http = HttpConnection.OpenAsync(server).GetAwaiter().GetResult();
            var (samples, watch) = (new List<double>(), Stopwatch.StartNew());
            for (var i = 0; watch.Elapsed < duration; i++)
            {
                var began = watch.Elapsed;
                var answer = http.Get($"/api/units/{PassageTree.Township(i % PassageTree.Townships)}/totals");
                samples.Add((watch.Elapsed - began).TotalMilliseconds);
                if (answer.Status != 200)
                {
                    throw new IOException($"a read was answered {answer.Status}");
                }

                Thread.Sleep(ReadPause);
            }

            return (double[])[.. samples.Order()];
        },
        CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);

    private async Task WatchOneAsync(int subscriber, CancellationToken cancellation)
    {
        using var http = await HttpConnection.OpenAsync(server, bufferBytes: 16 * 1024);
        var isFirst = true;
        try
        {
            await http.FollowAsync(
                $"/api/units/{PassageTree.Township(subscriber % PassageTree.Townships)}/live",
                part =>
                {
                    Interlocked.Add(ref _events, part.Span.Count(Event));
                    Interlocked.Add(ref _bytes, part.Length);
                    if (isFirst)
                    {
                        isFirst = false;
                        Interlocked.Increment(ref _watching);
                    }
                },
                cancellation);
        }
        catch (Exception failure) when (failure is IOException or OperationCanceledException or System.Net.Sockets.SocketException)
        {
            Interlocked.Add(ref _broken, cancellation.IsCancellationRequested ? 0 : 1);
        }
    }
}
