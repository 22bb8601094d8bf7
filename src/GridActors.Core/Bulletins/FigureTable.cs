using System.Collections.Frozen;
using System.Collections.Immutable;
using GridActors.Core.Records;
using GridActors.Core.Totals;

namespace GridActors.Core.Bulletins;

/// <summary>
/// Lays totals out as a bulletin shows them: by topic, in the catalogue's order, the members of a family under the
/// indicator whose code they continue (<c>returnees.wuhan</c> under <c>returnees</c>).
/// </summary>
public sealed class FigureTable
{
    private readonly Catalogue _catalogue;
    private readonly FrozenDictionary<string, Place> _places;
    private readonly ImmutableArray<(IndicatorFamily Family, int Order)> _open;

    public FigureTable(Catalogue catalogue)
    {
        _catalogue = catalogue;
        var places = new Dictionary<string, Place>(StringComparer.Ordinal);
        var open = new List<(IndicatorFamily, int)>();
        foreach (var feature in catalogue.Features)
        {
            foreach (var indicator in feature.Indicators)
            {
                places.TryAdd(indicator.Code, new Place(places.Count + open.Count, Head: null));
            }

            foreach (var family in feature.Families)
            {
                if (family.IsOpen)
                {
                    open.Add((family, places.Count + open.Count));
                    continue;
                }

                foreach (var member in family.Members)
                {
                    places.TryAdd(member.Code, new Place(places.Count + open.Count, family.Prefix[..^1]));
                }
            }
        }

        _places = places.ToFrozenDictionary(StringComparer.Ordinal);
        _open = [.. open];
    }

    /// <summary>All that is not zero, on the day or at its end.</summary>
    public ImmutableArray<TopicFigures> Of(DailyTotals totals, DateOnly day)
    {
        var (net, through) = (totals.Of(day), totals.Through(day));
        var figures = net.Amounts.Concat(through.Amounts).Select(amount => amount.Key).Distinct()
            .ToDictionary(indicator => indicator.Code, StringComparer.Ordinal);
        var byHead = figures.Values.ToLookup(indicator => HeadOf(indicator, figures)?.Code, StringComparer.Ordinal);
        var byTopic = byHead[null].ToLookup(indicator => indicator.Topic, StringComparer.Ordinal);
        return
        [
            .. _catalogue.Topics.Where(topic => byTopic.Contains(topic.Code))
                .Select(topic => new TopicFigures(topic, Lay(byTopic[topic.Code]))),
        ];

        ImmutableArray<Figure> Lay(IEnumerable<Indicator> indicators) =>
        [
            .. indicators.OrderBy(OrderOf).ThenByDescending(indicator => through[indicator].Thousandths)
                .ThenBy(indicator => indicator.Code, StringComparer.Ordinal)
                .Select(indicator =>
                    new Figure(indicator, net[indicator], through[indicator], Lay(byHead[indicator.Code]))),
        ];
    }

    private Indicator? HeadOf(Indicator indicator, Dictionary<string, Indicator> figures) =>
        _places.GetValueOrDefault(indicator.Code)?.Head is { } code
        && figures.TryGetValue(code, out var head) && head.IsLevel == indicator.IsLevel && head.Topic == indicator.Topic
            ? head
            : null;

    /// <summary>The members of an open family share a place: the largest is told first.</summary>
    private int OrderOf(Indicator indicator) =>
        _places.TryGetValue(indicator.Code, out var place)
            ? place.Order
            : _open.FirstOrDefault(
                open => indicator.Code.StartsWith(open.Family.Prefix, StringComparison.Ordinal)).Order;

    private sealed record Place(int Order, string? Head);
}
