namespace GridActors.Journaling.Ports;

/// <summary>
/// What a database says of its schema: the migration that it was brought to, and the oldest schema whose programs may
/// still write to it. Between the two lie migrations that only add what an older program need not know.
/// </summary>
public readonly record struct StoredSchema
{
    /// <summary>The row of <c>meta</c> that holds <see cref="OldestWriter"/>.</summary>
    public const string OldestWriterName = "oldest-writer";

    /// <param name="oldestWriter">
    /// Null where it was not written down: only programs of that very schema, or newer ones.
    /// </param>
    public StoredSchema(int version, int? oldestWriter) => (Version, OldestWriter) = (version, oldestWriter ?? version);

    public int Version { get; }

    public int OldestWriter { get; }

    /// <summary>
    /// A program starts on a newer schema than its own where that leaves it room, so that it may be rolled back to.
    /// </summary>
    /// <param name="newest">The schema of this program.</param>
    /// <exception cref="InvalidOperationException">A newer program made it unreadable for this one.</exception>
    public void ThrowIfTooNewFor(int newest)
    {
        if (Version > newest && OldestWriter > newest)
        {
            throw new InvalidOperationException(
                $"The database has schema {Version}, to which programs of schema {OldestWriter} or newer may write; "
                + $"this program knows schemas up to {newest}. Use a newer program.");
        }
    }
}
