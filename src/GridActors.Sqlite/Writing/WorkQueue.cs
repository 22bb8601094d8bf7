using GridActors.Journaling.Ports;

namespace GridActors.Sqlite.Writing;

/// <summary>
/// What waits for the writer, in order of arrival, bounded: who finds no place waits for one without holding a thread.
/// </summary>
// The semaphore holds no handle, and who comes after the end must be told so by the queue.
#pragma warning disable CA1001
internal sealed class WorkQueue(int waitingMax)
#pragma warning restore CA1001
{
    private readonly object _gate = new(); // Monitor, because the writer's thread waits on it
    private readonly Queue<Work> _waiting = [];
    private readonly SemaphoreSlim _places = new(waitingMax);
    private bool _isClosed;

    /// <exception cref="JournalUnavailableException">The queue is closed.</exception>
    public ValueTask AddAsync(Work work)
    {
        var place = _places.WaitAsync();
        if (place.IsCompletedSuccessfully)
        {
            Add(work);
            return ValueTask.CompletedTask;
        }

        return AddLaterAsync(place, work);
    }

    /// <summary>
    /// Waits until there is something and takes what waits, at most <paramref name="sizeMax"/> rows or one piece of
    /// work. False when the queue is closed and empty.
    /// </summary>
    public bool Take(List<Work> batch, int sizeMax)
    {
        batch.Clear();
        lock (_gate)
        {
            while (_waiting.Count == 0)
            {
                if (_isClosed)
                {
                    return false;
                }

                Monitor.Wait(_gate);
            }

            for (var size = 0; _waiting.TryPeek(out var next); size += next.Size)
            {
                if (batch.Count > 0 && size + next.Size > sizeMax)
                {
                    break;
                }

                batch.Add(_waiting.Dequeue());
            }
        }

        _places.Release(batch.Count);
        return true;
    }

    /// <summary>Takes no more; what waits is still written.</summary>
    public void Close()
    {
        lock (_gate)
        {
            _isClosed = true;
            Monitor.Pulse(_gate);
        }
    }

    private async ValueTask AddLaterAsync(Task place, Work work)
    {
        await place.ConfigureAwait(false);
        Add(work);
    }

    private void Add(Work work)
    {
        lock (_gate)
        {
            if (_isClosed)
            {
                _places.Release();
                throw new JournalUnavailableException("The journal is closed.");
            }

            _waiting.Enqueue(work);
            if (_waiting.Count == 1)
            {
                Monitor.Pulse(_gate);
            }
        }
    }
}
