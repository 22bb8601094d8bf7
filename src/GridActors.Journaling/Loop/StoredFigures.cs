using GridActors.Core.Alerts;
using GridActors.Core.Totals;
using GridActors.Core.Units;
using GridActors.Journaling.Ports;

namespace GridActors.Journaling.Loop;

/// <summary>
/// What the store says of a unit that was folded anew. An older program may have counted some of its entries otherwise:
/// what differs is written with the next append, else its days would never add up to its sums again.
/// </summary>
internal sealed record StoredFigures(DailyTotals Totals, IReadOnlyList<StandingAlert> Alerts)
{
    /// <summary>
    /// Households are many and come up all the time; the two reads are for those that can have years behind them.
    /// </summary>
    public static bool AreRead(LoadedUnit loaded) => loaded is { IsWhole: true, Image.Version: > 0 }
        && loaded.Image.State.Registration.Kind != UnitKind.Household;

    public static async Task<StoredFigures> ReadAsync(UnitId unit, IUnitStore store) =>
        new((await store.ReadOwnAsync(unit)).Totals, await store.OwnAlertsAsync(unit));
}
