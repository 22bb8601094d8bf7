using System.Globalization;
using GridActors.Core.Bulletins;
using GridActors.Core.Households;
using GridActors.Core.Totals;
using GridActors.Core.Units;

namespace GridActors.Gateway.Villages;

/// <summary>What a sweep is to reach in a village, and what it has reached.</summary>
internal static class Coverage
{
    private const string RoundPrefix = "households.surveyed.r";

    /// <summary>Households registered, else planned, at the time of the bucket.</summary>
    public static long HouseholdsOf(Village village, Bucket through)
    {
        var registered = WholeOf(through[Registration.Units.Of(UnitKindRules.NameOf(UnitKind.Household))]);
        return registered > 0 ? registered : village.Head.Households ?? 0;
    }

    /// <summary>Looks without making: asking of a round that nobody began makes no indicator.</summary>
    public static Indicator? IndicatorOf(int round) => Surveys.SurveyedInRound.Members.FirstOrDefault(
        member => member.Code == RoundPrefix + round.ToString(CultureInfo.InvariantCulture));

    /// <summary>The rounds in which somebody has been surveyed, ascending.</summary>
    public static IEnumerable<(int Round, Indicator Indicator)> RoundsIn(Bucket through) => through.Amounts
        .Select(amount => amount.Key)
        .Where(indicator => indicator.Code.StartsWith(RoundPrefix, StringComparison.Ordinal))
        .Select(indicator => (
            Round: int.Parse(indicator.Code.AsSpan(RoundPrefix.Length), CultureInfo.InvariantCulture), indicator))
        .OrderBy(pair => pair.Round);

    public static VillageCoverage Of(Village village, Bucket through, Indicator? round) => new(
        new BulletinUnit(village.Head.Unit, village.Head.Kind, village.Head.Name),
        HouseholdsOf(village, through),
        round is null ? 0 : WholeOf(through[round]));

    private static long WholeOf(Amount amount) => amount.Thousandths / 1000;
}
