using GridActors.Core.Areas;
using GridActors.Core.Units;
using GridActors.Journaling.Loop;

namespace GridActors.Journaling.RollUps;

/// <summary>
/// What an area hears from below by asking, beside what is reported to it: from the rows in the store, which are exact
/// for leaves and a few seconds old for areas, and from areas themselves.
/// </summary>
/// <param name="changed">Told where an answer came after nobody waited for it any more.</param>
internal sealed class Inquiry(UnitId area, RollUp rollUp, UnitPorts ports, Action changed)
{
    private bool _isOver;
    private long? _behindSince; // of TimeProvider.GetTimestamp; null: all have answered

    /// <summary>Nobody is asked again.</summary>
    public void End() => _isOver = true;

    /// <summary>
    /// Somebody below has not answered yet, so the area may know less than it told before it went down. True for so
    /// long at most: what is out of order for good must not keep the whole county from its dashboard.
    /// </summary>
    public bool IsBehind =>
        _behindSince is { } since && ports.Time.GetElapsedTime(since) < RollUpWatch.AlertLasts;

    public async Task ReadAsync()
    {
        foreach (var child in await ports.Store.ReadChildrenAsync(area))
        {
            rollUp.Replace(child);
        }
    }

    /// <summary>
    /// The area went down (with its silo) after a child had told it what that child has not stored yet, and will not
    /// tell again. Without asking, its totals would step back, and where the area stored more than its children's rows
    /// add up to, nothing stored would ever show it. What lags further below shows in stored versions, and the healer
    /// finds it.
    /// </summary>
    public async Task AskWhatIsNotStoredAsync()
    {
        if (ports.Units.HasLostHost || await HasStoredMoreAsync())
        {
            var silent = await AskAsync(await AreasAsync(), ports.Units.TotalsAsync);
            _behindSince = silent.Count > 0 ? ports.Time.GetTimestamp() : null;
            _ = AskAgainAsync(silent);
        }
    }

    /// <summary>
    /// Brings in all that is durable below by now, also what is on its way up; of an area that does not answer soon
    /// what was heard last.
    /// </summary>
    public async Task CatchUpAsync()
    {
        await AskAsync(await AreasAsync(), async (child, cancellation) =>
        {
            await ports.Units.RefreshAsync(child);
            return await ports.Units.TotalsAsync(child, cancellation);
        });
        await ReadAsync();
    }

    private async Task<bool> HasStoredMoreAsync() =>
        await ports.Store.ReadSubtreeAsync(area) is { } stored && stored.Version > rollUp.Version;

    private async Task<List<UnitId>> AreasAsync()
    {
        var children = await ports.Store.ChildrenAsync(area);
        return [.. from child in children where UnitKindRules.IsArea(child.Kind) select child.Unit];
    }

    /// <summary>
    /// A child may have to ask in its turn, for half a province may be coming up again, or be out of order. Nobody
    /// waits for it, and it is asked until it has answered.
    /// </summary>
    private async Task AskAgainAsync(List<UnitId> silent)
    {
        while (silent.Count > 0 && !_isOver)
        {
            await Task.Delay(ports.Options.RetryPause, ports.Time);
            silent = await AskAsync(silent, ports.Units.TotalsAsync);
            if (silent.Count == 0)
            {
                _behindSince = null;
            }

            changed();
        }
    }

    /// <summary>Returns those that do not answer soon.</summary>
    private async Task<List<UnitId>> AskAsync(
        List<UnitId> children, Func<UnitId, CancellationToken, Task<SubtreeTotals?>> askAsync)
    {
        var silent = new List<UnitId>();
        await Task.WhenAll(children.Select(async child =>
        {
            try
            {
                var asked = askAsync(child, CancellationToken.None).WaitAsync(ports.Options.AskPatience, ports.Time);
                if (await asked is { } totals)
                {
                    rollUp.Replace(new ChildTotals(child, totals.Version, totals.Totals));
                }
            }
            catch (Exception)
            {
                silent.Add(child);
            }
        }));
        return silent;
    }
}
