using GridActors.Core.Records;
using GridActors.Core.Totals;

namespace GridActors.Gateway.Indicators;

/// <summary>A code that somebody asked about.</summary>
/// <param name="Indicator">Null for a member of an open family that no record has named yet: its values are 0.</param>
internal sealed record IndicatorCode(string Code, bool IsLevel, Indicator? Indicator)
{
    /// <summary>
    /// Null when the catalogue declares no such code. Looks without making: indicators stay for the life of the
    /// process, so a reader's guesses must not become some.
    /// </summary>
    public static IndicatorCode? Find(Catalogue catalogue, string code)
    {
        var declared = catalogue.Indicators.FirstOrDefault(indicator => indicator.Code == code);
        if (declared is not null)
        {
            return new IndicatorCode(code, declared.IsLevel, declared);
        }

        foreach (var family in catalogue.Families)
        {
            if (code.Length <= family.Prefix.Length || !code.StartsWith(family.Prefix, StringComparison.Ordinal))
            {
                continue;
            }

            var member = family.Members.FirstOrDefault(member => member.Code == code);
            if (member is not null || family.IsOpen)
            {
                return new IndicatorCode(code, family.IsLevel, member);
            }
        }

        return null;
    }
}
