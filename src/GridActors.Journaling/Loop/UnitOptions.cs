namespace GridActors.Journaling.Loop;

/// <summary>Limits and paces of every unit.</summary>
public sealed record UnitOptions
{
    /// <summary>How old a record may be on receipt. History is imported with a larger one.</summary>
    public TimeSpan AcceptBack { get; init; } = TimeSpan.FromDays(45);

    /// <summary>Records decided before an append; what waits beyond them goes into the next.</summary>
    public int BatchRecordsMax { get; init; } = 4000;

    /// <summary>Entries after which an append carries a snapshot.</summary>
    public int SnapshotEveryEntries { get; init; } = 500;

    /// <summary>Entries read at a time when a unit is folded.</summary>
    public int ReadPageEntries { get; init; } = 1000;

    /// <summary>
    /// Between two reports of a unit to its parent: the first goes out at once, what follows sooner travels on as one.
    /// Where much happens it is nearly all of a record's way to the top: at most this for the checkpoint and for each
    /// area on the way.
    /// </summary>
    public TimeSpan ReportPace { get; init; } = TimeSpan.FromMilliseconds(120);

    /// <summary>Pause between two writes of an area's stored totals, which are only a cache.</summary>
    public TimeSpan AreaSavePace { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>How long an area that comes up after a host was lost waits for each of the areas below it.</summary>
    public TimeSpan AskPatience { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>
    /// How long after an append of unknown outcome the unit looks whether it was written after all: longer than a store
    /// keeps a transaction whose caller has given up.
    /// </summary>
    public TimeSpan LateCommitPause { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Pause before a report or a save that failed is tried again.</summary>
    public TimeSpan RetryPause { get; init; } = TimeSpan.FromSeconds(1);
}
