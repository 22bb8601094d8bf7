using System.Collections.Concurrent;

namespace GridActors.Gateway.Records;

/// <summary>
/// Who brings many records takes turns: only one of them waits on the thread pool's queue, the others behind it. A
/// burst of devices that send what they saved up would else be as long a queue, and whoever only reads would wait
/// behind all of it.
/// </summary>
internal sealed class BulkTurns : IThreadPoolWorkItem
{
    private readonly ConcurrentQueue<TaskCompletionSource> _waiting = new();
    private int _count;

    /// <summary>Done when it is the caller's turn; the caller goes on on the thread that told it.</summary>
    public Task NextAsync()
    {
        var turn = new TaskCompletionSource();
        _waiting.Enqueue(turn);
        if (Interlocked.Increment(ref _count) == 1)
        {
            ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);
        }

        return turn.Task;
    }

    void IThreadPoolWorkItem.Execute()
    {
        _waiting.TryDequeue(out var turn);

        // Before the turn, so that as many go on side by side as there are threads.
        if (Interlocked.Decrement(ref _count) > 0)
        {
            ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);
        }

        turn!.SetResult();
    }
}
