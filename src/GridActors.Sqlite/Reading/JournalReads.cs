using GridActors.Core.Records;
using GridActors.Core.Units;
using GridActors.Journaling.Ports;

namespace GridActors.Sqlite.Reading;

/// <summary>Heads, snapshots and entries.</summary>
internal static class JournalReads
{
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
        if (HeadOf(statements, unit) is not (var no, var version))
        {
            return [];
        }

        List<StoredEntry> entries =
            [.. EntryChain.Back(statements, no, Math.Min(version, after + limit), after).Select(EntryChain.Entry)];
        entries.Reverse();
        return entries;
    }

    public static IReadOnlyList<StoredEntry> Find(
        ReadStatements statements, UnitId unit, IReadOnlyCollection<RecordId> ids)
    {
        if (ids.Count == 0 || HeadOf(statements, unit) is not (var no, var version))
        {
            return [];
        }

        // Sources are compared only where the number fits.
        var numbers = ids.Select(id => id.Seq).ToHashSet();
        var wanted = ids.ToHashSet();
        var found = new List<StoredEntry>(wanted.Count);
        foreach (var row in EntryChain.BackWhere(statements, no, version, numbers.Min(), numbers.Max()))
        {
            if (numbers.Contains(row.Int64(2)) && wanted.Remove(EntryChain.IdOf(row)))
            {
                found.Add(EntryChain.Entry(row));
                if (wanted.Count == 0)
                {
                    break;
                }
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
    public static StoredEntry One(ReadStatements statements, long unitNo, long version) =>
        EntryChain.Back(statements, unitNo, version, version - 1).Select(EntryChain.Entry).Single();

    public static long? UnitNo(ReadStatements statements, UnitId unit) =>
        statements["SELECT no FROM unit WHERE id = ?1"].Bind(1, unit.Value).RunInt64();

    private static (long No, long Version)? HeadOf(ReadStatements statements, UnitId unit)
    {
        var row = statements[
            "SELECT unit.no, head.version FROM unit JOIN head ON head.unit_no = unit.no WHERE unit.id = ?1"]
            .Bind(1, unit.Value);
        return row.Step() ? (row.Int64(0), row.Int64(1)) : null;
    }
}
