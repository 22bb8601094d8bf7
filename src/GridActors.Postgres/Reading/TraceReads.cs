using GridActors.Core.Traces;
using GridActors.Core.Units;
using GridActors.Journaling.Ports;
using GridActors.Journaling.Traces;
using Npgsql;

namespace GridActors.Postgres.Reading;

/// <summary>Entries by whom and what they name, and who is under isolation orders.</summary>
internal sealed class TraceReads
{
    /// <summary>
    /// Each day of each key is a range of the index, walked backwards from the place that was listed last; of these the
    /// page is the beginning. $1: keys. $2, $3: days. $4: earliest at. $5 to $7: the place. $8: limit.
    /// </summary>
    private const string Page =
        """
        SELECT unit.id, unit.kind, unit.name, page.at,
          entry.version, entry.source, entry.seq, entry.received, entry.utf8, entry.outcome
        FROM (
          SELECT DISTINCT found.at, found.unit_no, found.version
          FROM unnest($1) AS keys (key) CROSS JOIN generate_series($2, $3) AS days (day) CROSS JOIN LATERAL (
            SELECT trace.at, trace.unit_no, trace.version FROM trace
            WHERE trace.day = days.day AND trace.key = keys.key AND trace.at >= $4
              AND (trace.at, trace.unit_no, trace.version)
                < ($5, coalesce((SELECT no FROM unit WHERE id = $6), 0), $7)
            ORDER BY trace.at DESC, trace.unit_no DESC, trace.version DESC LIMIT $8
          ) AS found
          ORDER BY found.at DESC, found.unit_no DESC, found.version DESC LIMIT $8
        ) AS page
        JOIN unit ON unit.no = page.unit_no
        JOIN entry ON entry.unit_no = page.unit_no AND entry.version = page.version
        ORDER BY page.at DESC, page.unit_no DESC, page.version DESC
        """;

    /// <summary>Names in one question for isolation orders.</summary>
    private const int AskedMax = 4096;

    private readonly ReadPool _pool;
    private readonly TraceKeys _keys;
    private readonly GatheredLookUp<long, StayOfKey> _stays;

    public TraceReads(ReadPool pool, TraceKeys keys)
    {
        (_pool, _keys) = (pool, keys);
        _stays = new GatheredLookUp<long, StayOfKey>(AskedMax, FindStaysAsync);
    }

    public ValueTask<IReadOnlyList<TracedEntry>> FindAsync(
        IReadOnlyCollection<TraceName> names, DateTimeOffset from, DateTimeOffset to, TracePlace? after, int limit,
        CancellationToken cancellation)
    {
        var (first, end) = (Instants.ToTicks(from), Instants.ToTicks(to));
        var place = after is { } last && Instants.ToTicks(last.At) < end ? last : (TracePlace?)null;
        var before = place is { } at ? Instants.ToTicks(at.At) : end;
        return _pool.ReadAsync(
            Page,
            parameters => parameters.With<long[]>([.. _keys.Of(names).Keys])
                .With(Instants.DayOf(first)).With(Instants.DayOf(before)).With(first)
                .With(before).With(place?.Unit.Value ?? "").With(place?.Version ?? 0L).With(limit),
            (rows, token) => Reads.AllAsync(rows, Entry, token),
            cancellation);
    }

    public async ValueTask<IReadOnlyList<PersonStay>> StaysAsync(IReadOnlyCollection<TraceName> persons)
    {
        var byKey = _keys.Of(persons);
        var found = await _stays.FindAsync(byKey.Keys).ConfigureAwait(false);
        return found.Count == 0
            ? []
            :
            [
                .. from key in byKey
                   from stay in found[key.Key]
                   from person in key.Value
                   select new PersonStay(
                       person, stay.Unit, stay.Stay, StayRow.SameOf(person, stay.Key, stay.Same)),
            ];
    }

    /// <summary>Row by row as they come: an index has tens of millions.</summary>
    public async ValueTask VisitAsync(
        Action<IndexedTrace> visitTrace, Action<IndexedStay> visitStay, CancellationToken cancellation)
    {
        await VisitAsync(
            "SELECT unit.id, trace.key, trace.at, trace.version FROM trace JOIN unit ON unit.no = trace.unit_no",
            row => visitTrace(new IndexedTrace(
                UnitId.Parse(row.GetString(0)), row.GetInt64(1), Instants.OfTicks(row.GetInt64(2)), row.GetInt64(3))),
            cancellation).ConfigureAwait(false);
        await VisitAsync(
            "SELECT unit.id, stay.key, stay.start, stay.until FROM stay JOIN unit ON unit.no = stay.unit_no",
            row => visitStay(new IndexedStay(UnitId.Parse(row.GetString(0)), row.GetInt64(1), StayIn(row))),
            cancellation).ConfigureAwait(false);
    }

    private ValueTask<long> VisitAsync(
        string sql, Action<NpgsqlDataReader> visit, CancellationToken cancellation) => _pool.ReadAsync(
        sql,
        _ => { },
        async (rows, token) =>
        {
            var visited = 0L;
            for (; await rows.ReadAsync(token).ConfigureAwait(false); visited++)
            {
                visit(rows);
            }

            return visited;
        },
        cancellation);

    public ValueTask<IReadOnlyList<UntracedUnit>> UntracedAsync(
        UnitId? after, int limit, CancellationToken cancellation) => _pool.ReadAsync(
        """
        SELECT unit.id, head.traced, head.version FROM unit JOIN head ON head.unit_no = unit.no
        WHERE unit.id > $1 AND head.traced < head.version ORDER BY unit.id LIMIT $2
        """,
        parameters => parameters.With(after?.Value ?? "").With(limit),
        (rows, token) => Reads.AllAsync(
            rows, row => new UntracedUnit(UnitId.Parse(row.GetString(0)), row.GetInt64(1), row.GetInt64(2)), token),
        cancellation);

    private async Task<ILookup<long, StayOfKey>> FindStaysAsync(IReadOnlyCollection<long> keys)
    {
        var rows = await _pool.ReadAsync(
            """
            SELECT stay.key, unit.id, stay.start, stay.until, stay.same
            FROM stay JOIN unit ON unit.no = stay.unit_no
            WHERE stay.key = ANY($1)
            """,
            parameters => parameters.With<long[]>([.. keys]),
            (rows, token) => Reads.AllAsync(rows, StayOf, token),
            CancellationToken.None).ConfigureAwait(false);
        return rows.ToLookup(row => row.Key);
    }

    private static StayOfKey StayOf(NpgsqlDataReader row) => new(
        row.GetInt64(0),
        UnitId.Parse(row.GetString(1)),
        StayIn(row),
        row.IsDBNull(4) ? null : row.GetInt64(4));

    private static Stay StayIn(NpgsqlDataReader row) => new(
        Instants.OfTicks(row.GetInt64(2)), row.IsDBNull(3) ? null : Instants.OfTicks(row.GetInt64(3)));

    private static TracedEntry Entry(NpgsqlDataReader row) => new(
        UnitId.Parse(row.GetString(0)),
        row.TextOrNull(1) is { } kind ? Kinds.Parse(kind) : null,
        row.TextOrNull(2),
        Instants.OfTicks(row.GetInt64(3)),
        row.Entry(4));

    private sealed record StayOfKey(long Key, UnitId Unit, Stay Stay, long? Same);
}
