using GridActors.Core.Units;
using GridActors.Journaling.Ports;
using Npgsql;

namespace GridActors.Postgres.Writing;

/// <summary>Writes areas' subtrees: seldom, and few, so it may take a round trip more.</summary>
internal static class SaveTransaction
{
    private const string PutVersions =
        """
        WITH stored AS (
          SELECT unit_no, version FROM area WHERE unit_no = ANY($1) ORDER BY unit_no FOR UPDATE
        ),
        put AS (
          INSERT INTO area (unit_no, version)
          SELECT a.unit_no, a.version FROM unnest($1, $2) AS a (unit_no, version) LEFT JOIN stored USING (unit_no)
          WHERE stored.version IS NULL OR stored.version < a.version
          ON CONFLICT (unit_no) DO UPDATE SET version = excluded.version WHERE area.version < excluded.version
          RETURNING unit_no
        )
        SELECT put.unit_no, stored.version FROM put LEFT JOIN stored USING (unit_no)
        """;

    private const string DeleteAll = "DELETE FROM area_totals WHERE unit_no = ANY($1)";

    private const string PutTotals =
        """
        WITH emptied AS (
          DELETE FROM area_totals USING unnest($4, $5) AS t (unit_no, day)
          WHERE area_totals.unit_no = t.unit_no AND area_totals.day = t.day
        )
        INSERT INTO area_totals (unit_no, day, counts)
        SELECT t.unit_no, t.day, t.counts FROM unnest($1, $2, $3) AS t (unit_no, day, counts)
        ON CONFLICT (unit_no, day) DO UPDATE SET counts = excluded.counts
        """;

    /// <summary>Commits works that name each area once; the rest is returned, to be written next.</summary>
    /// <param name="silo">
    /// Once it is voted out its saves fail too: rows newer than what the new activations hold would hide from the
    /// healer that these lag.
    /// </param>
    public static async Task<IReadOnlyList<SaveWork>> WriteAsync(
        NpgsqlConnection connection, IReadOnlyList<SaveWork> batch, WritingSilo? silo)
    {
        var named = new HashSet<UnitId>();
        var now = new List<SaveWork>();
        var later = new List<SaveWork>();
        foreach (var work in batch)
        {
            // Once one waits all that come after it do: the order of one area's rows is the order of arrival.
            var fits = later.Count == 0 && !work.Areas.Any(area => named.Contains(area.Subtree.Unit));
            (fits ? now : later).Add(work);
            named.UnionWith(work.Areas.Select(area => area.Subtree.Unit));
        }

        var rows = now.SelectMany(work => work.Areas).ToDictionary(area => area.Subtree.Unit);
        var numbers = await UnitNumbers.FindOrMakeAsync(connection, rows.Keys.ToDictionary(unit => unit, _ => true))
            .ConfigureAwait(false);
        var byNo = new SortedDictionary<long, AreaRow>(
            rows.ToDictionary(row => numbers[row.Key], row => row.Value));

        Dictionary<long, long?> newer;
        await using (var transaction = await connection.BeginTransactionAsync().ConfigureAwait(false))
        {
            newer = await PutVersionsAsync(connection, byNo).ConfigureAwait(false);
            await PutTotalsAsync(connection, byNo, newer, silo).ConfigureAwait(false);
            await transaction.CommitAsync().ConfigureAwait(false);
        }

        now.ForEach(work => work.Succeed(work.Areas.All(area => newer.ContainsKey(numbers[area.Subtree.Unit]))));
        return later;
    }

    /// <summary>
    /// The units whose row is newer than what was stored, with the version that was. Locked, because what is written
    /// next depends on it.
    /// </summary>
    private static async Task<Dictionary<long, long?>> PutVersionsAsync(
        NpgsqlConnection connection, SortedDictionary<long, AreaRow> areas)
    {
        await using var command = new NpgsqlCommand(PutVersions, connection)
        {
            Parameters =
            {
                new NpgsqlParameter<long[]> { TypedValue = [.. areas.Keys] },
                new NpgsqlParameter<long[]> { TypedValue = [.. areas.Values.Select(area => area.Subtree.Version)] },
            },
        };
        var newer = new Dictionary<long, long?>();
        await using var rows = await command.ExecuteReaderAsync().ConfigureAwait(false);
        while (await rows.ReadAsync().ConfigureAwait(false))
        {
            newer.Add(rows.GetInt64(0), rows.IsDBNull(1) ? null : rows.GetInt64(1));
        }

        return newer;
    }

    /// <summary>
    /// The fence comes last: what it locks the others need to vote a silo out, and one that stands still between two
    /// messages must not keep them from it.
    /// </summary>
    private static async Task PutTotalsAsync(
        NpgsqlConnection connection,
        SortedDictionary<long, AreaRow> areas,
        Dictionary<long, long?> newer,
        WritingSilo? silo)
    {
        using var columns = new TotalsColumns();
        var rewritten = new List<long>();
        foreach (var (unitNo, stored) in newer)
        {
            var area = areas[unitNo];
            var totals = area.Subtree.Totals;
            if (area.ChangedDays is { } changed && stored == area.ChangedSince)
            {
                columns.Add(unitNo, totals.Running, changed);
            }
            else
            {
                // Changed days say nothing of the others, which may be stored otherwise, or not yet.
                rewritten.Add(unitNo);
                columns.Add(unitNo, totals.Running, totals.Days);
            }
        }

        await using var batch = new NpgsqlBatch(connection);
        if (silo is not null)
        {
            batch.BatchCommands.Add(Fence.Of(silo));
        }

        if (rewritten.Count > 0)
        {
            batch.BatchCommands.Add(new NpgsqlBatchCommand(DeleteAll)
            {
                Parameters = { new NpgsqlParameter<List<long>> { TypedValue = rewritten } },
            });
        }

        var put = new NpgsqlBatchCommand(PutTotals);
        columns.AddTo(put.Parameters);
        batch.BatchCommands.Add(put);
        await batch.ExecuteNonQueryAsync().ConfigureAwait(false);
    }
}
