using GridActors.Simulation.Scheduling;

namespace GridActors.Simulation.Faults;

/// <summary>
/// How bad this seed's world is. Each kind of fault is on in some seeds and off in others, so that runs differ in what they
/// are about instead of all being the same storm.
/// </summary>
internal sealed class Weather
{
    private readonly Chance _chance;
    private readonly double[] _shares = new double[Enum.GetValues<FaultKind>().Length];
    private readonly long[] _counts = new long[Enum.GetValues<FaultKind>().Length];

    public Weather(Chance chance)
    {
        _chance = chance;
        var isStill = chance.OneIn(20); // now and then a run without any fault: it must pass too
        for (var kind = 0; kind < _shares.Length; kind++)
        {
            _shares[kind] = !isStill && chance.OneIn(2) ? chance.Of(0.01, 0.03, 0.1, 0.25) : 0;
        }

        LatencyMilliseconds = chance.Of(1, 1, 5, 40, 300);
        StoreMilliseconds = chance.Of(0, 0, 1, 5, 50);
    }

    /// <summary>Nothing goes wrong any more, and everything is near.</summary>
    public bool IsCalm { get; private set; }

    public bool IsStoreAway { get; set; }

    public int LatencyMilliseconds { get; private set; }

    /// <summary>0: the store answers at once, as one in the same process may.</summary>
    public int StoreMilliseconds { get; private set; }

    public IReadOnlyList<long> Counts => _counts;

    public bool Is(FaultKind kind) => _shares[(int)kind] > 0;

    public bool Strikes(FaultKind kind)
    {
        if (IsCalm || !_chance.Happens(_shares[(int)kind]))
        {
            return false;
        }

        Count(kind);
        return true;
    }

    public void Count(FaultKind kind) => _counts[(int)kind]++;

    public TimeSpan Latency()
    {
        var usual = _chance.Milliseconds(0, LatencyMilliseconds + 1);
        return Strikes(FaultKind.MessageDelayed) ? usual + _chance.Milliseconds(100, 20_000) : usual;
    }

    public TimeSpan StoreLatency() => _chance.Milliseconds(0, StoreMilliseconds + 1);

    public void CalmDown()
    {
        (IsCalm, IsStoreAway) = (true, false);
        (LatencyMilliseconds, StoreMilliseconds) = (2, Math.Min(StoreMilliseconds, 2));
    }
}
