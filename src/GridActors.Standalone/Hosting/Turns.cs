namespace GridActors.Standalone.Hosting;

/// <summary>
/// A unit's turns: whatever is posted here runs on the thread pool one after another, in order, continuations of
/// awaits included. A dedicated scheduler per unit would do the same at ten times the memory.
/// </summary>
/// <remarks>
/// When no other turn waits, one begins at once on the thread that brings it, and who waits for what it did goes on
/// there when it is over: going to another thread costs more than most turns do.
/// </remarks>
internal sealed class Turns : SynchronizationContext, IThreadPoolWorkItem
{
    /// <summary>Turns taken before other units get the thread.</summary>
    private const int TurnsAtATime = 64;

    /// <summary>
    /// Turns taken on a thread that came for one of them. Who comes while it runs, to read mostly, would otherwise wait
    /// behind all that the pool has to do already.
    /// </summary>
    private const int TurnsHere = 8;

    // Under a lock, held for a moment: a concurrent queue takes 1.2 KB even while it is empty, as nearly all are.
    private readonly Queue<(SendOrPostCallback Callback, object? State)> _queue = new();
    private Call? _over; // calls that ended in this turn, told when it is over: the first, each leads to the next
    private Call? _latestOver;
    private int _waiting;

    public override void Post(SendOrPostCallback d, object? state)
    {
        // Whoever is in a unit's turn, or on a thread of their own as a store's writer, must not be held up.
        if (Current is null && Thread.CurrentThread.IsThreadPoolThread && TryBegin())
        {
            RunHere(d, state, newcomer: null);
        }
        else
        {
            Enqueue(d, state);
        }
    }

    public override SynchronizationContext CreateCopy() => this;

    /// <summary>Runs <paramref name="turn"/> as a turn; the caller's own continuation is none.</summary>
    /// <param name="ended">Called when it is over, before the caller goes on; on any thread, in no turn.</param>
    public Task<T> RunAsync<TUnit, T>(TUnit unit, Func<TUnit, Task<T>> turn, Action<TUnit>? ended = null)
    {
        var call = new Call<TUnit, T>(this, unit, turn, ended);
        if (TryBegin())
        {
            RunHere(Call.BeginCallback, call, newcomer: call);
        }
        else
        {
            Enqueue(Call.BeginCallback, call);
        }

        return call.Task;
    }

    void IThreadPoolWorkItem.Execute() => Take(null, null, TurnsAtATime, newcomer: null);

    private bool TryBegin() => Interlocked.CompareExchange(ref _waiting, 1, 0) == 0;

    private void Enqueue(SendOrPostCallback callback, object? state)
    {
        lock (_queue)
        {
            _queue.Enqueue((callback, state));
        }

        if (Interlocked.Increment(ref _waiting) == 1)
        {
            ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);
        }
    }

    private (SendOrPostCallback Callback, object? State) Next()
    {
        lock (_queue)
        {
            return _queue.Dequeue();
        }
    }

    /// <summary>
    /// A unit's loops outlive the request that set them going, so they take nothing of its context with them.
    /// </summary>
    /// <param name="newcomer">The call that begins: its caller is on this thread and has more to do.</param>
    private void RunHere(SendOrPostCallback callback, object? state, Call? newcomer)
    {
        var flow = ExecutionContext.IsFlowSuppressed() ? default(AsyncFlowControl?) : ExecutionContext.SuppressFlow();
        try
        {
            Take(callback, state, TurnsHere, newcomer);
        }
        finally
        {
            flow?.Undo();
        }
    }

    /// <summary>Takes the first turn, if there is one, and those that wait, and tells who waited for them.</summary>
    private void Take(SendOrPostCallback? first, object? state, int turnsMax, Call? newcomer)
    {
        var before = Current;
        var (isOver, told) = (false, default(Call));
        SetSynchronizationContext(this);
        try
        {
            for (var turn = 0; turn < turnsMax && !isOver; turn++)
            {
                told?.TellElsewhere(newcomer);
                if (turn > 0 || first is null)
                {
                    (first, state) = Next();
                }

                first(state);
                (isOver, told) = EndTurn();
            }
        }
        finally
        {
            SetSynchronizationContext(before);
        }

        if (!isOver)
        {
            ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);
        }

        if (isOver && newcomer is null)
        {
            told?.TellHere();
        }
        else
        {
            told?.TellElsewhere(newcomer);
        }
    }

    /// <summary>Whether no other turn waits, and whom this one was the last for.</summary>
    private (bool IsOver, Call? Told) EndTurn()
    {
        var told = _over;
        (_over, _latestOver) = (null, null);
        return (Interlocked.Decrement(ref _waiting) == 0, told);
    }

    /// <summary>A call of the unit: begun in one turn, over in that or a later one.</summary>
    private abstract class Call : IThreadPoolWorkItem
    {
        public static readonly SendOrPostCallback BeginCallback = static call => _ = ((Call)call!).RunAsync();

        private Call? _next;

        /// <summary>On this thread, which is free; those that ended with it on others.</summary>
        public void TellHere()
        {
            _next?.TellElsewhere();
            Tell();
        }

        /// <param name="newcomer">Nobody waits for it yet, so nobody goes on when it is told.</param>
        public void TellElsewhere(Call? newcomer = null)
        {
            for (var call = this; call is not null; call = call._next)
            {
                if (call == newcomer)
                {
                    call.Tell();
                }
                else
                {
                    ThreadPool.UnsafeQueueUserWorkItem(call, preferLocal: false);
                }
            }
        }

        void IThreadPoolWorkItem.Execute() => Tell();

        protected abstract Task RunAsync();

        protected abstract void Tell();

        /// <summary>Within a turn of <paramref name="turns"/>: whoever waits must not go on in it.</summary>
        protected void IsOver(Turns turns)
        {
            if (turns._over is null)
            {
                turns._over = this;
            }
            else
            {
                turns._latestOver!._next = this;
            }

            turns._latestOver = this;
        }
    }

    private sealed class Call<TUnit, T>(
        Turns turns, TUnit unit, Func<TUnit, Task<T>> turn, Action<TUnit>? ended) : Call
    {
        private readonly TaskCompletionSource<T> _done = new();
        private T? _result;
        private Exception? _failure;

        public Task<T> Task => _done.Task;

        protected override async Task RunAsync()
        {
            try
            {
                _result = await turn(unit);
            }
            catch (Exception failure)
            {
                _failure = failure;
            }

            IsOver(turns);
        }

        protected override void Tell()
        {
            ended?.Invoke(unit);
            switch (_failure)
            {
                case null:
                    _done.TrySetResult(_result!);
                    break;
                case OperationCanceledException:
                    _done.TrySetCanceled();
                    break;
                default:
                    _done.TrySetException(_failure);
                    break;
            }
        }
    }
}
