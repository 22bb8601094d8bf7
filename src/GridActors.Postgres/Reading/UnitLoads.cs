using GridActors.Core.Units;
using GridActors.Journaling.Ports;
using Npgsql;

namespace GridActors.Postgres.Reading;

/// <summary>
/// Units as they wake: all that ask while a question is on its way are found by the next one. A unit alone cost two
/// statements, and these were most of what a household's record cost that slept before.
/// </summary>
internal sealed class UnitLoads
{
    /// <summary>Bounds what one answer holds, and how long its first unit waits for the last.</summary>
    private const int UnitsMax = 256;

    /// <summary>A small unit's whole journal comes along; of a larger one the rest is read in pages.</summary>
    private const int EntriesAlong = 100;

    /// <summary>
    /// One walk through the units asked for, each looked up by its keys: a limit within keeps the planner from making
    /// joins of the tables of it, however few units it believes these to be.
    /// </summary>
    private const string Find =
        $"""
        SELECT asked.id, found.no, found.version, found.data, {JournalReads.EntryColumns}
        FROM unnest($1) AS asked (id)
        CROSS JOIN LATERAL (
          SELECT unit.no, head.version, snapshot.data
          FROM unit JOIN head ON head.unit_no = unit.no LEFT JOIN snapshot ON snapshot.unit_no = unit.no
          WHERE unit.id = asked.id AND head.version > 0 LIMIT 1
        ) AS found
        LEFT JOIN LATERAL (
          SELECT * FROM entry
          WHERE entry.unit_no = found.no AND found.data IS NULL ORDER BY entry.version LIMIT $2
        ) AS entry ON true
        """;

    private readonly ReadPool _pool;
    private readonly GatheredLookUp<UnitId, Row> _rows;

    public UnitLoads(ReadPool pool)
    {
        _pool = pool;
        _rows = new GatheredLookUp<UnitId, Row>(UnitsMax, FindAsync);
    }

    public async ValueTask<StoredUnit> LoadAsync(UnitId unit, CancellationToken cancellation)
    {
        var rows = (await _rows.FindAsync([unit]).WaitAsync(cancellation).ConfigureAwait(false))[unit];
        if (rows.FirstOrDefault() is not { } first)
        {
            return default;
        }

        return first.Unit with
        {
            Entries =
            [
                .. rows.Where(row => row.Entry is not null)
                    .Select(row => row.Entry!.Value).OrderBy(entry => entry.Version),
            ],
        };
    }

    private async Task<ILookup<UnitId, Row>> FindAsync(IReadOnlyCollection<UnitId> units)
    {
        var rows = await _pool.ReadAsync(
            Find,
            parameters => parameters.With<string[]>([.. units.Select(unit => unit.Value)]).With(EntriesAlong),
            (rows, token) => Reads.AllAsync(rows, RowOf, token),
            CancellationToken.None).ConfigureAwait(false);
        return rows.ToLookup(row => row.Id);
    }

    private static Row RowOf(NpgsqlDataReader row) => new(
        UnitId.Parse(row.GetString(0)),
        new StoredUnit(row.GetInt64(1), row.GetInt64(2), row.IsDBNull(3) ? null : row.Bytes(3)),
        row.IsDBNull(4) ? null : row.Entry(4));

    private sealed record Row(UnitId Id, StoredUnit Unit, StoredEntry? Entry);
}
