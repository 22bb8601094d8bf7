namespace GridActors.Simulation.Scheduling;

/// <summary>All that is left to chance in a run, drawn from its seed. SplitMix64: the same on every machine and runtime.</summary>
internal sealed class Chance(ulong seed)
{
    private ulong _state = seed;

    /// <summary>A source of its own, so that what one part draws does not shift what another part gets.</summary>
    public Chance Fork() => new(NextBits());

    public ulong NextBits()
    {
        var bits = _state += 0x9E3779B97F4A7C15;
        bits = (bits ^ (bits >> 30)) * 0xBF58476D1CE4E5B9;
        bits = (bits ^ (bits >> 27)) * 0x94D049BB133111EB;
        return bits ^ (bits >> 31);
    }

    /// <summary>From 0 to below <paramref name="end"/>.</summary>
    public int Next(int end) => (int)(((NextBits() >> 32) * (ulong)end) >> 32);

    public int Next(int first, int end) => first + Next(end - first);

    public bool OneIn(int times) => Next(times) == 0;

    public bool Happens(double share) => (NextBits() >> 11) * (1.0 / (1UL << 53)) < share;

    public T Of<T>(params ReadOnlySpan<T> items) => items[Next(items.Length)];

    public T From<T>(IReadOnlyList<T> items) => items[Next(items.Count)];

    public TimeSpan Milliseconds(int first, int end) => TimeSpan.FromMilliseconds(Next(first, end));

    public TimeSpan Seconds(int first, int end) => TimeSpan.FromMilliseconds(Next(first * 1000, end * 1000));

    public void Shuffle<T>(IList<T> items)
    {
        for (var left = items.Count; left > 1; left--)
        {
            var other = Next(left);
            (items[left - 1], items[other]) = (items[other], items[left - 1]);
        }
    }
}
