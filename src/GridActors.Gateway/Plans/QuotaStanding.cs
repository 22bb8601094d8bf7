using GridActors.Core.Plans;
using GridActors.Core.Totals;
using GridActors.Core.Units;
using GridActors.Gateway.Villages;

namespace GridActors.Gateway.Plans;

/// <summary>What a quota asks of a unit, and how far that is met by its total.</summary>
internal readonly record struct QuotaStanding(long Due, Amount Met)
{
    public Amount Missing => new(Math.Max(0, Amount.Of(Due).Thousandths - Met.Thousandths));

    /// <summary>Of the area that set it: what its day brought; of a level, how it stood at the day's end.</summary>
    public static QuotaStanding OfDay(Quota quota, DailyTotals totals, DateOnly day)
    {
        var indicator = IndicatorCodes.Find(quota.Indicator);
        var met = indicator is null
            ? default
            : (indicator.IsLevel ? totals.Through(day) : totals.Of(day))[indicator];
        return new QuotaStanding(quota.Count, met);
    }

    /// <summary>Of a village: so much for it, for each household or for each grid in it, in all until then.</summary>
    public static QuotaStanding Of(Quota quota, Village village, DateOnly day)
    {
        var through = village.Totals.Through(day);
        var indicator = IndicatorCodes.Find(quota.Indicator);
        var times = quota.Per switch
        {
            "household" => Coverage.HouseholdsOf(village, through),
            "village" => village.Head.Kind == UnitKind.Village ? 1 : 0,
            _ => through[Registration.Units.Of(UnitKindRules.NameOf(UnitKind.Grid))].Thousandths / 1000,
        };
        return new QuotaStanding(quota.Count * times, indicator is null ? default : through[indicator]);
    }
}
