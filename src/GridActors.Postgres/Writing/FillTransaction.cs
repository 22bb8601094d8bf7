using GridActors.Journaling.Ports;
using GridActors.Journaling.Traces;
using Npgsql;

namespace GridActors.Postgres.Writing;

/// <summary>
/// Brings older entries into the index of traces. Needs no fence: it says nothing but what the journal says, and only
/// one who finds the index where it believed it to be steps forward.
/// </summary>
internal static class FillTransaction
{
    public static async Task WriteAsync(
        NpgsqlConnection connection, IReadOnlyList<TraceFilling> fillings, TraceKeys keys)
    {
        var numbers = await UnitNumbers.FindOrMakeAsync(
            connection, fillings.ToDictionary(filling => filling.Unit, _ => false)).ConfigureAwait(false);
        var byNo = new SortedDictionary<long, TraceFilling>(
            fillings.ToDictionary(filling => numbers[filling.Unit]));
        var columns = new TraceColumns();
        foreach (var (no, filling) in byNo)
        {
            columns.Add(no, TraceRows.Of(filling, keys));
        }

        await using var batch = new NpgsqlBatch(connection);
        batch.BatchCommands.Add(new NpgsqlBatchCommand(AppendSql.Lock)
        {
            Parameters = { new NpgsqlParameter<long[]> { TypedValue = [.. byNo.Keys] } },
        });
        batch.BatchCommands.Add(new NpgsqlBatchCommand(TraceSql.Fill)
        {
            Parameters =
            {
                new NpgsqlParameter<long[]> { TypedValue = [.. byNo.Keys] },
                new NpgsqlParameter<long[]> { TypedValue = [.. byNo.Values.Select(filling => filling.After)] },
                new NpgsqlParameter<long[]> { TypedValue = [.. byNo.Values.Select(filling => filling.Through)] },
            },
        });
        List<long> last = [.. byNo.Where(filling => filling.Value.Stays is not null).Select(filling => filling.Key)];
        foreach (var command in columns.FillCommands(last))
        {
            batch.BatchCommands.Add(command);
        }

        await batch.ExecuteNonQueryAsync().ConfigureAwait(false);
    }
}
