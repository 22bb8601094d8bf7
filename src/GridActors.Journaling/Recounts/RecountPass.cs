using System.Runtime.CompilerServices;
using GridActors.Core.Alerts;
using GridActors.Core.Areas;
using GridActors.Core.Households;
using GridActors.Core.Units;
using GridActors.Journaling.Loop;
using GridActors.Journaling.Ports;

namespace GridActors.Journaling.Recounts;

/// <summary>One way through all units, or through those below some areas, at one moment of the store.</summary>
internal sealed class RecountPass(UnitPorts ports, Findings findings)
{
    private const int PageUnits = 1000;
    private const int PageAlerts = 1000;

    private readonly UnitLoader _loader = new(ports);
    private readonly Dictionary<UnitId, AreaSum> _areas = [];
    private readonly Dictionary<UnitId, UnitId?> _parents = [];

    /// <summary>The only areas that are added up; null for all.</summary>
    public IReadOnlySet<UnitId>? Only { get; init; }

    /// <summary>
    /// Versions at which a unit's stored own totals were found to be those of its journal: they need not be folded
    /// again, and of a later pass only what was written since is.
    /// </summary>
    public Dictionary<UnitId, long> Known { get; init; } = [];

    /// <summary>Is told what each unit's journal gives the index of traces; null: that is not recounted.</summary>
    public TraceRecount? Traces { get; init; }

    /// <summary>What each area adds up to, where its own journal can be folded.</summary>
    public IEnumerable<KeyValuePair<UnitId, AreaSum>> Areas =>
        _areas.Where(area => !findings.Unfolded.Contains(area.Key));

    public IReadOnlyList<(UnitId Root, long Version)> Roots =>
    [
        .. _areas.Where(area => _parents.GetValueOrDefault(area.Key) is null)
            .Select(area => (area.Key, area.Value.Version)),
    ];

    public async Task FoldAsync(IProgress<long>? progress, CancellationToken cancellation)
    {
        for (UnitId? after = null; ;)
        {
            var page = await ports.Store.PageAsync(after, PageUnits, cancellation);
            if (page.Count == 0)
            {
                return;
            }

            foreach (var head in page)
            {
                await FoldAsync(head.Unit, UnitKindRules.IsArea(head.Kind), cancellation);
            }

            after = page[^1].Unit;
            progress?.Report(findings.Units);
        }
    }

    /// <summary>Alerts and tasks, which are listed at every area above with the entry that changes them.</summary>
    public async Task CompareListingsAsync(UnitId area, AreaSum sum, CancellationToken cancellation)
    {
        var alerts = await CountAlertsAsync(area, cancellation);
        if (alerts != sum.Alerts)
        {
            findings.WrongListings.Add($"{area} lists {alerts} alerts, its journals raise {sum.Alerts}");
        }

        var tasked = await TaskedAsync(area, cancellation).CountAsync(cancellation);
        if (tasked != sum.Tasked)
        {
            findings.WrongListings.Add($"{area} lists {tasked} units with tasks, its journals give {sum.Tasked}");
        }
    }

    private async Task FoldAsync(UnitId unit, bool isArea, CancellationToken cancellation)
    {
        var above = await AreasAboveAsync(unit, isArea, cancellation);
        if (above.Count == 0 && Only is not null)
        {
            return;
        }

        var recounted = await RecountAsync(unit, cancellation);
        if (isArea)
        {
            var children = await ports.Store.ReadChildrenAsync(unit, cancellation);
            var left = children.Where(child => child.HasMoved).Sum(child => child.Version);
            recounted = recounted with { Version = recounted.Version + left };
        }

        foreach (var area in above)
        {
            SumOf(area).Add(recounted);
        }
    }

    private async Task<RecountedUnit> RecountAsync(UnitId unit, CancellationToken cancellation)
    {
        var stored = await ports.Store.ReadOwnAsync(unit, cancellation);
        if (Known.TryGetValue(unit, out var known) && known == stored.Version)
        {
            return new RecountedUnit(stored.Version, stored.Totals, Alerts: 0, HasTasks: false);
        }

        UnitImage image;
        try
        {
            image = await FoldAsync(unit, stored.Version);
        }
        catch (Exception failure) when (failure is not (JournalUnavailableException or OperationCanceledException))
        {
            // An entry that lacks, or that nobody can read: a difference like any other, and no other unit's.
            findings.AddUnfolded(unit, failure);
            return await AsStoredAsync(unit, stored, cancellation);
        }

        findings.Units += Known.ContainsKey(unit) ? 0 : 1;
        findings.Entries += stored.Version;
        if (findings.Compare(unit, "own", stored.Totals, image.Totals))
        {
            Known[unit] = stored.Version;
        }

        StandingAlert[] alerts = [.. image.State.Get<AlertBook>().All()];
        CompareAlerts(unit, await ports.Store.OwnAlertsAsync(unit, cancellation), alerts);
        var hasTasks = image.State.NextTask(ports.Calendar) is not null;
        return new RecountedUnit(stored.Version, image.Totals, alerts.Length, hasTasks);
    }

    private async Task<UnitImage> FoldAsync(UnitId unit, long version)
    {
        var without = await _loader.VoidedVersionsAsync(unit, version);
        var refold = await _loader.RefoldAsync(unit, version, without, judge: false, entry =>
        {
            if (!without.Contains(entry.Version))
            {
                Traces?.Expect(unit, entry);
            }
        });
        Traces?.Expect(unit, refold.Image.State.Get<Household>());
        return refold.Image;
    }

    /// <summary>What it counts for above, so that every area there can be compared all the same.</summary>
    private async Task<RecountedUnit> AsStoredAsync(
        UnitId unit, SubtreeTotals stored, CancellationToken cancellation)
    {
        var alerts = await ports.Store.OwnAlertsAsync(unit, cancellation);
        var hasTasks = await TaskedAsync(unit, cancellation).ContainsAsync(unit, cancellationToken: cancellation);
        return new RecountedUnit(stored.Version, stored.Totals, alerts.Count, hasTasks);
    }

    private void CompareAlerts(
        UnitId unit, IReadOnlyList<StandingAlert> found, IReadOnlyList<StandingAlert> recounted) =>
        findings.WrongListings.AddRange(found.Except(recounted).Select(alert => $"{unit} shows {Named(alert)}")
            .Concat(recounted.Except(found).Select(alert => $"{unit} does not show {Named(alert)}")));

    private static string Named(StandingAlert standing) => FormattableString.Invariant(
        $"alert {standing.Alert.Key} ({standing.State} since {standing.Since:O}, opened {standing.Alert.Opened:O})");

    private async Task<long> CountAlertsAsync(UnitId area, CancellationToken cancellation)
    {
        var count = 0L;
        for (AlertPlace? after = null; ;)
        {
            var page = await ports.Store.AlertsAsync(area, null, after, PageAlerts, cancellation);
            if (page.Count == 0)
            {
                return count;
            }

            count += page.Count;
            after = AlertPlace.Of(page[^1]);
        }
    }

    private async IAsyncEnumerable<UnitId> TaskedAsync(
        UnitId unit, [EnumeratorCancellation] CancellationToken cancellation)
    {
        for (UnitId? after = null; ;)
        {
            var page = await ports.Store.TaskedAsync(
                unit, DateTimeOffset.MaxValue, after, PageUnits, cancellation);
            if (page.Count == 0)
            {
                yield break;
            }

            foreach (var tasked in page)
            {
                yield return tasked;
            }

            after = page[^1];
        }
    }

    private AreaSum SumOf(UnitId area)
    {
        if (!_areas.TryGetValue(area, out var sum))
        {
            _areas.Add(area, sum = new AreaSum());
        }

        return sum;
    }

    /// <summary>The areas that the unit counts in and that are asked for, itself among them when it is one.</summary>
    private async Task<List<UnitId>> AreasAboveAsync(UnitId unit, bool isArea, CancellationToken cancellation)
    {
        var areas = new List<UnitId>();
        for (UnitId? above = unit; above is { } at; above = await ParentAsync(at, cancellation))
        {
            if ((at != unit || isArea) && Only?.Contains(at) != false)
            {
                areas.Add(at);
            }
        }

        return areas;
    }

    private async ValueTask<UnitId?> ParentAsync(UnitId unit, CancellationToken cancellation)
    {
        if (!_parents.TryGetValue(unit, out var parent))
        {
            var head = await ports.Store.FindAsync(unit, cancellation);
            parent = head?.Parent;
            if (head is not null && UnitKindRules.IsArea(head.Kind))
            {
                _parents.Add(unit, parent);
            }
        }

        return parent;
    }
}
