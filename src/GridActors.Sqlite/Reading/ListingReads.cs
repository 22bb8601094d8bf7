using GridActors.Core.Alerts;
using GridActors.Core.Units;
using GridActors.Journaling.Ports;
using GridActors.Sqlite.Files;

namespace GridActors.Sqlite.Reading;

/// <summary>Alerts, and units with something to do, as they are listed for a unit and all below it.</summary>
internal static class ListingReads
{
    private const string Columns =
        "alert.key, alert.kind, alert.subject, alert.text, alert.opened, alert.state, alert.since";

    /// <summary>From the place on that was listed last; the first page begins after the end of time.</summary>
    private const string Page =
        $"""
        SELECT {Columns}, unit.id, unit.no
        FROM alert_place AS place
        JOIN alert ON alert.unit_no = place.unit_no AND alert.key = place.key
        JOIN unit ON unit.no = place.unit_no
        WHERE place.area_no = ?1 AND place.state = ?2 AND place.opened <= ?4
          AND (place.opened < ?4 OR place.unit_no > ?5 OR (place.unit_no = ?5 AND place.key > ?6))
        ORDER BY place.opened DESC, place.unit_no, place.key LIMIT ?3
        """;

    public static IReadOnlyList<UnitAlert> Alerts(
        ReadStatements statements, UnitId unit, AlertState? state, AlertPlace? after, int limit)
    {
        if (JournalReads.UnitNo(statements, unit) is not { } no)
        {
            return [];
        }

        if (state is { } one)
        {
            return [.. Alerts(statements, no, one, after, limit).Select(listed => listed.Alert)];
        }

        // Each state is a range of the index in the order of the page; of three such the page is the beginning.
        var all = Enum.GetValues<AlertState>().SelectMany(each => Alerts(statements, no, each, after, limit));
        return
        [
            .. all.OrderByDescending(listed => listed.Alert.Standing.Alert.Opened).ThenBy(listed => listed.UnitNo)
                .ThenBy(listed => listed.Alert.Standing.Alert.Key, StringComparer.Ordinal)
                .Take(limit).Select(listed => listed.Alert),
        ];
    }

    public static IReadOnlyList<StandingAlert> Own(ReadStatements statements, UnitId unit)
    {
        if (JournalReads.UnitNo(statements, unit) is not { } no)
        {
            return [];
        }

        var alerts = new List<StandingAlert>();
        var rows = statements[$"SELECT {Columns} FROM alert WHERE unit_no = ?1 ORDER BY key"].Bind(1, no);
        while (rows.Step())
        {
            alerts.Add(Standing(rows));
        }

        return alerts;
    }

    public static IReadOnlyList<UnitId> Tasked(
        ReadStatements statements, UnitId unit, DateTimeOffset at, UnitId? after, int limit)
    {
        if (JournalReads.UnitNo(statements, unit) is not { } no)
        {
            return [];
        }

        var last = after is { } place ? JournalReads.UnitNo(statements, place) ?? 0 : 0;
        var rows = statements[
            """
            SELECT unit.id
            FROM tasked JOIN head ON head.unit_no = tasked.unit_no JOIN unit ON unit.no = tasked.unit_no
            WHERE tasked.area_no = ?1 AND tasked.unit_no > ?2 AND head.next_task <= ?3
            ORDER BY tasked.unit_no LIMIT ?4
            """].Bind(1, no).Bind(2, last).Bind(3, at.ToUnixTimeMilliseconds()).Bind(4, limit);
        var tasked = new List<UnitId>();
        while (rows.Step())
        {
            tasked.Add(UnitId.Parse(rows.Text(0)));
        }

        return tasked;
    }

    private static List<(long UnitNo, UnitAlert Alert)> Alerts(
        ReadStatements statements, long no, AlertState state, AlertPlace? after, int limit)
    {
        var lastNo = after is { } last ? JournalReads.UnitNo(statements, last.Unit) ?? 0 : 0;
        var rows = statements[Page].Bind(1, no).Bind(2, (long)state).Bind(3, limit)
            .Bind(4, after is { } place ? Instants.ToTicks(place.Opened) : long.MaxValue)
            .Bind(5, lastNo)
            .Bind(6, after?.Key ?? "");
        var alerts = new List<(long UnitNo, UnitAlert Alert)>();
        while (rows.Step())
        {
            alerts.Add((rows.Int64(8), new UnitAlert(UnitId.Parse(rows.Text(7)), Standing(rows))));
        }

        rows.Reset(); // it runs again for the next state
        return alerts;
    }

    private static StandingAlert Standing(Statement row) => new(
        new Alert(row.Text(0), row.Text(1), row.Text(2), row.Text(3), Instants.OfTicks(row.Int64(4))),
        (AlertState)row.Int64(5),
        Instants.OfTicks(row.Int64(6)));
}
