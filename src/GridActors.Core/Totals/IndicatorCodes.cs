using System.Collections.Concurrent;

namespace GridActors.Core.Totals;

/// <summary>
/// Finds a declared indicator by its code, so that stored totals can be read again. Catalogues declare here; codes
/// are public names, so one code means one thing in the whole process.
/// </summary>
public static class IndicatorCodes
{
    private static readonly ConcurrentDictionary<string, Indicator> Declared = new(StringComparer.Ordinal);
    private static readonly ConcurrentDictionary<string, IndicatorFamily> Open = new(StringComparer.Ordinal);

    /// <summary>Of no topic, so that no list and no bulletin has them; no catalogue says what they count.</summary>
    private static readonly IndicatorFamily Kept = IndicatorFamily.Flow("", topic: "", "{0}", "{0}", "count");

    public static void Declare(Indicator indicator) => Declared[indicator.Code] = indicator;

    public static void Declare(IndicatorFamily family)
    {
        if (family.IsOpen)
        {
            Open[family.Prefix] = family;
            return;
        }

        foreach (var member in family.Members)
        {
            Declare(member);
        }
    }

    public static Indicator? Find(string code)
    {
        if (Declared.TryGetValue(code, out var indicator))
        {
            return indicator;
        }

        foreach (var (prefix, family) in Open)
        {
            if (code.Length > prefix.Length && code.StartsWith(prefix, StringComparison.Ordinal))
            {
                return Declared.GetOrAdd(code, family.Of(code[prefix.Length..]));
            }
        }

        return null;
    }

    /// <summary>
    /// The indicator of a code that is in totals already. What another version of the program counted, and this one
    /// does not declare, is a flow under its own name: so all sums above it go on, and pass it through as it is. Only
    /// for what a store or a silo said: indicators stay for the life of the process, and <see cref="Find"/> knows none
    /// of these.
    /// </summary>
    internal static Indicator OfTotals(string code) => Find(code) ?? Kept.Of(code);
}
