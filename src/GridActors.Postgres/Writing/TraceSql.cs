namespace GridActors.Postgres.Writing;

/// <summary>
/// The index of traces, but for what entries name, which is written with them (<see cref="AppendSql"/>): that is most
/// passages, all else is seldom. These statements follow the append, or a filling's own step forward, in its
/// transaction; its winners are the units whose heads this very transaction wrote.
/// </summary>
internal static class TraceSql
{
    /// <summary>Of an append: a unit whose earlier entries lack is left to the filling with these too.</summary>
    private const string WonAndTraced = "AND traced = version";

    /// <summary>$1 to $5: units, keys, ats, versions, days.</summary>
    public const string Delete = $"{Won} {WonAndTraced}{DeleteRows}";

    /// <summary>$1, $2: units, persons' keys.</summary>
    public const string DeleteStays =
        $"""
        {Won} {WonAndTraced})
        DELETE FROM stay USING unnest($1, $2) AS s (unit_no, key)
        WHERE stay.unit_no = s.unit_no AND stay.key = s.key AND (s.unit_no IN (SELECT unit_no FROM won)) IS TRUE
        """;

    /// <summary>
    /// $1 to $5: units, persons' keys, starts, ends, keys that are one person's. After <see cref="DeleteStays"/>.
    /// </summary>
    public const string PutStays = $"{Won} {WonAndTraced}{PutStayRows}";

    /// <summary>$1 to $3: units, the versions through which they are filled and will be.</summary>
    public const string Fill =
        """
        UPDATE head SET traced = f.through FROM unnest($1, $2, $3) AS f (unit_no, after, through)
        WHERE head.unit_no = f.unit_no AND head.traced = f.after
        """;

    public const string FillPut = $"{Won} {PutRows}";

    public const string FillDelete = $"{Won} {DeleteRows}";

    /// <summary>$1: units.</summary>
    public const string FillDeleteStays =
        $"""
        {Won})
        DELETE FROM stay WHERE unit_no = ANY($1) AND (unit_no IN (SELECT unit_no FROM won)) IS TRUE
        """;

    public const string FillPutStays = $"{Won} {PutStayRows}";

    private const string Won =
        """
        WITH won AS (
          SELECT unit_no FROM head WHERE unit_no = ANY($1) AND xmin = pg_current_xact_id()::xid
        """;

    private const string PutRows =
        """
        )
        INSERT INTO trace (key, at, unit_no, version, day)
        SELECT t.key, t.at, t.unit_no, t.version, t.day
        FROM unnest($1, $2, $3, $4, $5) AS t (unit_no, key, at, version, day)
        WHERE (t.unit_no IN (SELECT unit_no FROM won)) IS TRUE
        """;

    private const string DeleteRows =
        """
        )
        DELETE FROM trace USING unnest($1, $2, $3, $4, $5) AS t (unit_no, key, at, version, day)
        WHERE trace.day = t.day AND trace.key = t.key AND trace.at = t.at
          AND trace.unit_no = t.unit_no AND trace.version = t.version
          AND (t.unit_no IN (SELECT unit_no FROM won)) IS TRUE
        """;

    private const string PutStayRows =
        """
        )
        INSERT INTO stay (unit_no, key, start, until, same)
        SELECT s.unit_no, s.key, s.start, s.until, s.same
        FROM unnest($1, $2, $3, $4, $5) AS s (unit_no, key, start, until, same)
        WHERE (s.unit_no IN (SELECT unit_no FROM won)) IS TRUE
        """;
}
