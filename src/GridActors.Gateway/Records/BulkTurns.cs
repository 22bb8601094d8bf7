using System.Collections.Concurrent;

namespace GridActors.Gateway.Records;

/// <summary>
/// Who brings many records takes turns: few of them wait on the thread pool's queue, the others behind these. A burst
/// of devices that send what they saved up would else be as long a queue, and whoever only reads would wait behind all
/// of it.
/// </summary>
internal sealed class BulkTurns : IThreadPoolWorkItem
{
    /// <summary>
    /// Of those who wait, one in so many goes on at a time, or requests that come in would crowd out those that wait.
    /// </summary>
    private const int Share = 16;

    private readonly ConcurrentQueue<Turn> _waiting = new();
    private long _bytes;
    private int _isQueued;

    /// <summary>More wait than can have a turn soon, or they hold more than should lie in memory.</summary>
    public bool IsCrowded => _waiting.Count >= GatewayLimits.BulkRequestsWaitingMax
        || Volatile.Read(ref _bytes) >= GatewayLimits.BulkBytesWaitingMax;

    /// <summary>Done when it is the caller's turn; the caller goes on on the thread that told it.</summary>
    /// <param name="bytes">What the caller holds meanwhile.</param>
    public Task NextAsync(int bytes)
    {
        var turn = new Turn(bytes);
        Interlocked.Add(ref _bytes, bytes);
        _waiting.Enqueue(turn);
        EnsureQueued();
        return turn.Task;
    }

    void IThreadPoolWorkItem.Execute()
    {
        var turns = new Turn[1 + (_waiting.Count / Share)];
        var taken = 0;
        while (taken < turns.Length && _waiting.TryDequeue(out var turn))
        {
            turns[taken++] = turn;
            Interlocked.Add(ref _bytes, -turn.Bytes);
        }

        // Before the turns, so that as many go on side by side as there are threads.
        Volatile.Write(ref _isQueued, 0);
        if (!_waiting.IsEmpty)
        {
            EnsureQueued();
        }

        foreach (var turn in turns.AsSpan(0, taken))
        {
            turn.SetResult();
        }
    }

    private void EnsureQueued()
    {
        if (Interlocked.Exchange(ref _isQueued, 1) == 0)
        {
            ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);
        }
    }

    private sealed class Turn(int bytes) : TaskCompletionSource
    {
        public int Bytes { get; } = bytes;
    }
}
