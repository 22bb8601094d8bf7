using GridActors.Core.Units;
using GridActors.Journaling.Ports;
using Npgsql;

namespace GridActors.Postgres.Reading;

/// <summary>The tree of units.</summary>
internal sealed class DirectoryReads(ReadPool pool)
{
    private const string Columns =
        "unit.id, unit.kind, unit.name, above.id, unit.tier, unit.households, unit.closed, head.version";

    private const string Heads =
        $"""
        SELECT {Columns}
        FROM unit JOIN head ON head.unit_no = unit.no LEFT JOIN unit AS above ON above.no = unit.parent
        WHERE unit.kind IS NOT NULL

        """;

    /// <summary>Bounded, so that it ends even in a database that somebody edited: the tree has fewer levels.</summary>
    private const string Parents =
        $"""
        WITH RECURSIVE way (no, parent, level) AS (
          SELECT no, parent, 0 FROM unit WHERE id = $1 AND kind IS NOT NULL
          UNION ALL
          SELECT unit.no, unit.parent, way.level + 1
          FROM way JOIN unit ON unit.no = way.parent
          WHERE unit.kind IS NOT NULL AND way.level < 16
        )
        SELECT {Columns}
        FROM way JOIN unit ON unit.no = way.no JOIN head ON head.unit_no = unit.no
        LEFT JOIN unit AS above ON above.no = unit.parent
        WHERE way.level > 0
        ORDER BY way.level DESC
        """;

    public ValueTask<UnitHead?> FindAsync(UnitId unit, CancellationToken cancellation) => pool.ReadAsync(
        Heads + "AND unit.id = $1",
        parameters => parameters.With(unit.Value),
        (rows, token) => Reads.FirstOrDefaultAsync(rows, Head, token),
        cancellation);

    public ValueTask<IReadOnlyList<UnitHead>> ParentsAsync(UnitId unit, CancellationToken cancellation) =>
        AllAsync(Parents, parameters => parameters.With(unit.Value), cancellation);

    public ValueTask<IReadOnlyList<UnitHead>> ChildrenAsync(UnitId? parent, CancellationToken cancellation) =>
        parent is { } under
            ? AllAsync(
                Heads + "AND unit.parent = (SELECT no FROM unit WHERE id = $1) ORDER BY unit.id",
                parameters => parameters.With(under.Value),
                cancellation)
            : AllAsync(Heads + "AND unit.parent IS NULL ORDER BY unit.id", _ => { }, cancellation);

    public ValueTask<bool> HasOpenChildrenAsync(UnitId unit, CancellationToken cancellation) => pool.ReadAsync(
        """
        SELECT FROM unit
        WHERE parent = (SELECT no FROM unit WHERE id = $1) AND kind IS NOT NULL AND NOT closed LIMIT 1
        """,
        parameters => parameters.With(unit.Value),
        (rows, token) => rows.ReadAsync(token),
        cancellation);

    public ValueTask<IReadOnlyList<UnitHead>> PageAsync(UnitId? after, int limit, CancellationToken cancellation) =>
        AllAsync(
            Heads + "AND unit.id > $1 ORDER BY unit.id LIMIT $2",
            parameters => parameters.With(after?.Value ?? "").With(limit),
            cancellation);

    private ValueTask<IReadOnlyList<UnitHead>> AllAsync(
        string sql, Action<NpgsqlParameterCollection> bind, CancellationToken cancellation) =>
        pool.ReadAsync(sql, bind, (rows, token) => Reads.AllAsync(rows, Head, token), cancellation);

    private static UnitHead Head(NpgsqlDataReader row) => new(
        UnitId.Parse(row.GetString(0)),
        Kinds.Parse(row.GetString(1)),
        row.GetString(2),
        row.TextOrNull(3) is { } parent ? UnitId.Parse(parent) : null,
        row.TextOrNull(4),
        row.IsDBNull(5) ? null : row.GetInt32(5),
        row.GetBoolean(6),
        Exists: true,
        row.GetInt64(7));
}
