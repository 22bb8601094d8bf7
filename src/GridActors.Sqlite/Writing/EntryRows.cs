using GridActors.Core.Units;
using GridActors.Sqlite.Files;
using GridActors.Sqlite.Reading;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace GridActors.Sqlite.Writing;

/// <summary>A unit's entries, each behind the one before it; read by <see cref="EntryChain"/>.</summary>
internal sealed class EntryRows(SqliteConnection connection) : IDisposable
{
    private readonly Statement _entry = new(
        connection,
        """
        INSERT INTO entry (unit_no, version, source, seq, received, utf8, outcome, before)
        VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)
        """);

    private readonly Statement _mark = new(
        connection, "INSERT INTO mark (unit_no, version, no, low, high) VALUES (?1, ?2, ?3, ?4, ?5)");

    /// <param name="end">Where the unit's entries end so far.</param>
    /// <returns>Where they end now; of the new ones each lies right behind the one before it.</returns>
    public ChainEnd Write(long unitNo, IReadOnlyList<StoredEntry> entries, ChainEnd end)
    {
        var before = end.Last;
        foreach (var entry in entries)
        {
            Bind(entry).Bind(1, unitNo).Bind(8, before).Run();
            before = null;
            end = end.With(raw.sqlite3_last_insert_rowid(connection.Handle!), entry.Id.Seq);
            if (entry.Version % EntryChain.MarkEvery == 0)
            {
                _mark.Bind(1, unitNo).Bind(2, entry.Version).Bind(3, end.Last).Bind(4, end.Low).Bind(5, end.High).Run();
                end = end with { Low = null, High = null };
            }
        }

        return end;
    }

    public void Dispose()
    {
        _entry.Dispose();
        _mark.Dispose();
    }

    private Statement Bind(StoredEntry entry)
    {
        _entry.Bind(2, entry.Version)
            .Bind(3, entry.Id.Source)
            .Bind(4, entry.Id.Seq)
            .Bind(5, Instants.ToTicks(entry.Received))
            .BindBlob(6, entry.Utf8.Span);
        return entry.Outcome.IsEmpty ? _entry.BindNull(7) : _entry.BindBlob(7, entry.Outcome.Span);
    }
}

/// <summary>Where a unit's entries end.</summary>
/// <param name="Last"><c>entry.no</c> of the newest; null: there is none.</param>
/// <param name="Low">Lowest <c>seq</c> of those after the last mark; null: there are none.</param>
/// <param name="High">Highest <c>seq</c> of those.</param>
internal readonly record struct ChainEnd(long? Last, long? Low, long? High)
{
    public ChainEnd With(long no, long seq) =>
        new(no, Math.Min(Low ?? seq, seq), Math.Max(High ?? seq, seq));
}
