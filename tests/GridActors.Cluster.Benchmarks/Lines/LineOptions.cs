namespace GridActors.Cluster.Benchmarks.Lines;

/// <summary>How many call at once, and how much there is.</summary>
internal sealed record LineOptions
{
    /// <summary>Of plain SQL.</summary>
    public const int Connections = 64;

    public const int Batch = 100;

    /// <summary>Who sends single records, each its next when the last is answered.</summary>
    public required int Callers { get; init; }

    /// <summary>Over which single records come in over HTTP.</summary>
    public required int HttpConnections { get; init; }

    /// <summary>Who sends batches.</summary>
    public required int BatchCallers { get; init; }

    /// <summary>Connections that our journal appends with.</summary>
    public required int Writers { get; init; }

    /// <summary>Households that are touched rarely.</summary>
    public required int Households { get; init; }
}
