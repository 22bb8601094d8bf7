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
internal sealed class PlansInForce(IUnitDirectory directory, UnitStates states)
{
    public async Task<(IReadOnlyList<QuotaInForce> Quotas, IReadOnlyList<Sweep> Sweeps)> ReadAsync(
        UnitHead unit, CancellationToken cancellation)
    {
        var quotas = new List<QuotaInForce>();
        var sweeps = new List<Sweep>();
        var way = (await directory.ParentsAsync(unit.Unit, cancellation)).Append(unit)
            .Where(head => UnitKindRules.IsArea(head.Kind));
        foreach (var area in way.Reverse())
        {
            var state = await states.ReadAsync(area.Unit);
            quotas.AddRange(state.Get<Quotas>().Standing.Select(quota => new QuotaInForce(area, quota)));
            sweeps.AddRange(state.Get<Sweeps>().Started.Reverse());
        }

        return (
            [.. quotas.DistinctBy(set => (set.Quota.Indicator, set.Quota.Per))],
            [.. sweeps.DistinctBy(sweep => sweep.Round).OrderBy(sweep => sweep.Round)]);
    }
}
