using GridActors.Core.Areas;
using GridActors.Core.Totals;
using GridActors.Core.Units;
using Npgsql;

namespace GridActors.Postgres.Reading;

/// <summary>Own totals, stored subtrees, and what an area's children count for.</summary>
internal sealed class TotalsReads(ReadPool pool)
{
    private const string Own =
        """
        SELECT false, unit.no, unit.id, head.version, totals.day, totals.counts
        FROM unit JOIN head ON head.unit_no = unit.no LEFT JOIN totals ON totals.unit_no = unit.no
        WHERE unit.id = $1
        """;

    private const string Subtree =
        """
        SELECT false, unit.no, unit.id, area.version, area_totals.day, area_totals.counts
        FROM unit JOIN area ON area.unit_no = unit.no LEFT JOIN area_totals ON area_totals.unit_no = unit.no
        WHERE unit.id = $1
        """;

    /// <summary>Each unit's rows must follow one another; in which order makes no difference.</summary>
    private const string Children =
        $"""
        WITH parent AS (SELECT no FROM unit WHERE id = $1)
        SELECT false, unit.no, unit.id, head.version, totals.day, totals.counts
        FROM unit JOIN head ON head.unit_no = unit.no LEFT JOIN totals ON totals.unit_no = unit.no
        WHERE unit.parent = (SELECT no FROM parent) AND unit.kind NOT IN {Kinds.Areas}
        UNION ALL
        SELECT false, unit.no, unit.id, coalesce(area.version, 0), area_totals.day, area_totals.counts
        FROM unit LEFT JOIN area ON area.unit_no = unit.no LEFT JOIN area_totals ON area_totals.unit_no = unit.no
        WHERE unit.parent = (SELECT no FROM parent) AND unit.kind IN {Kinds.Areas}
        UNION ALL
        SELECT true, unit.no, unit.id, moved.version, null, null
        FROM moved JOIN unit ON unit.no = moved.unit_no
        WHERE moved.parent_no = (SELECT no FROM parent)
        ORDER BY 1, 2, 5
        """;

    public async ValueTask<SubtreeTotals> OwnAsync(UnitId unit, CancellationToken cancellation) =>
        await OneAsync(Own, unit, cancellation).ConfigureAwait(false)
        ?? new SubtreeTotals(unit, 0, DailyTotals.Zero);

    public ValueTask<SubtreeTotals?> SubtreeAsync(UnitId area, CancellationToken cancellation) =>
        OneAsync(Subtree, area, cancellation);

    public ValueTask<IReadOnlyList<ChildTotals>> ChildrenAsync(UnitId area, CancellationToken cancellation) =>
        pool.ReadAsync(Children, parameters => parameters.With(area.Value), AllAsync, cancellation);

    private async ValueTask<SubtreeTotals?> OneAsync(string sql, UnitId unit, CancellationToken cancellation)
    {
        var found = await pool.ReadAsync(sql, parameters => parameters.With(unit.Value), AllAsync, cancellation)
            .ConfigureAwait(false);
        return found is [var one] ? new SubtreeTotals(unit, one.Version, one.Totals) : null;
    }

    private static async Task<IReadOnlyList<ChildTotals>> AllAsync(
        NpgsqlDataReader rows, CancellationToken cancellation)
    {
        var all = new List<ChildTotals>();
        var totals = new SharedTotals();
        ChildTotals? current = null;
        while (await rows.ReadAsync(cancellation).ConfigureAwait(false))
        {
            var unit = UnitId.Parse(rows.GetString(2));
            if (current is not null && current.Unit != unit)
            {
                all.Add(current with { Totals = totals.Take() });
            }

            current = new ChildTotals(unit, rows.GetInt64(3), DailyTotals.Zero, rows.GetBoolean(0));
            if (!rows.IsDBNull(4))
            {
                totals.Add(rows.GetInt32(4), rows.GetString(5));
            }
        }

        if (current is not null)
        {
            all.Add(current with { Totals = totals.Take() });
        }

        return all;
    }
}
