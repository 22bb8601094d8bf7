using GridActors.Core.Records;
using GridActors.Core.Units;
using Npgsql;

namespace GridActors.Postgres.Reading;

/// <summary>
/// Records that are sent again: mostly a unit's last ones, by many devices at once, after an outage. All that are asked
/// for while a question is on its way are found by the next one.
/// </summary>
internal sealed class NewestEntries
{
    /// <summary>Bounds how long the first in one question waits for the last.</summary>
    private const int RecordsMax = 256;

    /// <summary>Of a unit, newest first; who is not among them is looked for by itself.</summary>
    private const long Stretch = 100;

    /// <summary>
    /// Backwards from the newest, one by one until it is found: what is sent again is among the last few, and each
    /// entry of a unit lies on a page of its own. The inner limit makes the planner walk the index instead of
    /// gathering all that lies within the bound; and that holds whatever plan it makes.
    /// </summary>
    private const string Find =
        $"""
        SELECT asked.id, {JournalReads.EntryColumns}
        FROM unnest($1, $2, $3) AS asked (id, source, seq)
        CROSS JOIN LATERAL (
          SELECT unit.no, head.version FROM unit JOIN head ON head.unit_no = unit.no WHERE unit.id = asked.id LIMIT 1
        ) AS found
        CROSS JOIN LATERAL (
          SELECT * FROM (
            SELECT * FROM entry WHERE entry.unit_no = found.no AND entry.version > found.version - $4
            ORDER BY entry.version DESC LIMIT $4
          ) AS newest
          WHERE newest.seq = asked.seq AND newest.source = asked.source LIMIT 1
        ) AS entry
        """;

    private readonly ReadPool _pool;
    private readonly GatheredLookUp<(UnitId Unit, RecordId Id), (UnitId Unit, StoredEntry Entry)> _entries;

    public NewestEntries(ReadPool pool)
    {
        _pool = pool;
        _entries = new(RecordsMax, FindAsync);
    }

    /// <summary>Those that stand among the unit's newest entries.</summary>
    public async Task<List<StoredEntry>> FindAsync(UnitId unit, IReadOnlyCollection<RecordId> ids)
    {
        var found = await _entries.FindAsync([.. ids.Select(id => (unit, id))]).ConfigureAwait(false);
        return [.. ids.SelectMany(id => found[(unit, id)]).Select(row => row.Entry)];
    }

    private async Task<ILookup<(UnitId Unit, RecordId Id), (UnitId Unit, StoredEntry Entry)>> FindAsync(
        IReadOnlyCollection<(UnitId Unit, RecordId Id)> asked)
    {
        var rows = await _pool.ReadAsync(
            Find,
            parameters => parameters
                .With<string[]>([.. asked.Select(one => one.Unit.Value)])
                .With<string[]>([.. asked.Select(one => one.Id.Source)])
                .With<long[]>([.. asked.Select(one => one.Id.Seq)])
                .With(Stretch),
            (rows, token) => Reads.AllAsync(rows, RowOf, token),
            CancellationToken.None).ConfigureAwait(false);
        return rows.ToLookup(row => (row.Unit, row.Entry.Id));
    }

    private static (UnitId Unit, StoredEntry Entry) RowOf(NpgsqlDataReader row) =>
        (UnitId.Parse(row.GetString(0)), row.Entry(1));
}
