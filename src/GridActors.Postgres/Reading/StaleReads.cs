using GridActors.Core.Units;

namespace GridActors.Postgres.Reading;

/// <summary>
/// Areas whose stored subtree lags what lies below them, from versions alone. Nearly all units are leaves: head names
/// their parent, so that their versions are summed in one scan of narrow rows.
/// </summary>
internal sealed class StaleReads(ReadPool pool)
{
    private const string Stale =
        $"""
        WITH leaves AS (
          SELECT leaf_of AS no, sum(version) AS version FROM head WHERE leaf_of IS NOT NULL GROUP BY leaf_of
        ), areas AS (
          SELECT unit.parent AS no, sum(area.version) AS version
          FROM unit JOIN area ON area.unit_no = unit.no
          WHERE unit.kind IN {Kinds.Areas} GROUP BY unit.parent
        ), gone AS (
          SELECT parent_no AS no, sum(version) AS version FROM moved GROUP BY parent_no
        )
        SELECT unit.id, unit.kind
        FROM unit
        JOIN head ON head.unit_no = unit.no
        LEFT JOIN area ON area.unit_no = unit.no
        LEFT JOIN leaves ON leaves.no = unit.no
        LEFT JOIN areas ON areas.no = unit.no
        LEFT JOIN gone ON gone.no = unit.no
        WHERE unit.kind IN {Kinds.Areas}
          AND coalesce(area.version, 0)
            <> head.version + coalesce(leaves.version, 0) + coalesce(areas.version, 0) + coalesce(gone.version, 0)
        """;

    public async ValueTask<IReadOnlyList<UnitId>> FindAsync(CancellationToken cancellation)
    {
        var stale = await pool.ReadAsync(
            Stale,
            _ => { },
            (rows, token) => Reads.AllAsync(
                rows, row => (Unit: UnitId.Parse(row.GetString(0)), Kind: Kinds.Parse(row.GetString(1))), token),
            cancellation).ConfigureAwait(false);

        // A parent's kind is always smaller, so this order is from the bottom up.
        return [.. stale.OrderByDescending(area => area.Kind).Select(area => area.Unit)];
    }
}
