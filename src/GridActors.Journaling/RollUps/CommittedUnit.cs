using GridActors.Core.Totals;
using GridActors.Core.Units;

namespace GridActors.Journaling.RollUps;

/// <summary>What a unit was when its entries up to a version became durable; it may be ahead of that by now.</summary>
internal readonly record struct CommittedUnit(long Version, DailyTotals Totals, Registration Registration)
{
    public bool IsArea => Registration.Exists && UnitKindRules.IsArea(Registration.Kind);

    /// <summary>Of an image of which all is durable, or will be before anybody is told.</summary>
    public static CommittedUnit Of(UnitImage image) => new(image.Version, image.Totals, image.State.Registration);
}
