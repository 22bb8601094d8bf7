using System.Collections.Concurrent;

namespace GridActors.LoadDriver.Measurements;

/// <summary>When something was due, in seconds of the run, and how long it took from then, in ms.</summary>
internal readonly record struct Timing(float AtSeconds, float Ms);

/// <summary>
/// Every timing of a run as it was, 8 bytes each: percentiles are exact. Each sender writes into a part of its own.
/// </summary>
internal sealed class Latencies
{
    private readonly ConcurrentBag<List<Timing>> _parts = [];

    /// <summary>A part for one sender; nobody else may write into it.</summary>
    public List<Timing> NewPart()
    {
        var part = new List<Timing>();
        _parts.Add(part);
        return part;
    }

    /// <summary>Once nobody writes any more.</summary>
    public Percentiles All() => Percentiles.Of(_parts.SelectMany(part => part).Select(timing => timing.Ms));

    /// <summary>By second of the run in which they were meant to begin; seconds without any are left out.</summary>
    public IReadOnlyList<Moment> BySecond() =>
    [
        .. _parts.SelectMany(part => part).GroupBy(timing => (int)timing.AtSeconds).OrderBy(second => second.Key)
            .Select(second => new Moment(second.Key, Percentiles.Of(second.Select(timing => timing.Ms)))),
    ];
}

internal sealed record Moment(int Second, Percentiles Ms);

/// <summary>In ms.</summary>
internal sealed record Percentiles(long Count, double P50, double P99, double P999, double Max)
{
    public static Percentiles Of(IEnumerable<float> timings)
    {
        var sorted = timings.ToArray();
        Array.Sort(sorted);
        return new Percentiles(sorted.Length, At(0.5), At(0.99), At(0.999), At(1));

        // The smallest that at least this part of them does not exceed.
        double At(double part) => sorted.Length == 0
            ? 0
            : Math.Round(sorted[Math.Max(0, (int)Math.Ceiling(part * sorted.Length) - 1)], 2);
    }
}
