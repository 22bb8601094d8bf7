using GridActors.Core.Units;
using GridActors.Journaling.Ports;
using GridActors.Journaling.Telemetry;

namespace GridActors.Journaling.RollUps;

/// <summary>
/// Pull for truth: finds the areas whose stored totals lag what lies below them and has just those read it again,
/// bottom up. So a report that died with its process is made good though nobody touches the units concerned.
/// </summary>
public sealed class RollUpHealer(IUnitStore store, IUnits units, IUnitLog log)
{
    /// <summary>Areas that refresh beside one another.</summary>
    private const int RefreshesMax = 16;

    /// <summary>Returns the number of areas refreshed; 0 when nothing lagged.</summary>
    public async Task<int> HealAsync(CancellationToken cancellation = default)
    {
        var stale = await store.FindStaleAsync(cancellation);
        return await RefreshAsync(stale, cancellation);
    }

    /// <summary>
    /// Refreshes areas and all above them, each after what is below it. One that cannot is passed over, and keeps
    /// nobody else from it. Returns how many were refreshed.
    /// </summary>
    public async Task<int> RefreshAsync(IEnumerable<UnitId> areas, CancellationToken cancellation = default)
    {
        var byKind = new SortedDictionary<UnitKind, HashSet<UnitId>>();
        foreach (var area in areas.Distinct())
        {
            await AddAsync(area);
        }

        var refreshed = 0;
        while (byKind.Count > 0)
        {
            var (kind, level) = byKind.Last();
            byKind.Remove(kind);
            foreach (var some in level.Chunk(RefreshesMax))
            {
                refreshed += (await Task.WhenAll(some.Select(TryRefreshAsync))).Count(done => done);
            }

            foreach (var area in level)
            {
                if (await store.FindAsync(area, cancellation) is { Parent: { } parent })
                {
                    await AddAsync(parent);
                }
            }
        }

        UnitMetrics.Refreshed(refreshed);
        return refreshed;

        async Task AddAsync(UnitId area)
        {
            if (await store.FindAsync(area, cancellation) is { Exists: true } head)
            {
                if (!byKind.TryGetValue(head.Kind, out var level))
                {
                    byKind.Add(head.Kind, level = []);
                }

                level.Add(area);
            }
        }
    }

    private async Task<bool> TryRefreshAsync(UnitId area)
    {
        try
        {
            await units.RefreshAsync(area);
            return true;
        }
        catch (Exception reason)
        {
            log.RefreshFailed(area, reason);
            return false;
        }
    }
}
