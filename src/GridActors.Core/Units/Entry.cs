using GridActors.Core.Records;

namespace GridActors.Core.Units;

/// <summary>One journal entry: an accepted record, counted from 1, with what was decided beside it.</summary>
public sealed record Entry(long Version, DateTimeOffset Received, Record Record, Outcome? Outcome);

/// <summary>An entry as a journal keeps it: bytes, which the journal never looks into.</summary>
/// <param name="Version">Position in the unit's journal, from 1, without gaps.</param>
/// <param name="Id">The record's identity.</param>
/// <param name="Received">When the server judged it.</param>
/// <param name="Utf8">The record as sent.</param>
/// <param name="Outcome">JSON of the <see cref="Outcome"/>; empty for none.</param>
public readonly record struct StoredEntry(
    long Version, RecordId Id, DateTimeOffset Received, ReadOnlyMemory<byte> Utf8, ReadOnlyMemory<byte> Outcome);
