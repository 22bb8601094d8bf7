using System.Diagnostics;
using GridActors.LoadDriver.Ledgers;
using GridActors.LoadDriver.Measurements;
using GridActors.LoadDriver.Profiles;
using GridActors.LoadDriver.Trees;

namespace GridActors.LoadDriver.Loads;

/// <summary>
/// As many senders as calls may be under way. Each takes the next call of the timetable when its last is answered for
/// good. A call that had to wait for a free sender counts from when it was due, so that a server that stalls is not
/// spared the calls that it held up.
/// </summary>
internal sealed class Senders(
    CountyTree tree, Delivery delivery, Profile profile, Timetable timetable, Latencies latencies, string run)
{
    /// <summary>Calls of one sender that lie between a call and its repetition.</summary>
    private const int CallsUntilRepeated = 20;

    private readonly string[] _units = [.. Enumerable.Range(0, tree.Gates).Select(tree.Gate)];
    private long _calls = -1;
    private int _underWay;

    /// <summary>Calls that are being made.</summary>
    public int UnderWay => Volatile.Read(ref _underWay);

    /// <summary>Until the timetable is done, or stopped, and all is answered.</summary>
    /// <param name="batch">Records in a call.</param>
    public Task RunAsync(
        int senders, int batch, Stopwatch watch, CancellationToken stop, CancellationToken cancellation) =>
        Task.WhenAll(Enumerable.Range(0, senders).Select(sender => Task.Run(
            () => SendAsync($"{run}-{sender}", batch, watch, stop, cancellation), cancellation)));

    private async Task SendAsync(
        string source, int size, Stopwatch watch, CancellationToken stop, CancellationToken cancellation)
    {
        var part = latencies.NewPart();
        var seqs = new long[tree.Gates];
        var repeats = new Queue<PassageBatch>();
        while (!stop.IsCancellationRequested)
        {
            var call = Interlocked.Increment(ref _calls);
            if (timetable.At(call, watch.Elapsed) is not { } due)
            {
                break;
            }

            if (due > watch.Elapsed)
            {
                await Task.Delay(due - watch.Elapsed, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                due = watch.Elapsed; // a timer that is late is not the server's doing
                if (stop.IsCancellationRequested)
                {
                    break;
                }
            }

            var gate = profile.Gate(call, tree.Gates);
            var at = DateTimeOffset.UtcNow - profile.Age(call);
            var batch = PassageBatch.Make(gate, _units[gate], source, 1 + seqs[gate], size, at);
            seqs[gate] += size;
            Interlocked.Increment(ref _underWay);
            await delivery.SendAsync(batch, _units[gate], cancellation);

            // What was given up counts as long as it has waited, or the worst would be left out.
            part.Add(new Timing((float)due.TotalSeconds, (float)(watch.Elapsed - due).TotalMilliseconds));
            Interlocked.Decrement(ref _underWay);
            if (profile.SendsTwice)
            {
                repeats.Enqueue(batch);
                await RepeatAsync(repeats, CallsUntilRepeated, cancellation);
            }
        }

        await RepeatAsync(repeats, 0, cancellation);
    }

    private async Task RepeatAsync(Queue<PassageBatch> repeats, int left, CancellationToken cancellation)
    {
        while (repeats.Count > left)
        {
            var batch = repeats.Dequeue();
            await delivery.RepeatAsync(batch, _units[batch.Gate], cancellation);
        }
    }
}
