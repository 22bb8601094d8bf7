using GridActors.Core.Records;
using GridActors.Core.Units;
using Npgsql;

namespace GridActors.Postgres.Reading;

/// <summary>Entries and deadlines.</summary>
internal sealed class JournalReads(ReadPool pool)
{
    internal const string EntryColumns =
        "entry.version, entry.source, entry.seq, entry.received, entry.utf8, entry.outcome";

    /// <summary>So many of one unit are asked for with those of others; for more it is walked through.</summary>
    private const int FewMax = 4;

    private const string Entries = $"SELECT {EntryColumns} FROM entry ";

    /// <summary>Entries looked at before the first look further back; what was just written is among them.</summary>
    private const long FirstStretch = 250;

    private const int StretchGrowth = 4;

    private const string OfUnit = "WHERE unit_no = (SELECT no FROM unit WHERE id = $1) ";

    private readonly NewestEntries _newest = new(pool);

    public ValueTask<IReadOnlyList<StoredEntry>> ReadAsync(
        UnitId unit, long after, int limit, CancellationToken cancellation) => pool.ReadAsync(
        Entries + OfUnit + "AND version > $2 ORDER BY version LIMIT $3",
        parameters => parameters.With(unit.Value).With(after).With(limit),
        (rows, token) => Reads.AllAsync(rows, Entry, token),
        cancellation);

    /// <summary>
    /// Backwards from the newest, in stretches that grow. Their bounds hold whatever plan the server makes: of one
    /// statement over all versions it believed a busy checkpoint to be as small as any other unit, and read it whole.
    /// </summary>
    public async ValueTask<IReadOnlyList<StoredEntry>> FindAsync(
        UnitId unit, IReadOnlyCollection<RecordId> ids, CancellationToken cancellation)
    {
        var found = ids.Count is > 0 and <= FewMax
            ? await _newest.FindAsync(unit, ids).WaitAsync(cancellation).ConfigureAwait(false)
            : [];
        var wanted = ids.Except(found.Select(entry => entry.Id)).ToHashSet();
        var through = wanted.Count == 0 ? 0 : await VersionAsync(unit, cancellation).ConfigureAwait(false);
        for (var stretch = FirstStretch + wanted.Count; through > 0 && wanted.Count > 0; stretch *= StretchGrowth)
        {
            var after = Math.Max(0, through - stretch);
            foreach (var entry in await FindAsync(unit, wanted, after, through, cancellation).ConfigureAwait(false))
            {
                found.Add(entry);
                wanted.Remove(entry.Id);
            }

            through = after;
        }

        return found;
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

    private ValueTask<long> VersionAsync(UnitId unit, CancellationToken cancellation) => pool.ReadAsync(
        "SELECT head.version FROM head JOIN unit ON unit.no = head.unit_no WHERE unit.id = $1",
        parameters => parameters.With(unit.Value),
        (rows, token) => Reads.FirstOrDefaultAsync(rows, row => row.GetInt64(0), token),
        cancellation);

    /// <summary>Newest first.</summary>
    private ValueTask<IReadOnlyList<StoredEntry>> FindAsync(
        UnitId unit, IReadOnlyCollection<RecordId> ids, long after, long through, CancellationToken cancellation) =>
        pool.ReadAsync(
            Entries + OfUnit
            + "AND version > $2 AND version <= $3 AND ((source, seq) IN (SELECT * FROM unnest($4, $5))) IS TRUE "
            + "ORDER BY version DESC",
            parameters => parameters.With(unit.Value).With(after).With(through)
                .With<string[]>([.. ids.Select(id => id.Source)])
                .With<long[]>([.. ids.Select(id => id.Seq)]),
            (rows, token) => Reads.AllAsync(rows, Entry, token),
            cancellation);

    /// <summary>Of a row that begins with <see cref="EntryColumns"/>.</summary>
    internal static StoredEntry Entry(NpgsqlDataReader row) => row.Entry(0);
}
