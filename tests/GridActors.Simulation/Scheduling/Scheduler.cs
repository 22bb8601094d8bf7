namespace GridActors.Simulation.Scheduling;

/// <summary>
/// One thread, one clock, one seed: everything that happens in a run happens as a step of this. While anything is ready
/// the seed picks whose step is next; when nothing is, time goes on to the next event.
/// </summary>
internal sealed class Scheduler(Chance chance, Trace trace, DateTimeOffset start)
{
    private readonly PriorityQueue<Action, (long Ticks, long Order)> _events = new();
    private readonly List<Turns> _ready = [];
    private readonly Thread _thread = Thread.CurrentThread;
    private long _order;
    private int _turns;

    public DateTimeOffset Now { get; private set; } = start;

    public long Steps { get; private set; }

    public Turns NewTurns(string name, Gate? gate = null) => new(this, gate, ++_turns, name);

    public void After(TimeSpan delay, Action action) =>
        _events.Enqueue(action, (Now.UtcTicks + Math.Max(delay.Ticks, 0), ++_order));

    public void Ready(Turns turns) => _ready.Add(turns);

    /// <summary>A continuation that left for another thread would make the run depend on more than its seed.</summary>
    public void ThrowIfStrange()
    {
        if (Thread.CurrentThread != _thread)
        {
            throw new InvalidOperationException("A continuation came from another thread: this run is not its seed's.");
        }
    }

    /// <summary>Until it is so, or nothing is left that could happen, or the steps are used up; true if it is so.</summary>
    public bool RunUntil(Func<bool> isSo, long stepsMax)
    {
        while (!isSo())
        {
            if (Steps >= stepsMax || !Step())
            {
                return false;
            }
        }

        return true;
    }

    private bool Step()
    {
        Steps++;
        if (_ready.Count > 0)
        {
            TakeTurn(chance.Next(_ready.Count));
            return true;
        }

        if (!_events.TryDequeue(out var action, out var when))
        {
            return false;
        }

        Now = new DateTimeOffset(when.Ticks, TimeSpan.Zero);
        trace.Mix(when.Ticks);
        action();
        return true;
    }

    private void TakeTurn(int at)
    {
        var turns = _ready[at];
        _ready[at] = _ready[^1];
        _ready.RemoveAt(_ready.Count - 1);
        if (turns.Gate is { IsShut: true } gate)
        {
            gate.Hold(turns);
            return;
        }

        trace.Mix(turns.Number);
        if (turns.Step())
        {
            _ready.Add(turns);
        }
    }
}
