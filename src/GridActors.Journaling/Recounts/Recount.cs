using GridActors.Core.Alerts;
using GridActors.Core.Totals;
using GridActors.Core.Units;
using GridActors.Journaling.Loop;
using GridActors.Journaling.Ports;

namespace GridActors.Journaling.Recounts;

/// <summary>A figure that is not what the journals say.</summary>
/// <param name="Where"><c>own</c>: a unit's stored own totals; <c>subtree</c>: what is served for it.</param>
public sealed record Difference(
    UnitId Unit, string Where, DateOnly Day, string Indicator, Amount Found, Amount Recounted);

/// <summary>What a recount covered and found.</summary>
public sealed record RecountResult(
    long Units, long Entries, long Figures, IReadOnlyList<Difference> Differences, IReadOnlyList<string> WrongVersions,
    IReadOnlyList<string> WrongListings);

/// <summary>
/// Recounts every total, every alert and who has tasks from the journals alone: folds each unit from its first entry,
/// without snapshots, adds the results up the tree, and compares with what is stored and what is served. Run it when
/// nothing is in flight.
/// </summary>
public sealed class Recount(UnitPorts ports)
{
    private const int PageUnits = 1000;
    private const int PageAlerts = 1000;

    private readonly UnitLoader _loader = new(ports);
    private readonly Dictionary<UnitId, Sum> _areas = [];
    private readonly Dictionary<UnitId, UnitId?> _parents = [];
    private readonly List<Difference> _differences = [];
    private readonly List<string> _wrongVersions = [];
    private readonly List<string> _wrongListings = [];
    private long _units;
    private long _entries;
    private long _figures;

    public async Task<RecountResult> RunAsync(IProgress<long>? progress, CancellationToken cancellation)
    {
        for (UnitId? after = null; ;)
        {
            var page = await ports.Store.PageAsync(after, PageUnits, cancellation);
            if (page.Count == 0)
            {
                break;
            }

            foreach (var head in page)
            {
                await RecountOwnAsync(head.Unit, UnitKindRules.IsArea(head.Kind), cancellation);
            }

            after = page[^1].Unit;
            progress?.Report(_units);
        }

        foreach (var (area, sum) in _areas)
        {
            await CompareSubtreeAsync(area, sum, cancellation);
        }

        return new RecountResult(_units, _entries, _figures, _differences, _wrongVersions, _wrongListings);
    }

    private async Task RecountOwnAsync(UnitId unit, bool isArea, CancellationToken cancellation)
    {
        var stored = await ports.Store.ReadOwnAsync(unit, cancellation);
        var without = await _loader.VoidedVersionsAsync(unit, stored.Version);
        var refold = await _loader.RefoldAsync(unit, stored.Version, without, judge: false);
        _units++;
        _entries += stored.Version;
        Compare(unit, "own", stored.Totals, refold.Image.Totals);
        StandingAlert[] alerts = [.. refold.Image.State.Get<AlertBook>().All()];
        CompareAlerts(unit, await ports.Store.OwnAlertsAsync(unit, cancellation), alerts);
        var hasTasks = refold.Image.State.NextTask(ports.Calendar) is not null;
        var version = stored.Version;
        if (isArea)
        {
            var children = await ports.Store.ReadChildrenAsync(unit, cancellation);
            version += children.Where(child => child.HasMoved).Sum(child => child.Version);
            SumOf(unit);
        }

        for (UnitId? above = unit; above is { } at; above = await ParentAsync(at, cancellation))
        {
            if (at != unit || isArea)
            {
                SumOf(at).Add(version, refold.Image.Totals, alerts.Length, hasTasks ? 1 : 0);
            }
        }
    }

    private async Task CompareSubtreeAsync(UnitId area, Sum sum, CancellationToken cancellation)
    {
        var served = await ports.Units.TotalsAsync(area, cancellation);
        if (served is null)
        {
            _wrongVersions.Add($"{area} is not served");
            return;
        }

        if (served.Version != sum.Version)
        {
            _wrongVersions.Add($"{area} serves version {served.Version}, its journals hold {sum.Version}");
        }

        Compare(area, "subtree", served.Totals, sum.Settle());
        var alerts = await CountAlertsAsync(area, cancellation);
        if (alerts != sum.Alerts)
        {
            _wrongListings.Add($"{area} lists {alerts} alerts, its journals raise {sum.Alerts}");
        }

        var tasked = await CountTaskedAsync(area, cancellation);
        if (tasked != sum.Tasked)
        {
            _wrongListings.Add($"{area} lists {tasked} units with tasks, its journals give {sum.Tasked}");
        }
    }

    private void CompareAlerts(
        UnitId unit, IReadOnlyList<StandingAlert> found, IReadOnlyList<StandingAlert> recounted) =>
        _wrongListings.AddRange(found.Except(recounted).Select(alert => $"{unit} shows {alert}")
            .Concat(recounted.Except(found).Select(alert => $"{unit} does not show {alert}")));

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

    private async Task<long> CountTaskedAsync(UnitId area, CancellationToken cancellation)
    {
        var count = 0L;
        for (UnitId? after = null; ;)
        {
            var page = await ports.Store.TaskedAsync(
                area, DateTimeOffset.MaxValue, after, PageUnits, cancellation);
            if (page.Count == 0)
            {
                return count;
            }

            count += page.Count;
            after = page[^1];
        }
    }

    private void Compare(UnitId unit, string where, DailyTotals found, DailyTotals recounted)
    {
        CompareBuckets(unit, where, DateOnly.MinValue, found.Running, recounted.Running);
        foreach (var day in found.Days.Select(day => day.Day).Union(recounted.Days.Select(day => day.Day)))
        {
            CompareBuckets(unit, where, day, found.Of(day), recounted.Of(day));
        }
    }

    private void CompareBuckets(UnitId unit, string where, DateOnly day, Bucket found, Bucket recounted)
    {
        _figures += recounted.Count;
        if (found.SameAs(recounted))
        {
            return;
        }

        var indicators = found.Amounts.Concat(recounted.Amounts).Select(pair => pair.Key).Distinct();
        foreach (var indicator in indicators.Where(indicator => found[indicator] != recounted[indicator]))
        {
            _differences.Add(new Difference(
                unit, where, day, indicator.Code, found[indicator], recounted[indicator]));
        }
    }

    private Sum SumOf(UnitId area)
    {
        if (!_areas.TryGetValue(area, out var sum))
        {
            _areas.Add(area, sum = new Sum());
        }

        return sum;
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

    /// <summary>What an area adds up to.</summary>
    private sealed class Sum
    {
        /// <summary>Units gathered before they are added; bounds what a large area holds meanwhile.</summary>
        private const int SettleEveryUnits = 256;

        private readonly Contributions _gathered = new();
        private DailyTotals _totals = DailyTotals.Zero;
        private int _units;

        public long Version { get; private set; }

        public long Alerts { get; private set; }

        /// <summary>Units with something to do.</summary>
        public long Tasked { get; private set; }

        public void Add(long version, DailyTotals own, int alerts, int tasked)
        {
            Version += version;
            Alerts += alerts;
            Tasked += tasked;
            _gathered.AddDifference(DailyTotals.Zero, own);
            if (++_units % SettleEveryUnits == 0)
            {
                Settle();
            }
        }

        public DailyTotals Settle()
        {
            _totals = _totals.Plus(_gathered);
            _gathered.Clear();
            return _totals;
        }
    }
}
