namespace GridActors.Gateway.Live;

/// <summary>
/// One moment of a live feed: the newest event, and the wait for the next moment. Every watcher waits on the same
/// object; one who comes late finds the newest event and has skipped those between.
/// </summary>
/// <remarks>
/// Watchers are told one after the other, each behind what the thread pool has to do already: all of them at once would
/// fill its queue, and whoever only reads would wait behind hundreds.
/// </remarks>
/// <param name="newest">The newest event as it goes over the wire; null while there is none.</param>
internal sealed class Pulse(byte[]? newest) : IThreadPoolWorkItem
{
    private readonly Lock _gate = new();
    private readonly Queue<TaskCompletionSource<bool>> _watchers = [];
    private Task<bool>? _outcome; // null until the next moment

    public byte[]? Event => newest;

    /// <summary>False when the feed has ended.</summary>
    /// <exception cref="Exception">What ended the feed before its first event.</exception>
    public Task<bool> NextAsync(CancellationToken cancellation)
    {
        var watcher = new TaskCompletionSource<bool>();
        lock (_gate)
        {
            if (_outcome is not null)
            {
                return _outcome;
            }

            _watchers.Enqueue(watcher);
        }

        return watcher.Task.WaitAsync(cancellation);
    }

    public void Pass() => Tell(Task.FromResult(true));

    public void End() => Tell(Task.FromResult(false));

    public void Fail(Exception exception)
    {
        Tell(Task.FromException<bool>(exception));
        _ = _outcome!.Exception; // watchers may all have left; then it is nobody's
    }

    void IThreadPoolWorkItem.Execute()
    {
        TaskCompletionSource<bool> watcher;
        lock (_gate)
        {
            watcher = _watchers.Dequeue();
            if (_watchers.Count > 0)
            {
                ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false); // first, for who is told goes on here
            }
        }

        watcher.TrySetFromTask(_outcome!);
        _ = watcher.Task.Exception; // of one that has left
    }

    private void Tell(Task<bool> outcome)
    {
        lock (_gate)
        {
            if (_outcome is null)
            {
                _outcome = outcome;
                if (_watchers.Count > 0)
                {
                    ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);
                }
            }
        }
    }
}
