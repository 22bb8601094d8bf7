using System.Runtime.InteropServices;
using GridActors.Core.Units;

namespace GridActors.Sqlite.Reading;

/// <summary>
/// Areas whose stored subtree lags what lies below them. Nearly all units are leaves: their versions are summed in one
/// scan of head, here, because SQL would sort a million rows by parent first. What concerns areas only is left to SQL.
/// </summary>
internal static class StaleReads
{
    /// <summary>
    /// Both numbers in one, because reaching for a column costs about as much as SQLite's step to its row.
    /// </summary>
    internal const string Leaves = "SELECT leaf_of << 32 | version FROM head WHERE leaf_of IS NOT NULL";

    /// <summary>
    /// The condition is the one of the index unit_area, word for word, so that leaves are not looked at.
    /// </summary>
    internal const string Areas =
        $"""
        SELECT unit.no, unit.id, unit.kind, coalesce(area.version, 0),
          head.version
          + coalesce((SELECT sum(below.version) FROM unit AS child JOIN area AS below ON below.unit_no = child.no
            WHERE child.parent = unit.no AND child.kind IN {Kinds.Areas}), 0)
          + coalesce((SELECT sum(version) FROM moved WHERE parent_no = unit.no), 0)
        FROM unit JOIN head ON head.unit_no = unit.no LEFT JOIN area ON area.unit_no = unit.no
        WHERE unit.kind IN {Kinds.Areas}
        """;

    private const long VersionMask = uint.MaxValue;

    public static IReadOnlyList<UnitId> Find(ReadStatements statements)
    {
        var leaves = SumOfLeaves(statements);
        var rows = statements[Areas];
        var stale = new List<(UnitKind Kind, UnitId Unit)>();
        while (rows.Step())
        {
            if (rows.Int64(3) != rows.Int64(4) + leaves.GetValueOrDefault(rows.Int64(0)))
            {
                stale.Add((Kinds.Parse(rows.Text(2)), UnitId.Parse(rows.Text(1))));
            }
        }

        // A parent's kind is always smaller, so this order is from the bottom up.
        return [.. stale.OrderByDescending(area => area.Kind).Select(area => area.Unit)];
    }

    /// <summary>By number of the parent: the journal versions of the leaves under it.</summary>
    private static Dictionary<long, long> SumOfLeaves(ReadStatements statements)
    {
        var sums = new Dictionary<long, long>();
        for (var rows = statements[Leaves]; rows.Step();)
        {
            var leaf = rows.Int64(0);
            CollectionsMarshal.GetValueRefOrAddDefault(sums, leaf >> 32, out _) += leaf & VersionMask;
        }

        return sums;
    }
}
