using System.Globalization;
using GridActors.Core.Units;
using GridActors.Journaling.Ports;
using GridActors.Sqlite.Files;

namespace GridActors.Sqlite.Reading;

/// <summary>What came in about a day after it was over.</summary>
internal static class LateReads
{
    /// <summary>
    /// CROSS JOIN keeps the order: from each unit below to its few late rows, never through all of them.
    /// </summary>
    private const string OfSubtree =
        """
        WITH RECURSIVE below (no) AS (
          SELECT no FROM unit WHERE id = ?1
          UNION
          SELECT unit.no FROM below CROSS JOIN unit ON unit.parent = below.no WHERE unit.kind IS NOT NULL
        )
        SELECT entry.version, source, seq, received, utf8, outcome, unit.id
        FROM below
        CROSS JOIN late ON late.unit_no = below.no AND late.day = ?2
        CROSS JOIN entry ON entry.no = late.no AND entry.received > ?3
        CROSS JOIN unit ON unit.no = late.unit_no
        ORDER BY entry.received, late.unit_no, late.version LIMIT ?4
        """;

    public static IReadOnlyList<LateEntry> Find(
        ReadStatements statements, UnitId unit, DateOnly day, DateTimeOffset after, int limit)
    {
        var rows = statements[OfSubtree].Bind(1, unit.Value).Bind(2, Days.ToNumber(day))
            .Bind(3, Instants.ToTicks(after)).Bind(4, limit);
        var found = new List<LateEntry>();
        while (rows.Step())
        {
            found.Add(new LateEntry(UnitId.Parse(rows.Text(6)), EntryChain.Entry(rows)));
        }

        return found;
    }

    public static DateTimeOffset UnlistedUntil(ReadStatements statements)
    {
        var row = statements["SELECT value FROM meta WHERE name = 'late-unlisted-until'"];
        return row.Step()
            ? Instants.OfTicks(long.Parse(row.Text(0), CultureInfo.InvariantCulture))
            : DateTimeOffset.MinValue;
    }
}
