namespace GridActors.Standalone.Hosting;

/// <summary>
/// A unit's turns: whatever is posted here runs on the thread pool one after another, in order, continuations of
/// awaits included. A dedicated scheduler per unit would do the same at ten times the memory.
/// </summary>
internal sealed class Turns : SynchronizationContext, IThreadPoolWorkItem
{
    /// <summary>Turns taken before other units get the thread.</summary>
    private const int TurnsAtATime = 64;

    // Under a lock, held for a moment: a concurrent queue takes 1.2 KB even while it is empty, as nearly all are.
    private readonly Queue<(SendOrPostCallback Callback, object? State)> _queue = new();
    private int _waiting;

    public override void Post(SendOrPostCallback d, object? state)
    {
        lock (_queue)
        {
            _queue.Enqueue((d, state));
        }

        if (Interlocked.Increment(ref _waiting) == 1)
        {
            ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);
        }
    }

    public override SynchronizationContext CreateCopy() => this;

    /// <summary>
    /// Runs <paramref name="turn"/> as a turn; the caller's own continuation stays where the caller is. When no other
    /// turn waits it begins at once, on the caller's thread: going to another one costs more than most turns do.
    /// </summary>
    public Task<T> RunAsync<TUnit, T>(TUnit unit, Func<TUnit, Task<T>> turn)
    {
        var done = new TaskCompletionSource<T>(TaskCreationOptions.RunContinuationsAsynchronously);
        if (Interlocked.CompareExchange(ref _waiting, 1, 0) == 0)
        {
            RunHere(unit, turn, done);
        }
        else
        {
            PostTurn(unit, turn, done);
        }

        return done.Task;
    }

    void IThreadPoolWorkItem.Execute()
    {
        var before = Current;
        SetSynchronizationContext(this);
        try
        {
            for (var turn = 0; turn < TurnsAtATime; turn++)
            {
                var (callback, state) = Next();
                callback(state);
                if (Interlocked.Decrement(ref _waiting) == 0)
                {
                    return;
                }
            }
        }
        finally
        {
            SetSynchronizationContext(before);
        }

        ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);
    }

    private (SendOrPostCallback Callback, object? State) Next()
    {
        lock (_queue)
        {
            return _queue.Dequeue();
        }
    }

    // A method of its own, so that only a turn that has to wait allocates what its lambda holds.
    private void PostTurn<TUnit, T>(TUnit unit, Func<TUnit, Task<T>> turn, TaskCompletionSource<T> done) =>
        Post(_ => _ = CompleteAsync(unit, turn, done), null);

    /// <summary>
    /// A unit's loops outlive the request that set them going, so they take nothing of its context with them.
    /// </summary>
    private void RunHere<TUnit, T>(TUnit unit, Func<TUnit, Task<T>> turn, TaskCompletionSource<T> done)
    {
        var before = Current;
        var flow = ExecutionContext.IsFlowSuppressed() ? default(AsyncFlowControl?) : ExecutionContext.SuppressFlow();
        SetSynchronizationContext(this);
        try
        {
            _ = CompleteAsync(unit, turn, done);
        }
        finally
        {
            SetSynchronizationContext(before);
            flow?.Undo();
        }

        if (Interlocked.Decrement(ref _waiting) > 0)
        {
            ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);
        }
    }

    private static async Task CompleteAsync<TUnit, T>(
        TUnit unit, Func<TUnit, Task<T>> turn, TaskCompletionSource<T> done)
    {
        try
        {
            done.TrySetResult(await turn(unit));
        }
        catch (OperationCanceledException)
        {
            done.TrySetCanceled();
        }
        catch (Exception failure)
        {
            done.TrySetException(failure);
        }
    }
}
