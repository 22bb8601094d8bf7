using GridActors.Core.Totals;
using GridActors.Core.Units;

namespace GridActors.Journaling.Recounts;

/// <summary>What a recount has covered and found so far.</summary>
internal sealed class Findings
{
    private readonly List<Difference> _differences = [];
    private long _figures;

    public long Units { get; set; }

    public long Entries { get; set; }

    public List<string> WrongVersions { get; } = [];

    public List<string> WrongListings { get; } = [];

    /// <summary>
    /// Units whose journals cannot be folded: what they count is taken from the store, and compared nowhere.
    /// </summary>
    public HashSet<UnitId> Unfolded { get; } = [];

    public RecountResult ToResult() => new(Units, Entries, _figures, _differences, WrongVersions, WrongListings);

    /// <summary>Names it once, however often it is looked at.</summary>
    public void AddUnfolded(UnitId unit, Exception reason)
    {
        if (Unfolded.Add(unit))
        {
            WrongVersions.Add($"{unit} cannot be recounted: {reason.Message}");
        }
    }

    /// <returns>Whether all is as recounted.</returns>
    public bool Compare(UnitId unit, string where, DailyTotals found, DailyTotals recounted)
    {
        var before = _differences.Count;
        CompareBuckets(unit, where, DateOnly.MinValue, found.Running, recounted.Running);
        foreach (var day in found.Days.Select(day => day.Day).Union(recounted.Days.Select(day => day.Day)))
        {
            CompareBuckets(unit, where, day, found.Of(day), recounted.Of(day));
        }

        return _differences.Count == before;
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
}
