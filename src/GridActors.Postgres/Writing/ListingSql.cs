namespace GridActors.Postgres.Writing;

/// <summary>
/// Alerts, and where they and having tasks are listed, for those rounds in which any of it changes. These statements
/// follow the append in its transaction and see what it did; its winners are the units whose heads this very
/// transaction wrote.
/// </summary>
internal static class ListingSql
{
    /// <summary>
    /// $1 to $8: units, keys, kinds, subjects, texts, opened, states, since; no state: the alert is gone.
    /// </summary>
    public const string PutAlerts =
        $"""
        WITH {Won}, unlisted AS (
          DELETE FROM alert_place USING unnest($1, $2) AS a (unit_no, key)
          WHERE alert_place.unit_no = a.unit_no AND alert_place.key = a.key
            AND (a.unit_no IN (SELECT unit_no FROM won)) IS TRUE
        ), gone AS (
          DELETE FROM alert USING unnest($1, $2, $7) AS a (unit_no, key, state)
          WHERE alert.unit_no = a.unit_no AND alert.key = a.key AND a.state IS NULL
            AND (a.unit_no IN (SELECT unit_no FROM won)) IS TRUE
        )
        INSERT INTO alert (unit_no, key, kind, subject, text, opened, state, since)
        SELECT a.unit_no, a.key, a.kind, a.subject, a.text, a.opened, a.state, a.since
        FROM unnest($1, $2, $3, $4, $5, $6, $7, $8) AS a (unit_no, key, kind, subject, text, opened, state, since)
        WHERE a.state IS NOT NULL AND (a.unit_no IN (SELECT unit_no FROM won)) IS TRUE
        ON CONFLICT (unit_no, key) DO UPDATE SET kind = excluded.kind, subject = excluded.subject,
          text = excluded.text, opened = excluded.opened, state = excluded.state, since = excluded.since
        """;

    /// <summary>
    /// $1 to $4: units, keys, states, opened. After <see cref="PutAlerts"/> has taken them off the lists.
    /// </summary>
    public const string ListAlerts =
        $"""
        WITH RECURSIVE {Won}, {WayUp}
        INSERT INTO alert_place (area_no, state, opened, unit_no, key)
        SELECT way.area_no, a.state, a.opened, a.unit_no, a.key
        FROM unnest($1, $2, $3, $4) AS a (unit_no, key, state, opened) JOIN way ON way.unit_no = a.unit_no
        WHERE a.state IS NOT NULL
        """;

    /// <summary>$1: units whose place or whose having tasks has changed.</summary>
    public const string UnlistTasks =
        $"""
        WITH {Won}
        DELETE FROM tasked WHERE (unit_no IN (SELECT unit_no FROM won)) IS TRUE AND unit_no = ANY($1)
        """;

    /// <summary>$1: units that have tasks, after <see cref="UnlistTasks"/>.</summary>
    public const string ListTasks =
        $"""
        WITH RECURSIVE {Won}, {WayUp}
        INSERT INTO tasked (area_no, unit_no) SELECT area_no, unit_no FROM way
        """;

    private const string Won =
        """
        won AS (
          SELECT unit_no FROM head WHERE unit_no = ANY($1) AND xmin = pg_current_xact_id()::xid
        )
        """;

    /// <summary>Each winner and all above it; bounded, for a database that somebody edited.</summary>
    private const string WayUp =
        """
        way (unit_no, area_no, level) AS (
          SELECT unit_no, unit_no, 0 FROM won
          UNION ALL
          SELECT way.unit_no, unit.parent, way.level + 1
          FROM way JOIN unit ON unit.no = way.area_no
          WHERE unit.parent IS NOT NULL AND way.level < 16
        )
        """;
}
