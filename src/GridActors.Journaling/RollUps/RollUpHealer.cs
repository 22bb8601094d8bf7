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

    public async Task<Healed> HealAsync(CancellationToken cancellation = default)
    {
        var stale = await store.FindStaleAsync(cancellation);
        return await RefreshAsync(stale, cancellation);
    }

    /// <summary>
    /// Refreshes areas and all above them, each after what is below it. One that cannot is passed over, and keeps
    /// nobody else from it.
    /// </summary>
    public async Task<Healed> RefreshAsync(IEnumerable<UnitId> areas, CancellationToken cancellation = default)
    {
        var known = new HashSet<UnitId>();
        var byKind = new SortedDictionary<UnitKind, List<UnitHead>>();
        foreach (var area in areas)
        {
            await AddAsync(area);
        }

        var (refreshed, passedOver) = (0, 0);
        while (byKind.Count > 0)
        {
            var (kind, level) = byKind.Last();
            byKind.Remove(kind);
            foreach (var some in level.Chunk(RefreshesMax))
            {
                var done = (await Task.WhenAll(some.Select(TryRefreshAsync))).Count(isDone => isDone);
                (refreshed, passedOver) = (refreshed + done, passedOver + some.Length - done);
            }

            foreach (var area in level)
            {
                if (area.Parent is { } parent)
                {
                    await AddAsync(parent);
                }
            }
        }

        UnitMetrics.Refreshed(refreshed);
        return new Healed(refreshed, passedOver);

        async Task AddAsync(UnitId area)
        {
            if (known.Add(area) && await store.FindAsync(area, cancellation) is { Exists: true } head)
            {
                if (!byKind.TryGetValue(head.Kind, out var level))
                {
                    byKind.Add(head.Kind, level = []);
                }

                level.Add(head);
            }
        }
    }

    private async Task<bool> TryRefreshAsync(UnitHead area)
    {
        try
        {
            await units.RefreshAsync(area.Unit);
            return true;
        }
        catch (Exception reason)
        {
            log.RefreshFailed(area.Unit, reason);
            return false;
        }
    }
}

/// <summary>What became of areas that were to read again what lies below them.</summary>
/// <param name="Refreshed">0 when nothing lagged.</param>
/// <param name="PassedOver">They could not, and lag still.</param>
public readonly record struct Healed(int Refreshed, int PassedOver);
