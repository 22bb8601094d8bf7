using GridActors.Core.Areas;
using GridActors.Core.Units;
using GridActors.Journaling.Loop;
using GridActors.Journaling.Ports;

namespace GridActors.Journaling.Recounts;

/// <summary>
/// Recounts while records are taken. Everything is read at one moment of the store, at which a unit's own totals, its
/// alerts, tasks and traces are those of its journal, or wrong: they are written together. An area's stored totals
/// follow a few seconds later, and are compared at a moment at which they have caught up. Where there is none within
/// the patience the area is named as busy, not as wrong.
/// </summary>
/// <param name="open">
/// What units stand on, with the store as it is at that moment, for reading; the recount disposes the store.
/// </param>
public sealed class LiveRecount(Func<Task<UnitPorts>> open, TimeProvider time)
{
    /// <summary>Areas store their totals every few seconds; a moment at which they rest may be short.</summary>
    private static readonly TimeSpan LookPace = TimeSpan.FromMilliseconds(50);

    private readonly Findings _findings = new();
    private readonly Dictionary<UnitId, long> _known = [];

    /// <summary>How long areas that take records are looked at again.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>
    /// Asks the running system for each area's totals as well: they must have reached the moment of the recount by now,
    /// or do so within the patience.
    /// </summary>
    public bool AsksWhatIsServed { get; init; }

    public async Task<RecountResult> RunAsync(IProgress<long>? progress, CancellationToken cancellation)
    {
        var ports = await open();
        await using var store = ports.Store;
        var at = time.GetUtcNow();
        var traces = new TraceRecount(ports, _findings);
        var all = new RecountPass(ports, _findings) { Known = _known, Traces = traces };
        await all.FoldAsync(progress, cancellation);
        await traces.CompareAsync(cancellation);
        foreach (var (area, sum) in all.Areas)
        {
            await all.CompareListingsAsync(area, sum, cancellation);
        }

        var busy = await CompareAsync(store, all, cancellation);
        var end = time.GetUtcNow() + Patience;
        if (AsksWhatIsServed)
        {
            foreach (var (area, sum) in all.Areas)
            {
                await CompareServedAsync(ports.Units, area, sum, end, cancellation);
            }
        }

        while (busy.Count > 0 && time.GetUtcNow() < end)
        {
            busy = await LookAgainAsync(busy, cancellation);
        }

        return _findings.ToResult() with { At = at, Roots = all.Roots, Busy = [.. busy] };
    }

    /// <summary>Compares the stored totals of all areas that have caught up with their journals.</summary>
    /// <returns>The areas that have not.</returns>
    private async Task<HashSet<UnitId>> CompareAsync(IUnitStore store, RecountPass pass, CancellationToken cancellation)
    {
        var behind = new HashSet<UnitId>();
        foreach (var (area, sum) in pass.Areas)
        {
            var stored = await store.ReadSubtreeAsync(area, cancellation);
            if (stored is null || stored.Version < sum.Version)
            {
                behind.Add(area);
            }
            else if (stored.Version > sum.Version)
            {
                _findings.WrongVersions.Add($"{area} is at version {stored.Version}, its journals hold {sum.Version}");
            }
            else
            {
                _findings.Compare(area, "subtree", stored.Totals, sum.Settle());
            }
        }

        return behind;
    }

    /// <summary>
    /// At another moment: only areas are added up that rest then, and only what was written since is folded.
    /// </summary>
    /// <returns>The areas that are still behind.</returns>
    private async Task<HashSet<UnitId>> LookAgainAsync(HashSet<UnitId> busy, CancellationToken cancellation)
    {
        var ports = await open();
        await using (var store = ports.Store)
        {
            var behind = new HashSet<UnitId>();
            foreach (var area in await store.FindStaleAsync(cancellation))
            {
                behind.Add(area);
                behind.UnionWith((await store.ParentsAsync(area, cancellation)).Select(parent => parent.Unit));
            }

            var resting = busy.Except(behind).ToHashSet();
            if (resting.Count > 0)
            {
                var pass = new RecountPass(ports, _findings) { Known = _known, Only = resting };
                await pass.FoldAsync(progress: null, cancellation);
                return [.. busy.Except(resting), .. await CompareAsync(store, pass, cancellation)];
            }
        }

        await Task.Delay(LookPace, time, cancellation);
        return busy;
    }

    private async Task CompareServedAsync(
        IUnits units, UnitId area, AreaSum sum, DateTimeOffset end, CancellationToken cancellation)
    {
        while (true)
        {
            var (served, trouble) = await AskAsync(units, area, cancellation);
            if (served is not null && served.Version >= sum.Version)
            {
                if (served.Version == sum.Version)
                {
                    _findings.Compare(area, "subtree", served.Totals, sum.Settle());
                }

                return;
            }

            if (time.GetUtcNow() >= end)
            {
                _findings.WrongVersions.Add(served is null
                    ? $"{area} is not served{trouble}"
                    : $"{area} serves version {served.Version}, its journals held {sum.Version}");
                return;
            }

            await Task.Delay(LookPace, time, cancellation);
        }
    }

    /// <summary>An area that came up just now may tell nothing until those below it have answered.</summary>
    private static async Task<(SubtreeTotals? Served, string? Trouble)> AskAsync(
        IUnits units, UnitId area, CancellationToken cancellation)
    {
        try
        {
            return (await units.TotalsAsync(area, cancellation), null);
        }
        catch (JournalUnavailableException failure)
        {
            return (null, $": {failure.Message}");
        }
    }
}
