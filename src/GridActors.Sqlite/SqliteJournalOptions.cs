namespace GridActors.Sqlite;

/// <summary>Where a deployment's journal lies and what it may use.</summary>
public sealed record SqliteJournalOptions
{
    /// <summary>
    /// Folder of the database; made when it does not exist. On a local disk: the lock and WAL need one.
    /// </summary>
    public required string Directory { get; init; }

    /// <summary>
    /// The deployment's time zone (IANA). Kept with the data: the days of all totals are days of this zone.
    /// </summary>
    public required string TimeZoneId { get; init; }

    /// <summary>
    /// The secret of the index of traces, at least 16 bytes; null: one that is made with the database and kept in it.
    /// </summary>
    public byte[]? TracesKey { get; init; }

    /// <summary>Quota: the database grows to this many pages of 4 KiB and no further; null for no limit.</summary>
    public int? MaxPages { get; init; }

    /// <summary>Reads that run beside one another.</summary>
    public int Readers { get; init; } = 4;

    /// <summary>Appends that may wait for the writer; one more waits for a place among them.</summary>
    public int WaitingAppendsMax { get; init; } = 20_000;
}
