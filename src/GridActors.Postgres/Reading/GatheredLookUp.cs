namespace GridActors.Postgres.Reading;

/// <summary>
/// Looks keys up together: while one question is on its way, those that come in are gathered for the next. So hundreds
/// of units that each ask for a person, or for themselves, cost the database one query at a time, and nobody waits for
/// a timer.
/// </summary>
/// <param name="keysMax">In one question.</param>
/// <param name="ask">The rows of these keys, by key.</param>
internal sealed class GatheredLookUp<TKey, TRow>(
    int keysMax, Func<IReadOnlyCollection<TKey>, Task<ILookup<TKey, TRow>>> ask)
{
    private readonly Lock _gate = new();
    private readonly Queue<Asked> _waiting = new();
    private bool _isAsking;

    /// <summary>The rows of these keys, perhaps among those of other keys.</summary>
    public Task<ILookup<TKey, TRow>> FindAsync(IReadOnlyCollection<TKey> keys)
    {
        // Whoever waits must not run in the loop below.
        var found = new TaskCompletionSource<ILookup<TKey, TRow>>(TaskCreationOptions.RunContinuationsAsynchronously);
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
            for (var keys = 0; keys < keysMax && _waiting.TryDequeue(out var one); keys += one.Keys.Count)
            {
                next.Add(one);
            }

            _isAsking = next.Count > 0;
            return _isAsking ? next : null;
        }
    }

    private sealed record Asked(IReadOnlyCollection<TKey> Keys, TaskCompletionSource<ILookup<TKey, TRow>> Found);
}
