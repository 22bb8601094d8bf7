using GridActors.Core.Records;
using GridActors.Core.Units;
using GridActors.Journaling.Ports;
using GridActors.Sqlite.Files;

namespace GridActors.Sqlite.Reading;

/// <summary>Heads, snapshots and entries.</summary>
internal static class JournalReads
{
    private const string Entries = "SELECT version, source, seq, received, utf8, outcome FROM entry ";

    public static StoredUnit Load(ReadStatements statements, UnitId unit)
    {
        var row = statements[
            """
            SELECT unit.no, head.version, snapshot.data
            FROM unit JOIN head ON head.unit_no = unit.no LEFT JOIN snapshot ON snapshot.unit_no = unit.no
            WHERE unit.id = ?1
            """].Bind(1, unit.Value);
        if (!row.Step() || row.Int64(1) == 0)
        {
            return default;
        }

        return new StoredUnit(row.Int64(0), row.Int64(1), row.IsNull(2) ? null : row.Bytes(2).ToArray());
    }

    public static IReadOnlyList<StoredEntry> Read(ReadStatements statements, UnitId unit, long after, int limit)
    {
        if (UnitNo(statements, unit) is not { } no)
        {
            return [];
        }

        var rows = statements[Entries + "WHERE unit_no = ?1 AND version > ?2 ORDER BY version LIMIT ?3"]
            .Bind(1, no).Bind(2, after).Bind(3, limit);
        var entries = new List<StoredEntry>();
        while (rows.Step())
        {
            entries.Add(Entry(rows));
        }

        return entries;
    }

    public static IReadOnlyList<StoredEntry> Find(
        ReadStatements statements, UnitId unit, IReadOnlyCollection<RecordId> ids)
    {
        if (ids.Count == 0 || UnitNo(statements, unit) is not { } no)
        {
            return [];
        }

        // The numbers are compared in the index, which holds them; an entry is read only when its number fits.
        var rows = statements[
            Entries + "WHERE unit_no = ?1 AND seq IN (SELECT value FROM json_each(?2)) ORDER BY version DESC"]
            .Bind(1, no)
            .Bind(2, $"[{string.Join(',', ids.Select(id => id.Seq))}]");
        var wanted = ids.ToHashSet();
        var found = new List<StoredEntry>(wanted.Count);
        while (wanted.Count > 0 && rows.Step())
        {
            if (wanted.Remove(new RecordId(rows.Text(1), rows.Int64(2))))
            {
                found.Add(Entry(rows));
            }
        }

        return found;
    }

    public static IReadOnlyList<UnitId> Due(ReadStatements statements, DateTimeOffset now, int limit)
    {
        var rows = statements[
            """
            SELECT unit.id FROM head JOIN unit ON unit.no = head.unit_no
            WHERE head.next_due <= ?1 ORDER BY head.next_due, head.unit_no LIMIT ?2
            """].Bind(1, now.ToUnixTimeMilliseconds()).Bind(2, limit);
        var due = new List<UnitId>();
        while (rows.Step())
        {
            due.Add(UnitId.Parse(rows.Text(0)));
        }

        return due;
    }

    /// <summary>An entry that is there.</summary>
    public static StoredEntry One(ReadStatements statements, long unitNo, long version)
    {
        var row = statements[Entries + "WHERE unit_no = ?1 AND version = ?2"].Bind(1, unitNo).Bind(2, version);
        row.Step();
        var entry = Entry(row);
        row.Reset();
        return entry;
    }

    public static long? UnitNo(ReadStatements statements, UnitId unit) =>
        statements["SELECT no FROM unit WHERE id = ?1"].Bind(1, unit.Value).RunInt64();

    private static StoredEntry Entry(Statement row) => new(
        row.Int64(0),
        new RecordId(row.Text(1), row.Int64(2)),
        Instants.OfTicks(row.Int64(3)),
        row.Bytes(4).ToArray(),
        row.IsNull(5) ? default : row.Bytes(5).ToArray());
}
