namespace GridActors.Postgres.Writing;

/// <summary>
/// A round is one statement: its first part sets the heads' versions where they are still the expected ones, and all
/// that follows is written for the winners only. So a round needs one round trip, which is its transaction as well.
/// </summary>
internal static class AppendSql
{
    /// <summary>
    /// All rows that a round depends on, in their order; what is read afterwards is what they were when locked. Parents
    /// among them: so a registration and the closing of its parent take turns, whichever silo each is in.
    /// </summary>
    public const string Lock = "SELECT FROM head WHERE unit_no = ANY($1) ORDER BY unit_no FOR UPDATE";

    /// <summary>Units whose rows somebody else holds are not among the answers.</summary>
    public const string FindFree = "SELECT unit_no FROM head WHERE unit_no = ANY($1) FOR UPDATE SKIP LOCKED";

    /// <summary>Appends that concern nobody but their unit.</summary>
    public const string Plain =
        $"""
        WITH won AS (
          UPDATE head SET version = a.version, next_due = a.next_due, next_task = a.next_task, {MoveTraced}
          FROM unnest($1, $2, $3, $4, $19) AS a (unit_no, expected, version, next_due, next_task)
          WHERE head.unit_no = a.unit_no AND head.version = a.expected
          RETURNING {Winner}
        ), {Contents}
        SELECT unit_no FROM won
        """;

    /// <summary>Rounds with appends that change the tree or depend on it; after <see cref="Lock"/>.</summary>
    public const string OfTree =
        $"""
        WITH won AS (
          UPDATE head SET version = a.version, next_due = a.next_due, next_task = a.next_task, {MoveTraced},
            leaf_of = CASE WHEN a.is_placed THEN a.leaf_of ELSE head.leaf_of END
          FROM unnest($1, $2, $3, $4, $19, $25, $26, $39, $27, $28) AS a (
            unit_no, expected, version, next_due, next_task, open_parent, childless, never_parent, is_placed, leaf_of)
          WHERE head.unit_no = a.unit_no AND head.version = a.expected
            AND (a.open_parent IS NULL OR EXISTS (
              SELECT FROM unit WHERE unit.no = a.open_parent AND unit.kind IS NOT NULL AND NOT unit.closed))
            AND (a.childless IS NULL OR NOT EXISTS (
              SELECT FROM unit WHERE unit.parent = a.childless AND unit.kind IS NOT NULL AND NOT unit.closed))
            AND (a.never_parent IS NULL OR (
              NOT EXISTS (SELECT FROM unit WHERE unit.parent = a.never_parent AND unit.kind IS NOT NULL)
              AND NOT EXISTS (SELECT FROM moved WHERE moved.parent_no = a.never_parent)))
          RETURNING {Winner}
        ), {Contents}, placed AS (
          UPDATE unit SET kind = p.kind, name = p.name, parent = p.parent, tier = p.tier, households = p.households,
            closed = p.closed
          FROM unnest($29, $30, $31, $32, $33, $34, $35) AS p (unit_no, kind, name, parent, tier, households, closed)
          WHERE unit.no = p.unit_no AND (p.unit_no IN (SELECT unit_no FROM won)) IS TRUE
        ), parted AS (
          INSERT INTO moved (parent_no, unit_no, version)
          SELECT m.parent_no, m.unit_no, m.version FROM unnest($36, $37, $38) AS m (parent_no, unit_no, version)
          WHERE (m.unit_no IN (SELECT unit_no FROM won)) IS TRUE
          ON CONFLICT (parent_no, unit_no) DO UPDATE SET version = excluded.version
        ), returned AS (
          DELETE FROM moved USING unnest($29, $32) AS p (unit_no, parent)
          WHERE moved.parent_no = p.parent AND moved.unit_no = p.unit_no
            AND (p.unit_no IN (SELECT unit_no FROM won)) IS TRUE
        )
        SELECT unit_no FROM won
        """;

    /// <summary>An index that lacks earlier entries goes on lacking these until it is filled.</summary>
    private const string MoveTraced = "traced = CASE head.traced WHEN a.expected THEN a.version ELSE head.traced END";

    private const string Winner = "head.unit_no, head.traced = head.version AS is_traced";

    // IS TRUE keeps the planner from making a join of the search among the winners: it stays a look into a hash table,
    // however few rows the planner believes these arrays to have.
    private const string Contents =
        """
        entries AS (
          INSERT INTO entry (unit_no, version, source, seq, received, utf8, outcome)
          SELECT e.unit_no, e.version, e.source, e.seq, e.received, e.utf8, nullif(e.outcome, '')
          FROM unnest($5, $6, $7, $8, $9, $10, $11) AS e (unit_no, version, source, seq, received, utf8, outcome)
          WHERE (e.unit_no IN (SELECT unit_no FROM won)) IS TRUE
        ), snapshots AS (
          INSERT INTO snapshot (unit_no, data)
          SELECT s.unit_no, s.data FROM unnest($12, $13) AS s (unit_no, data)
          WHERE (s.unit_no IN (SELECT unit_no FROM won)) IS TRUE
          ON CONFLICT (unit_no) DO UPDATE SET data = excluded.data
        ), sums AS (
          INSERT INTO totals (unit_no, day, counts)
          SELECT t.unit_no, t.day, t.counts FROM unnest($14, $15, $16) AS t (unit_no, day, counts)
          WHERE (t.unit_no IN (SELECT unit_no FROM won)) IS TRUE
          ON CONFLICT (unit_no, day) DO UPDATE SET counts = excluded.counts
        ), emptied AS (
          DELETE FROM totals USING unnest($17, $18) AS t (unit_no, day)
          WHERE totals.unit_no = t.unit_no AND totals.day = t.day
            AND (t.unit_no IN (SELECT unit_no FROM won)) IS TRUE
        ), marks AS (
          INSERT INTO trace (key, at, unit_no, version, day)
          SELECT t.key, t.at, t.unit_no, t.version, t.day
          FROM unnest($20, $21, $22, $23, $24) AS t (unit_no, key, at, version, day)
          WHERE (t.unit_no IN (SELECT unit_no FROM won WHERE is_traced)) IS TRUE
        )
        """;
}
