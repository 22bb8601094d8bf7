namespace GridActors.Benchmarks.Lines;

/// <summary>One way to do the job, measured in turn with others.</summary>
/// <param name="Group">Store and workload: lines of one group are set beside the group's usual way.</param>
/// <param name="LoadAsync">Runs for so long; whatever must be there first is made at the first call.</param>
internal sealed record Line(string Group, string Name, Func<TimeSpan, Task<Sample>> LoadAsync)
{
    /// <summary>After each run, and not part of what is timed.</summary>
    /// <exception cref="InvalidOperationException">A total is not exact.</exception>
    public Func<Task> CheckAsync { get; init; } = () => Task.CompletedTask;

    /// <summary>The usual way of its group, which the others are multiples of.</summary>
    public bool IsUsual { get; init; }

    /// <summary>Of all rounds.</summary>
    public List<Sample> Samples { get; } = [];

    /// <summary>Why it is not in the table; null when it is.</summary>
    public string? Failure { get; set; }

    public string FullName => $"{Group}: {Name}";

    public double RecordsPerSecond => Median(sample => sample.RecordsPerSecond) ?? 0;

    /// <summary>Of the rounds that have the figure; null when none has.</summary>
    public double? Median(Func<Sample, double?> figure)
    {
        var sorted = Samples.Select(figure).OfType<double>().Order().ToList();
        return sorted.Count == 0 ? null : sorted[sorted.Count / 2];
    }

    /// <param name="only">Words, comma-separated, of which its name contains one; null for all.</param>
    public bool IsWanted(string? only) => only is null || only
        .Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
        .Any(word => FullName.Contains(word, StringComparison.OrdinalIgnoreCase));
}

/// <summary>What one run of a line showed.</summary>
/// <param name="RecordsPerSecond">Acknowledged, hence durable.</param>
/// <param name="P50Ms">Of calls.</param>
/// <param name="FreshP99Ms">From an answer until the county's totals show the record.</param>
/// <param name="AgainPerSecond">Of what was sent once more afterwards, by all at once, and answered as known.</param>
internal sealed record Sample(
    double RecordsPerSecond, double? P50Ms = null, double? P99Ms = null, double? FreshP99Ms = null, double? AgainPerSecond = null)
{
    public override string ToString() => FormattableString.Invariant($"{RecordsPerSecond:N0}/s")
        + (P99Ms is { } p99 ? FormattableString.Invariant($", p99 {p99:N1} ms") : "")
        + (FreshP99Ms is { } fresh ? FormattableString.Invariant($", fresh p99 {fresh:N0} ms") : "")
        + (AgainPerSecond is { } again ? FormattableString.Invariant($", sent again {again:N0}/s") : "");
}
