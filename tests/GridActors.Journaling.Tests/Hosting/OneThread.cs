namespace GridActors.Journaling.Tests.Hosting;

/// <summary>Runs all turns of all units on the test's own thread, in order: the same test always runs the same way.</summary>
internal sealed class OneThread : SynchronizationContext
{
    private readonly Queue<(SendOrPostCallback Callback, object? State)> _turns = new();

    public override void Post(SendOrPostCallback d, object? state)
    {
        lock (_turns)
        {
            _turns.Enqueue((d, state));
        }
    }

    public override SynchronizationContext CreateCopy() => this;

    /// <summary>Starts <paramref name="work"/> here and takes turns until there are none left.</summary>
    public T Start<T>(Func<T> work)
    {
        var before = Current;
        SetSynchronizationContext(this);
        try
        {
            var started = work();
            TakeTurns();
            return started;
        }
        finally
        {
            SetSynchronizationContext(before);
        }
    }

    /// <summary>Runs <paramref name="work"/> to its end; fails when it waits for something that never comes.</summary>
    public T Run<T>(Func<Task<T>> work)
    {
        var task = Start(work);
        return task.IsCompleted ? task.GetAwaiter().GetResult() : throw new InvalidOperationException("It waits for ever.");
    }

    private void TakeTurns()
    {
        while (true)
        {
            (SendOrPostCallback Callback, object? State) turn;
            lock (_turns)
            {
                if (!_turns.TryDequeue(out turn))
                {
                    return;
                }
            }

            turn.Callback(turn.State);
        }
    }
}
