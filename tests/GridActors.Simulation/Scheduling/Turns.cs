namespace GridActors.Simulation.Scheduling;

/// <summary>
/// The turns of one unit, request or device: what is posted here runs in order, one step at a time, as in every host.
/// Which turns take the next step is for the seed to say.
/// </summary>
internal sealed class Turns(Scheduler scheduler, Gate? gate, int number, string name) : SynchronizationContext
{
    private readonly Queue<(SendOrPostCallback Callback, object? State)> _queue = new();
    private bool _isGone;

    public int Number => number;

    public Gate? Gate => gate;

    /// <summary>Killed: nothing that was under way here goes on, nobody is told.</summary>
    public void End()
    {
        _isGone = true;
        _queue.Clear();
    }

    public override void Post(SendOrPostCallback d, object? state)
    {
        scheduler.ThrowIfStrange();
        if (_isGone)
        {
            return;
        }

        _queue.Enqueue((d, state));
        if (_queue.Count == 1)
        {
            scheduler.Ready(this);
        }
    }

    public void Post(Func<Task> work) => Post(static work => _ = ((Func<Task>)work!)(), work);

    public override SynchronizationContext CreateCopy() => this;

    /// <summary>Takes one step; false when none is left after it.</summary>
    public bool Step()
    {
        if (_queue.Count == 0)
        {
            return false;
        }

        // Still counted while it runs: what it posts to itself must not make it ready twice.
        var (callback, state) = _queue.Peek();
        SetSynchronizationContext(this);
        try
        {
            callback(state);
        }
        finally
        {
            SetSynchronizationContext(null);
        }

        if (_isGone)
        {
            return false;
        }

        _queue.Dequeue();
        return _queue.Count > 0;
    }

    public override string ToString() => name;
}

/// <summary>Holds the turns of a host that stands still (a long collection, SIGSTOP) while the world goes on.</summary>
internal sealed class Gate
{
    private readonly List<Turns> _held = [];

    public bool IsShut { get; private set; }

    public void Shut() => IsShut = true;

    public void Hold(Turns turns) => _held.Add(turns);

    public void Open(Scheduler scheduler)
    {
        IsShut = false;
        _held.ForEach(scheduler.Ready);
        _held.Clear();
    }
}
