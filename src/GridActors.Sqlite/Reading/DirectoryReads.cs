using GridActors.Core.Units;
using GridActors.Journaling.Ports;
using GridActors.Sqlite.Files;

namespace GridActors.Sqlite.Reading;

/// <summary>The tree of units.</summary>
internal static class DirectoryReads
{
    /// <summary>More than the tree has levels; bounds the walk up even in a database that somebody edited.</summary>
    private const int LevelsMax = 16;

    private const string Heads =
        """
        SELECT unit.id, unit.kind, unit.name, above.id, unit.tier, unit.households, unit.closed, head.version
        FROM unit JOIN head ON head.unit_no = unit.no LEFT JOIN unit AS above ON above.no = unit.parent
        WHERE unit.kind IS NOT NULL

        """;

    public static UnitHead? Find(ReadStatements statements, UnitId unit)
    {
        var row = statements[Heads + "AND unit.id = ?1"].Bind(1, unit.Value);
        var head = row.Step() ? Head(row) : null;
        row.Reset();
        return head;
    }

    public static IReadOnlyList<UnitHead> Parents(ReadStatements statements, UnitId unit)
    {
        var parents = new List<UnitHead>();
        var above = Find(statements, unit)?.Parent;
        while (above is { } id && parents.Count < LevelsMax && Find(statements, id) is { } head)
        {
            parents.Add(head);
            above = head.Parent;
        }

        parents.Reverse();
        return parents;
    }

    public static IReadOnlyList<UnitHead> Children(ReadStatements statements, UnitId? parent)
    {
        if (parent is not { } under)
        {
            return All(statements[Heads + "AND unit.parent IS NULL ORDER BY unit.id"]);
        }

        return JournalReads.UnitNo(statements, under) is { } no
            ? All(statements[Heads + "AND unit.parent = ?1 ORDER BY unit.id"].Bind(1, no))
            : [];
    }

    public static bool HasOpenChildren(ReadStatements statements, UnitId unit) =>
        statements[
            """
            SELECT 1 FROM unit
            WHERE parent = (SELECT no FROM unit WHERE id = ?1) AND kind IS NOT NULL AND closed = 0 LIMIT 1
            """].Bind(1, unit.Value).RunInt64() is not null;

    public static IReadOnlyList<UnitHead> Page(ReadStatements statements, UnitId? after, int limit) =>
        All(statements[Heads + "AND unit.id > ?1 ORDER BY unit.id LIMIT ?2"]
            .Bind(1, after?.ToString() ?? "").Bind(2, limit));

    private static List<UnitHead> All(Statement rows)
    {
        var heads = new List<UnitHead>();
        while (rows.Step())
        {
            heads.Add(Head(rows));
        }

        return heads;
    }

    private static UnitHead Head(Statement row) => new(
        UnitId.Parse(row.Text(0)),
        Kinds.Parse(row.Text(1)),
        row.Text(2),
        row.TextOrNull(3) is { } parent ? UnitId.Parse(parent) : null,
        row.TextOrNull(4),
        row.IsNull(5) ? null : (int)row.Int64(5),
        row.Int64(6) != 0,
        Exists: true,
        row.Int64(7));
}
