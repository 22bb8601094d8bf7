using GridActors.Core.Units;
using GridActors.Journaling.Ports;
using Npgsql;

namespace GridActors.Postgres.Writing;

/// <summary>
/// Numbers of units that are known by their id only. A number is given in a transaction of its own, at version 0: a
/// unit that has nothing else was never written, so numbers that nobody comes to use do no harm.
/// </summary>
internal static class UnitNumbers
{
    // Ascending by id, so that two silos that make the same units wait for one another instead of in a circle.
    private const string Make =
        """
        WITH made AS (
          INSERT INTO unit (id)
          SELECT wanted.id FROM unnest($1) AS wanted (id)
          WHERE NOT EXISTS (SELECT FROM unit WHERE unit.id = wanted.id)
          ORDER BY wanted.id COLLATE "C"
          ON CONFLICT DO NOTHING
          RETURNING no
        )
        INSERT INTO head (unit_no, version) SELECT no, 0 FROM made
        """;

    private const string Find = "SELECT id, no FROM unit WHERE id = ANY($1)";

    /// <param name="wanted">By id: true for a unit to be made where it is not there.</param>
    public static async Task<Dictionary<UnitId, long>> FindOrMakeAsync(
        NpgsqlConnection connection, IReadOnlyDictionary<UnitId, bool> wanted)
    {
        var numbers = new Dictionary<UnitId, long>(wanted.Count);
        if (wanted.Count == 0)
        {
            return numbers;
        }

        await using var batch = new NpgsqlBatch(connection);
        string[] made = [.. wanted.Where(unit => unit.Value).Select(unit => unit.Key.Value)];
        if (made.Length > 0)
        {
            batch.BatchCommands.Add(WithIds(Make, made));
        }

        batch.BatchCommands.Add(WithIds(Find, [.. wanted.Keys.Select(unit => unit.Value)]));
        await using var rows = await batch.ExecuteReaderAsync().ConfigureAwait(false);
        while (await rows.ReadAsync().ConfigureAwait(false))
        {
            numbers.Add(UnitId.Parse(rows.GetString(0)), rows.GetInt64(1));
        }

        return numbers;
    }

    /// <summary>The units that a round names by id.</summary>
    public static Dictionary<UnitId, bool> WantedBy(Round round)
    {
        var wanted = new Dictionary<UnitId, bool>();
        foreach (var chain in round.Chains)
        {
            if (chain.UnitNo == 0)
            {
                // Whoever expects more than version 0 of a unit that is not there has lost already.
                Want(wanted, chain.Unit, chain.First.ExpectedVersion == 0);
            }

            if (chain.Works[0].Parent is { } parent)
            {
                // An open parent is there already, or the guard fails.
                Want(wanted, parent, chain.First.Guard != AppendGuard.OpenParent);
            }

            if (chain.First.MovedFrom is { } left)
            {
                Want(wanted, left, orMake: true);
            }
        }

        return wanted;
    }

    private static void Want(Dictionary<UnitId, bool> wanted, UnitId unit, bool orMake) =>
        wanted[unit] = orMake || wanted.GetValueOrDefault(unit);

    private static NpgsqlBatchCommand WithIds(string sql, string[] ids) =>
        new(sql) { Parameters = { new NpgsqlParameter<string[]> { TypedValue = ids } } };
}
