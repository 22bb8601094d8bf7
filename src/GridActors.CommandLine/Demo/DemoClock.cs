namespace GridActors.CommandLine.Demo;

/// <summary>
/// The scenario's time, which runs faster than the world's. Only <see cref="GetUtcNow"/> is simulated: timers and
/// timestamps stay real, so that paces, pauses and evictions of the system are those of any other day.
/// </summary>
public sealed class DemoClock : TimeProvider
{
    public static readonly TimeSpan DayLastsOtherwise = TimeSpan.FromSeconds(25);

    private readonly DateTimeOffset _begin;
    private readonly double _speed;
    private long _startedAt; // a timestamp; 0 while the clock stands

    /// <param name="begin">What it shows until it is started.</param>
    /// <param name="dayLasts">Real time that a simulated day takes.</param>
    public DemoClock(DateTimeOffset begin, TimeSpan dayLasts)
    {
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(dayLasts, TimeSpan.Zero);
        _begin = begin.ToUniversalTime();
        _speed = TimeSpan.FromDays(1) / dayLasts;
    }

    /// <summary>Lets time run; starting again changes nothing.</summary>
    public void Start() => Interlocked.CompareExchange(ref _startedAt, GetTimestamp(), 0);

    public override DateTimeOffset GetUtcNow()
    {
        var startedAt = Volatile.Read(ref _startedAt);
        return startedAt == 0 ? _begin : _begin + (GetElapsedTime(startedAt) * _speed);
    }
}
