namespace GridActors.Cluster.Benchmarks;

internal sealed record RunOptions
{
    /// <summary>Of plain SQL.</summary>
    public const int Connections = 64;

    public const int Batch = 50;

    public required int Rounds { get; init; }

    public required TimeSpan Duration { get; init; }

    public required TimeSpan WarmUp { get; init; }

    /// <summary>Who sends single records, each its next when the last is answered.</summary>
    public required int Callers { get; init; }

    /// <summary>Who sends batches.</summary>
    public required int BatchCallers { get; init; }

    /// <summary>Connections that our journal appends with.</summary>
    public required int Writers { get; init; }

    /// <summary>Households that are touched rarely; 0 to leave these lines out.</summary>
    public required int Households { get; init; }

    /// <summary>Part of the names of what to measure; null for all.</summary>
    public required string? Only { get; init; }
}
