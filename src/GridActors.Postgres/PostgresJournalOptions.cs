namespace GridActors.Postgres;

/// <summary>Where a deployment's journal lies and what one silo may use of it.</summary>
public sealed record PostgresJournalOptions
{
    /// <summary>Npgsql's form. Timeouts, keep-alive and pooling are set by the journal.</summary>
    public required string ConnectionString { get; init; }

    /// <summary>
    /// The deployment's time zone (IANA). Kept with the data: the days of all totals are days of this zone.
    /// </summary>
    public required string TimeZoneId { get; init; }

    /// <summary>
    /// The secret of the index of traces, at least 16 bytes; null: the one that is kept in the database.
    /// </summary>
    public byte[]? TracesKey { get; init; }

    /// <summary>Appends that may wait for a writer; one more waits for a place among them.</summary>
    public int WaitingAppendsMax { get; init; } = 20_000;

    /// <summary>Connections that append beside one another; each unit belongs to one of them.</summary>
    public int Writers { get; init; } = 2;

    /// <summary>Reads that run beside one another.</summary>
    public int Readers { get; init; } = 8;
}
