namespace GridActors.Standalone.Hosting;

/// <summary>What bounds the memory of a process with more units than fit into it.</summary>
public sealed record LocalUnitsOptions
{
    /// <summary>Units held in memory; beyond them the longest idle are put away.</summary>
    public int ActiveUnitsMax { get; init; } = 50_000;

    /// <summary>Children's totals held by areas in memory, all areas together; beyond them the same.</summary>
    public int HeldChildrenMax { get; init; } = 600_000;

    /// <summary>A unit untouched for so long is put away even when there is room.</summary>
    public TimeSpan IdleAfter { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>Pause between two rounds of putting away.</summary>
    public TimeSpan EvictPace { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>Records that may wait for their decision or commit; further ones are answered unavailable.</summary>
    public int WaitingRecordsMax { get; init; } = 50_000;
}
