using System.Collections.Concurrent;

namespace GridActors.Sqlite.Writing;

/// <summary>
/// Tells those who wait that their work is durable, one after the other, each behind what the thread pool has to do
/// already. All of a transaction told at once would fill the pool's queue with hundreds of units' next steps, and
/// whoever only reads would wait behind all of them.
/// </summary>
internal sealed class Answers : IThreadPoolWorkItem
{
    private readonly ConcurrentQueue<Work> _durable = new();
    private int _waiting;

    public void Add(List<Work> durable)
    {
        durable.ForEach(_durable.Enqueue);
        if (Interlocked.Add(ref _waiting, durable.Count) == durable.Count)
        {
            ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);
        }
    }

    void IThreadPoolWorkItem.Execute()
    {
        _durable.TryDequeue(out var work);
        if (Interlocked.Decrement(ref _waiting) > 0)
        {
            // First, for whoever is told may go on here: the next is told by another thread meanwhile.
            ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);
        }

        work?.Succeed();
    }
}
