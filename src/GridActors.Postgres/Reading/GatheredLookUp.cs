namespace GridActors.Postgres.Reading;

/// <summary>
/// Looks keys up together: while one question is on its way, those that come in are gathered for the next. So hundreds
/// of units that each ask for a person cost the database one query at a time, and nobody waits for a timer.
/// </summary>
/// <param name="ask">The rows of these keys, by key.</param>
internal sealed class GatheredLookUp<TRow>(
    Func<IReadOnlyCollection<long>, Task<ILookup<long, TRow>>> ask)
{
    /// <summary>Keys in one question.</summary>
    private const int KeysMax = 4096;

    private readonly Lock _gate = new();
    private readonly Queue<Asked> _waiting = new();
    private bool _isAsking;

    /// <summary>The rows of these keys, perhaps among those of other keys.</summary>
    public Task<ILookup<long, TRow>> FindAsync(IReadOnlyCollection<long> keys)
    {
        // Whoever waits must not run in the loop below.
        var found = new TaskCompletionSource<ILookup<long, TRow>>(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_gate)
        {
            _waiting.Enqueue(new Asked(keys, found));
            if (_isAsking)
            {
                return found.Task;
            }

            _isAsking = true;
        }

        _ = AskAsync();
        return found.Task;
    }

    private async Task AskAsync()
    {
        while (Next() is { } asked)
        {
            try
            {
                var rows = await ask(asked.SelectMany(one => one.Keys).ToHashSet()).ConfigureAwait(false);
                asked.ForEach(one => one.Found.TrySetResult(rows));
            }
            catch (Exception failure)
            {
                asked.ForEach(one => one.Found.TrySetException(failure));
            }
        }
    }

    private List<Asked>? Next()
    {
        lock (_gate)
        {
            var next = new List<Asked>();
            for (var keys = 0; keys < KeysMax && _waiting.TryDequeue(out var one); keys += one.Keys.Count)
            {
                next.Add(one);
            }

            _isAsking = next.Count > 0;
            return _isAsking ? next : null;
        }
    }

    private sealed record Asked(IReadOnlyCollection<long> Keys, TaskCompletionSource<ILookup<long, TRow>> Found);
}
