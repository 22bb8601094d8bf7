using System.Globalization;
using GridActors.Core.Units;
using GridActors.Journaling.Ports;

namespace GridActors.Postgres.Reading;

/// <summary>What came in about a day after it was over.</summary>
internal sealed class LateReads(ReadPool pool)
{
    private const string OfSubtree =
        $"""
        WITH RECURSIVE below (no) AS (
          SELECT no FROM unit WHERE id = $1
          UNION
          SELECT unit.no FROM below JOIN unit ON unit.parent = below.no WHERE unit.kind IS NOT NULL
        )
        SELECT {JournalReads.EntryColumns}, unit.id
        FROM below
        JOIN late ON late.unit_no = below.no AND late.day = $2
        JOIN entry ON entry.unit_no = late.unit_no AND entry.version = late.version
        JOIN unit ON unit.no = late.unit_no
        WHERE entry.received > $3
        ORDER BY entry.received, late.unit_no, late.version LIMIT $4
        """;

    public ValueTask<IReadOnlyList<LateEntry>> FindAsync(
        UnitId unit, DateOnly day, DateTimeOffset after, int limit, CancellationToken cancellation) => pool.ReadAsync(
        OfSubtree,
        parameters => parameters.With(unit.Value).With(Days.ToNumber(day)).With(Instants.ToTicks(after)).With(limit),
        (rows, token) => Reads.AllAsync(
            rows, row => new LateEntry(UnitId.Parse(row.GetString(6)), JournalReads.Entry(row)), token),
        cancellation);

    public async ValueTask<DateTimeOffset> UnlistedUntilAsync(CancellationToken cancellation)
    {
        var value = await pool.ReadAsync(
            "SELECT value FROM meta WHERE name = 'late-unlisted-until'",
            _ => { },
            (rows, token) => Reads.FirstOrDefaultAsync(rows, row => row.GetString(0), token),
            cancellation).ConfigureAwait(false);
        return value is null
            ? DateTimeOffset.MinValue
            : Instants.OfTicks(long.Parse(value, CultureInfo.InvariantCulture));
    }
}
