using GridActors.Core.Areas;
using GridActors.Core.Totals;
using GridActors.Core.Units;
using GridActors.Sqlite.Files;

namespace GridActors.Sqlite.Reading;

/// <summary>Own totals, stored subtrees, and what an area's children count for.</summary>
internal static class TotalsReads
{
    public static SubtreeTotals Own(ReadStatements statements, UnitId unit)
    {
        var row = statements[
            "SELECT unit.no, head.version FROM unit JOIN head ON head.unit_no = unit.no WHERE unit.id = ?1"]
            .Bind(1, unit.Value);
        return row.Step()
            ? new SubtreeTotals(unit, row.Int64(1), Totals(statements, "totals", row.Int64(0)))
            : new SubtreeTotals(unit, 0, DailyTotals.Zero);
    }

    public static SubtreeTotals? Subtree(ReadStatements statements, UnitId area)
    {
        var row = statements["SELECT unit_no, version FROM area WHERE unit_no = (SELECT no FROM unit WHERE id = ?1)"]
            .Bind(1, area.Value);
        return row.Step()
            ? new SubtreeTotals(area, row.Int64(1), Totals(statements, "area_totals", row.Int64(0)))
            : null;
    }

    public static IReadOnlyList<ChildTotals> Children(ReadStatements statements, UnitId area)
    {
        if (JournalReads.UnitNo(statements, area) is not { } no)
        {
            return [];
        }

        var totals = new SharedTotals();
        var leaves = BelowParent(statements, "totals", "NOT IN", no, totals);
        var areas = BelowParent(statements, "area_totals", "IN", no, totals);
        var children = new List<ChildTotals>();
        var rows = statements[
            """
            SELECT unit.no, unit.id, unit.kind, head.version, area.version
            FROM unit JOIN head ON head.unit_no = unit.no LEFT JOIN area ON area.unit_no = unit.no
            WHERE unit.parent = ?1 ORDER BY unit.no
            """].Bind(1, no);
        while (rows.Step())
        {
            var isArea = UnitKindRules.IsArea(Kinds.Parse(rows.Text(2)));
            children.Add(new ChildTotals(
                UnitId.Parse(rows.Text(1)),
                rows.Int64(isArea ? 4 : 3), // null reads as 0: nothing stored yet
                (isArea ? areas : leaves).GetValueOrDefault(rows.Int64(0)) ?? DailyTotals.Zero));
        }

        AddMoved(statements, no, children);
        return children;
    }

    /// <summary>The totals of all areas (<c>IN</c>) or leaves (<c>NOT IN</c>) under one parent, in one query.</summary>
    private static Dictionary<long, DailyTotals> BelowParent(
        ReadStatements statements, string table, string inAreas, long parentNo, SharedTotals shared)
    {
        // The order of the loops is the query's: units by the index on parent, then each one's rows, which lie
        // together.
        var rows = statements[
            $"""
            SELECT rows.key, rows.counts
            FROM unit CROSS JOIN {table} AS rows ON rows.key BETWEEN (unit.no << 32) AND (unit.no << 32 | 0xffffffff)
            WHERE unit.parent = ?1 AND unit.kind {inAreas} {Kinds.Areas}
            """].Bind(1, parentNo);
        var byUnit = new Dictionary<long, DailyTotals>();
        var current = 0L;
        while (rows.Step())
        {
            var unitNo = TotalsKeys.UnitNoOf(rows.Int64(0));
            if (unitNo != current && current != 0)
            {
                byUnit[current] = shared.Take();
            }

            current = unitNo;
            shared.Add(TotalsKeys.DayOf(rows.Int64(0)), rows.Bytes(1));
        }

        if (current != 0)
        {
            byUnit[current] = shared.Take();
        }

        return byUnit;
    }

    private static DailyTotals Totals(ReadStatements statements, string table, long unitNo)
    {
        var rows = statements[$"SELECT key, counts FROM {table} WHERE key BETWEEN ?1 AND ?2 ORDER BY key"]
            .Bind(1, TotalsKeys.First(unitNo))
            .Bind(2, TotalsKeys.Last(unitNo));
        var totals = new SharedTotals();
        while (rows.Step())
        {
            totals.Add(TotalsKeys.DayOf(rows.Int64(0)), rows.Bytes(1));
        }

        return totals.Take();
    }

    private static void AddMoved(ReadStatements statements, long parentNo, List<ChildTotals> children)
    {
        var rows = statements[
            """
            SELECT unit.id, moved.version FROM moved JOIN unit ON unit.no = moved.unit_no
            WHERE moved.parent_no = ?1 ORDER BY moved.unit_no
            """].Bind(1, parentNo);
        while (rows.Step())
        {
            children.Add(new ChildTotals(
                UnitId.Parse(rows.Text(0)), rows.Int64(1), DailyTotals.Zero, HasMoved: true));
        }
    }
}
