using GridActors.Core.Units;

namespace GridActors.Sqlite.Reading;

/// <summary>Areas whose stored subtree lags what lies below them.</summary>
internal static class StaleReads
{
    private const string AreaKinds = "('province', 'prefecture', 'county', 'township', 'village', 'grid', 'community')";

    // The first condition is the one of the index unit_area, word for word, so that leaves are not even looked at.
    // Of a child, kind and number come from the index on parent; its version from a row of a few bytes.
    internal const string Stale =
        $"""
        SELECT id, kind FROM (
          SELECT unit.id, unit.kind, coalesce(area.version, 0) AS stored,
            head.version
            + coalesce((
              SELECT sum(CASE WHEN child.kind IN {AreaKinds}
                THEN coalesce((SELECT version FROM area WHERE unit_no = child.no), 0)
                ELSE (SELECT version FROM head WHERE unit_no = child.no) END)
              FROM unit AS child WHERE child.parent = unit.no), 0)
            + coalesce((SELECT sum(version) FROM moved WHERE parent_no = unit.no), 0) AS expected
          FROM unit JOIN head ON head.unit_no = unit.no LEFT JOIN area ON area.unit_no = unit.no
          WHERE unit.kind IN {AreaKinds})
        WHERE stored <> expected
        """;

    public static IReadOnlyList<UnitId> Find(ReadStatements statements)
    {
        var rows = statements[Stale];
        var stale = new List<(UnitKind Kind, UnitId Unit)>();
        while (rows.Step())
        {
            stale.Add((DirectoryReads.Kind(rows.Text(1)), UnitId.Parse(rows.Text(0))));
        }

        // A parent's kind is always smaller, so this order is from the bottom up.
        return [.. stale.OrderByDescending(area => area.Kind).Select(area => area.Unit)];
    }
}
