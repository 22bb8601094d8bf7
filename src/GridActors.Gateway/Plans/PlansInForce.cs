using System.Collections.Concurrent;
using GridActors.Core.Plans;
using GridActors.Core.Units;
using GridActors.Journaling.Ports;
using GridActors.Journaling.Tasks;

namespace GridActors.Gateway.Plans;

/// <summary>A quota and who set it.</summary>
internal sealed record QuotaInForce(UnitHead SetBy, Quota Quota);

/// <summary>
/// What a unit and the areas above it have set out to do. Of one indicator and one kind of unit the nearest area's
/// quota stands; of a round likewise the nearest start.
/// </summary>
/// <param name="Quotas">The nearest area's first.</param>
/// <param name="Sweeps">By round.</param>
internal sealed record PlansOfUnit(IReadOnlyList<QuotaInForce> Quotas, IReadOnlyList<Sweep> Sweeps)
{
    public static readonly PlansOfUnit None = new([], []);

    public Sweep? SweepOf(int round) => Sweeps.FirstOrDefault(sweep => sweep.Round == round);

    /// <summary>The latest round that had been started by then.</summary>
    public Sweep? SweepAt(DateTimeOffset at) => Sweeps.LastOrDefault(sweep => sweep.At.At <= at);

    /// <summary>Those of an area right below, which has some of its own.</summary>
    public PlansOfUnit With(UnitHead area, OwnPlans own) => new(
        [
            .. own.Quotas.Select(quota => new QuotaInForce(area, quota)).Concat(Quotas)
                .DistinctBy(set => (set.Quota.Indicator, set.Quota.Per)),
        ],
        [.. own.Sweeps.Concat(Sweeps).DistinctBy(sweep => sweep.Round).OrderBy(sweep => sweep.Round)]);
}

/// <summary>What one area has set out to do itself, once so many of its entries counted.</summary>
/// <param name="Sweeps">The latest first.</param>
internal sealed record OwnPlans(long Version, IReadOnlyList<Quota> Quotas, IReadOnlyList<Sweep> Sweeps);

internal sealed class PlansInForce(IUnitDirectory directory, UnitStates states)
{
    private const int KnownMax = 65_536;

    // Every dashboard asks for all of an area's tasks every few seconds, and what is planned hardly ever changes.
    private readonly ConcurrentDictionary<UnitId, OwnPlans> _known = new();

    public async Task<PlansOfUnit> ReadAsync(UnitHead unit, CancellationToken cancellation)
    {
        var plans = PlansOfUnit.None;
        foreach (var area in (await directory.ParentsAsync(unit.Unit, cancellation)).Append(unit))
        {
            plans = await AddOwnAsync(plans, area);
        }

        return plans;
    }

    /// <param name="plans">The unit's, as they were read.</param>
    public PlansBelow Below(UnitHead unit, PlansOfUnit plans) => new(directory, this, unit, plans);

    /// <summary>An area with a single entry has been registered, and has said nothing since.</summary>
    public async Task<PlansOfUnit> AddOwnAsync(PlansOfUnit above, UnitHead area) =>
        UnitKindRules.IsArea(area.Kind) && area.Version != 1 ? above.With(area, await OwnAsync(area)) : above;

    private async ValueTask<OwnPlans> OwnAsync(UnitHead area)
    {
        if (_known.TryGetValue(area.Unit, out var known) && known.Version == area.Version)
        {
            return known;
        }

        var state = await states.ReadAsync(area.Unit);
        var own = new OwnPlans(
            area.Version, [.. state.Get<Quotas>().Standing], [.. state.Get<Sweeps>().Started.Reverse()]);
        if (_known.Count >= KnownMax)
        {
            _known.Clear();
        }

        return _known[area.Unit] = own;
    }
}

/// <summary>What stands at the areas below a unit. Each is read once, together with those on the way to it.</summary>
internal sealed class PlansBelow(IUnitDirectory directory, PlansInForce plans, UnitHead unit, PlansOfUnit own)
{
    private readonly Dictionary<UnitId, PlansOfUnit> _read = new() { [unit.Unit] = own };

    /// <summary>The areas that were read below the unit, in the order in which they were.</summary>
    public List<(UnitHead Area, PlansOfUnit Plans)> Areas { get; } = [];

    /// <summary>Of the parent of an area below, so that of the area without what it has set itself.</summary>
    public async Task<PlansOfUnit> AboveAsync(UnitHead area, CancellationToken cancellation) =>
        area.Unit == unit.Unit || area.Parent is not { } parent ? own : await OfAsync(parent, cancellation);

    private async Task<PlansOfUnit> OfAsync(UnitId area, CancellationToken cancellation)
    {
        if (_read.TryGetValue(area, out var known))
        {
            return known;
        }

        // One that was moved or taken back meanwhile has nothing below the unit any more.
        if (await directory.FindAsync(area, cancellation) is not { Parent: not null } head)
        {
            return own;
        }

        var read = await plans.AddOwnAsync(await AboveAsync(head, cancellation), head);
        _read.Add(area, read);
        Areas.Add((head, read));
        return read;
    }
}
