using GridActors.Core.Alerts;
using GridActors.Core.Units;
using GridActors.Journaling.Ports;
using Npgsql;

namespace GridActors.Postgres.Reading;

/// <summary>Alerts, and units with something to do, as they are listed for a unit and all below it.</summary>
internal sealed class ListingReads(ReadPool pool)
{
    private const string Columns =
        "alert.key, alert.kind, alert.subject, alert.text, alert.opened, alert.state, alert.since";

    private static readonly short[] EveryState = [.. Enum.GetValues<AlertState>().Select(state => (short)state)];

    /// <summary>
    /// Each state is a range of the index in the page's order; of these the page is the beginning. It goes on from the
    /// place that was listed last; the first page begins after the end of time.
    /// </summary>
    private const string Page =
        $"""
        SELECT {Columns}, unit.id
        FROM unnest($2) AS states (state) CROSS JOIN LATERAL (
          SELECT place.opened, place.unit_no, place.key FROM alert_place AS place
          WHERE place.area_no = (SELECT no FROM unit WHERE id = $1) AND place.state = states.state
            AND place.opened <= $4 AND (place.opened < $4
              OR (place.unit_no, place.key) > ((SELECT no FROM unit WHERE id = $5), $6))
          ORDER BY place.opened DESC, place.unit_no, place.key LIMIT $3
        ) AS listed
        JOIN alert ON alert.unit_no = listed.unit_no AND alert.key = listed.key
        JOIN unit ON unit.no = listed.unit_no
        ORDER BY listed.opened DESC, listed.unit_no, listed.key LIMIT $3
        """;

    public ValueTask<IReadOnlyList<UnitAlert>> AlertsAsync(
        UnitId unit, AlertState? state, AlertPlace? after, int limit, CancellationToken cancellation) => pool.ReadAsync(
        Page,
        parameters => parameters.With(unit.Value)
            .With<short[]>(state is { } one ? [(short)one] : EveryState)
            .With(limit)
            .With(after is { } place ? Instants.ToTicks(place.Opened) : long.MaxValue)
            .With(after?.Unit.Value ?? "")
            .With(after?.Key ?? ""),
        (rows, token) => Reads.AllAsync(
            rows, row => new UnitAlert(UnitId.Parse(row.GetString(7)), Standing(row)), token),
        cancellation);

    public ValueTask<IReadOnlyList<StandingAlert>> OwnAsync(UnitId unit, CancellationToken cancellation) =>
        pool.ReadAsync(
            $"SELECT {Columns} FROM alert WHERE unit_no = (SELECT no FROM unit WHERE id = $1) ORDER BY key",
            parameters => parameters.With(unit.Value),
            (rows, token) => Reads.AllAsync(rows, Standing, token),
            cancellation);

    public ValueTask<IReadOnlyList<UnitId>> TaskedAsync(
        UnitId unit, DateTimeOffset at, UnitId? after, int limit, CancellationToken cancellation) => pool.ReadAsync(
        """
        SELECT unit.id
        FROM tasked JOIN head ON head.unit_no = tasked.unit_no JOIN unit ON unit.no = tasked.unit_no
        WHERE tasked.area_no = (SELECT no FROM unit WHERE id = $1)
          AND tasked.unit_no > coalesce((SELECT no FROM unit WHERE id = $2), 0) AND head.next_task <= $3
        ORDER BY tasked.unit_no LIMIT $4
        """,
        parameters => parameters.With(unit.Value)
            .With(after?.Value ?? "")
            .With(at.ToUnixTimeMilliseconds())
            .With(limit),
        (rows, token) => Reads.AllAsync(rows, row => UnitId.Parse(row.GetString(0)), token),
        cancellation);

    private static StandingAlert Standing(NpgsqlDataReader row) => new(
        new Alert(
            row.GetString(0), row.GetString(1), row.GetString(2), row.GetString(3),
            Instants.OfTicks(row.GetInt64(4))),
        (AlertState)row.GetInt16(5),
        Instants.OfTicks(row.GetInt64(6)));
}
