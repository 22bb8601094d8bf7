using GridActors.Core.Units;
using GridActors.Journaling.Ports;
using Npgsql;

namespace GridActors.Postgres.Writing;

/// <summary>Writes appends, as many as fit into one transaction together.</summary>
internal static class AppendTransaction
{
    /// <summary>Commits what fits and answers it; the rest, to be written next, is returned.</summary>
    public static async Task<IReadOnlyList<AppendWork>> WriteAsync(
        NpgsqlConnection connection, IReadOnlyList<AppendWork> batch, WritingSilo? silo)
    {
        var round = new Round(batch);
        var numbers = await UnitNumbers.FindOrMakeAsync(connection, UnitNumbers.WantedBy(round)).ConfigureAwait(false);
        var written = new List<Chain>(round.Chains.Count);
        var lost = new List<Chain>();
        foreach (var chain in round.Chains)
        {
            if (chain.UnitNo == 0)
            {
                chain.UnitNo = numbers.GetValueOrDefault(chain.Unit);
            }

            (chain.UnitNo == 0 ? lost : written).Add(chain);
        }

        // The order in which rows are locked, the same in every silo.
        written.Sort((left, right) => left.UnitNo.CompareTo(right.UnitNo));
        var winners = written.Count == 0
            ? []
            : await CommitAsync(connection, written, round.TouchesTree ? new TreeColumns(numbers) : null, silo)
                .ConfigureAwait(false);
        foreach (var chain in written)
        {
            Answer(chain, winners.Contains(chain.UnitNo));
        }

        lost.ForEach(chain => Answer(chain, isCommitted: false));
        return round.Later;
    }

    /// <summary>Of a batch that met a lock for too long, the appends whose unit or parent is locked still.</summary>
    public static async Task<IReadOnlyList<AppendWork>> FindContestedAsync(
        NpgsqlConnection connection, IReadOnlyList<AppendWork> batch)
    {
        var wanted = batch.SelectMany(Concerned).Distinct().ToDictionary(unit => unit, _ => false);
        var numbers = await UnitNumbers.FindOrMakeAsync(connection, wanted).ConfigureAwait(false);
        await using var command = new NpgsqlCommand(AppendSql.FindFree, connection)
        {
            Parameters = { new NpgsqlParameter<long[]> { TypedValue = [.. numbers.Values] } },
        };
        var locked = numbers.Values.ToHashSet();
        await using (var rows = await command.ExecuteReaderAsync().ConfigureAwait(false))
        {
            while (await rows.ReadAsync().ConfigureAwait(false))
            {
                locked.Remove(rows.GetInt64(0));
            }
        }

        return [.. batch.Where(work => Concerned(work).Any(
            unit => numbers.TryGetValue(unit, out var number) && locked.Contains(number)))];
    }

    private static IEnumerable<UnitId> Concerned(AppendWork work) =>
        work is { Append.Guard: AppendGuard.OpenParent, Parent: { } parent }
            ? [work.Append.Unit, parent]
            : [work.Append.Unit];

    /// <summary>
    /// All statements go out together and are one transaction, which commits when the last has run: no transaction is
    /// ever left open between two messages of this process.
    /// </summary>
    private static async Task<HashSet<long>> CommitAsync(
        NpgsqlConnection connection, List<Chain> chains, TreeColumns? tree, WritingSilo? silo)
    {
        using var columns = new AppendColumns();
        var listings = new ListingColumns();
        var traces = new TraceColumns();
        var late = new LateColumns();
        foreach (var chain in chains)
        {
            var traced = chain.Traces;
            columns.Add(chain, traced);
            listings.Add(chain);
            traces.Add(chain.UnitNo, traced);
            late.Add(chain);
            tree?.Add(chain);
        }

        await using var batch = new NpgsqlBatch(connection);
        if (silo is not null)
        {
            batch.BatchCommands.Add(Fence.Of(silo));
        }

        var append = new NpgsqlBatchCommand(tree is null ? AppendSql.Plain : AppendSql.OfTree);
        columns.AddTo(append.Parameters);
        if (tree is not null)
        {
            tree.AddTo(append.Parameters);
            batch.BatchCommands.Add(new NpgsqlBatchCommand(AppendSql.Lock)
            {
                Parameters = { new NpgsqlParameter<long[]> { TypedValue = [.. tree.Locked] } },
            });
        }

        batch.BatchCommands.Add(append);
        var resultsBefore = batch.BatchCommands.Count - 1;
        foreach (var command in listings.Commands().Concat(traces.Commands()).Concat(late.Commands()))
        {
            batch.BatchCommands.Add(command);
        }

        var winners = new HashSet<long>(chains.Count);
        await using var rows = await batch.ExecuteReaderAsync().ConfigureAwait(false);
        for (var before = resultsBefore; before > 0; before--)
        {
            await rows.NextResultAsync().ConfigureAwait(false); // past the fence and the locks
        }

        while (await rows.ReadAsync().ConfigureAwait(false))
        {
            winners.Add(rows.GetInt64(0));
        }

        // To the end of the answer, which is the commit: before it nothing is durable.
        while (await rows.NextResultAsync().ConfigureAwait(false))
        {
        }

        return winners;
    }

    private static void Answer(Chain chain, bool isCommitted)
    {
        foreach (var work in chain.Works)
        {
            if (isCommitted)
            {
                work.Succeed(chain.UnitNo);
            }
            else
            {
                work.Conflict();
            }
        }
    }
}
