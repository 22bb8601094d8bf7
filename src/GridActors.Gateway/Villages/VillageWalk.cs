using System.Runtime.CompilerServices;
using GridActors.Core.Totals;
using GridActors.Core.Units;
using GridActors.Journaling.Ports;

namespace GridActors.Gateway.Villages;

/// <summary>A village with the totals of all below it; or a grid or community right under a township.</summary>
internal sealed record Village(UnitHead Head, DailyTotals Totals, long Version);

/// <summary>
/// The villages below an area, area by area in the order of their ids, from any place on. It reads only the areas on
/// its way: a page costs the page and the townships that it lies in, not the county.
/// </summary>
internal sealed class VillageWalk(IUnits units, IUnitDirectory directory)
{
    /// <summary>Open ones only. A village below or of which there is none is its own only one.</summary>
    /// <param name="after">The village told last; null: from the first on.</param>
    public async IAsyncEnumerable<Village> BelowAsync(
        UnitHead unit, UnitId? after, [EnumeratorCancellation] CancellationToken cancellation)
    {
        if (IsVillage(unit.Kind))
        {
            if (after is null && await units.TotalsAsync(unit.Unit, cancellation) is { } own)
            {
                yield return new Village(unit, own.Totals, own.Version);
            }

            yield break;
        }

        var way = after is { } last
            ? (await directory.ParentsAsync(last, cancellation)).Select(head => head.Unit).Append(last).ToList()
            : [];
        await foreach (var village in WalkAsync(unit, way, cancellation))
        {
            yield return village;
        }
    }

    /// <summary>Kinds at which the walk stops; what is below counts in them.</summary>
    public static bool IsVillage(UnitKind kind) => kind is UnitKind.Village or UnitKind.Grid or UnitKind.Community;

    private async IAsyncEnumerable<Village> WalkAsync(
        UnitHead area, List<UnitId> way, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var heads = (await directory.ChildrenAsync(area.Unit, cancellation))
            .Where(head => !head.IsClosed && UnitKindRules.IsArea(head.Kind)).ToList();
        var totals = heads.Exists(head => IsVillage(head.Kind))
            ? (await units.ChildrenAsync(area.Unit, cancellation))?.Children.ToDictionary(child => child.Unit)
            : null;
        var place = way.IndexOf(area.Unit);
        UnitId? from = place >= 0 && place + 1 < way.Count ? way[place + 1] : null;
        foreach (var head in heads)
        {
            var order = from is { } first ? string.CompareOrdinal(head.Unit.Value, first.Value) : 1;
            if (order < 0 || (order == 0 && IsVillage(head.Kind)))
            {
                continue;
            }

            if (!IsVillage(head.Kind))
            {
                await foreach (var village in WalkAsync(head, way, cancellation))
                {
                    yield return village;
                }
            }
            else
            {
                var child = totals?.GetValueOrDefault(head.Unit);
                yield return new Village(head, child?.Totals ?? DailyTotals.Zero, child?.Version ?? 0);
            }
        }
    }
}
