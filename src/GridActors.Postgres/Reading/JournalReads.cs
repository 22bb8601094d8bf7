using GridActors.Core.Records;
using GridActors.Core.Units;
using GridActors.Journaling.Ports;
using Npgsql;

namespace GridActors.Postgres.Reading;

/// <summary>Heads, entries and deadlines.</summary>
internal sealed class JournalReads(ReadPool pool)
{
    private const string Entries = "SELECT version, source, seq, received, utf8, outcome FROM entry ";

    private const string OfUnit = "WHERE unit_no = (SELECT no FROM unit WHERE id = $1) ";

    public ValueTask<StoredUnit> LoadAsync(UnitId unit, CancellationToken cancellation) => pool.ReadAsync(
        """
        SELECT unit.no, head.version, snapshot.data
        FROM unit JOIN head ON head.unit_no = unit.no LEFT JOIN snapshot ON snapshot.unit_no = unit.no
        WHERE unit.id = $1 AND head.version > 0
        """,
        parameters => parameters.With(unit.Value),
        (rows, token) => Reads.FirstOrDefaultAsync(
            rows,
            row => new StoredUnit(row.GetInt64(0), row.GetInt64(1), row.IsDBNull(2) ? null : row.Bytes(2)),
            token),
        cancellation);

    public ValueTask<IReadOnlyList<StoredEntry>> ReadAsync(
        UnitId unit, long after, int limit, CancellationToken cancellation) => pool.ReadAsync(
        Entries + OfUnit + "AND version > $2 ORDER BY version LIMIT $3",
        parameters => parameters.With(unit.Value).With(after).With(limit),
        (rows, token) => Reads.AllAsync(rows, Entry, token),
        cancellation);

    public ValueTask<IReadOnlyList<StoredEntry>> FindAsync(
        UnitId unit, IReadOnlyCollection<RecordId> ids, CancellationToken cancellation)
    {
        if (ids.Count == 0)
        {
            return ValueTask.FromResult<IReadOnlyList<StoredEntry>>([]);
        }

        // IS TRUE: a look at each entry on the way back, which ends when all are found, and never a join, which would
        // read all of them first.
        RecordId[] wanted = [.. ids.Distinct()];
        return pool.ReadAsync(
            Entries + OfUnit
            + "AND ((source, seq) IN (SELECT * FROM unnest($2, $3))) IS TRUE ORDER BY version DESC LIMIT $4",
            parameters => parameters.With(unit.Value)
                .With<string[]>([.. wanted.Select(id => id.Source)])
                .With<long[]>([.. wanted.Select(id => id.Seq)])
                .With(wanted.Length),
            (rows, token) => Reads.AllAsync(rows, Entry, token),
            cancellation);
    }

    public ValueTask<IReadOnlyList<UnitId>> DueAsync(DateTimeOffset now, int limit, CancellationToken cancellation) =>
        pool.ReadAsync(
            """
            SELECT unit.id
            FROM (SELECT next_due, unit_no FROM head WHERE next_due <= $1 ORDER BY next_due, unit_no LIMIT $2) AS due
            JOIN unit ON unit.no = due.unit_no
            ORDER BY due.next_due, due.unit_no
            """,
            parameters => parameters.With(now.ToUnixTimeMilliseconds()).With(limit),
            (rows, token) => Reads.AllAsync(rows, row => UnitId.Parse(row.GetString(0)), token),
            cancellation);

    private static StoredEntry Entry(NpgsqlDataReader row) => new(
        row.GetInt64(0),
        new RecordId(row.GetString(1), row.GetInt64(2)),
        Instants.OfTicks(row.GetInt64(3)),
        row.Bytes(4),
        row.IsDBNull(5) ? default(ReadOnlyMemory<byte>) : row.Bytes(5));
}
