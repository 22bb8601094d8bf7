using GridActors.Core.Totals;
using GridActors.Core.Units;
using GridActors.Journaling.Ports;

namespace GridActors.Gateway.Villages;

/// <summary>
/// The open households below a unit that a round has not reached, in the order of the tree. A page looks at a bounded
/// number of areas: it may be short, and then says where to go on.
/// </summary>
internal sealed class UnreachedHouseholds(IUnits units, IUnitDirectory directory)
{
    private const int AreasPerPageMax = 500;

    /// <param name="after">The unit, household or area, that is done with; null: from the first on.</param>
    public async Task<(IReadOnlyList<UnitHead> Households, UnitId? Next)> PageAsync(
        UnitHead unit, int round, UnitId? after, int limit, CancellationToken cancellation)
    {
        var way = after is { } last
            ? (await directory.ParentsAsync(last, cancellation)).Select(head => head.Unit).Append(last).ToList()
            : [];
        var page = new Page(Coverage.IndicatorOf(round), limit, way);
        if (unit.Kind == UnitKind.Household)
        {
            if (after is null && await units.TotalsAsync(unit.Unit, cancellation) is { } own)
            {
                page.Look(unit, own.Totals);
            }
        }
        else if (UnitKindRules.IsArea(unit.Kind))
        {
            await WalkAsync(unit, page, cancellation);
        }

        return (page.Found, page.IsFull ? page.Last : null);
    }

    private async Task WalkAsync(UnitHead area, Page page, CancellationToken cancellation)
    {
        page.AreasLookedAt++;
        if (await units.ChildrenAsync(area.Unit, cancellation) is not { } view)
        {
            return;
        }

        var totals = view.Children.ToDictionary(child => child.Unit);
        var place = page.Way.IndexOf(area.Unit);
        UnitId? from = place >= 0 && place + 1 < page.Way.Count ? page.Way[place + 1] : null;
        foreach (var head in await directory.ChildrenAsync(area.Unit, cancellation))
        {
            var order = from is { } first ? string.CompareOrdinal(head.Unit.Value, first.Value) : 1;
            if (order < 0 || (order == 0 && place + 2 == page.Way.Count))
            {
                continue;
            }

            if (page.IsFull)
            {
                return;
            }

            var child = totals.GetValueOrDefault(head.Unit)?.Totals ?? DailyTotals.Zero;
            if (head.Kind == UnitKind.Household)
            {
                page.Look(head, child);
            }
            else if (UnitKindRules.IsArea(head.Kind) && !head.IsClosed && page.HasHouseholds(child))
            {
                await WalkAsync(head, page, cancellation);
                if (page.IsFull)
                {
                    return;
                }

                page.Last = head.Unit;
                page.IsFull = page.AreasLookedAt >= AreasPerPageMax;
            }
        }
    }

    private sealed class Page(Indicator? round, int limit, List<UnitId> way)
    {
        private readonly Indicator _households = Registration.Units.Of(UnitKindRules.NameOf(UnitKind.Household));

        public List<UnitHead> Found { get; } = [];

        public List<UnitId> Way { get; } = way;

        public int AreasLookedAt { get; set; }

        /// <summary>What is done with.</summary>
        public UnitId? Last { get; set; }

        public bool IsFull { get; set; }

        public bool HasHouseholds(DailyTotals area) => area.Running[_households] != default;

        public void Look(UnitHead household, DailyTotals totals)
        {
            Last = household.Unit;
            if (!household.IsClosed && (round is null || totals.Running[round] == default))
            {
                Found.Add(household);
                IsFull = Found.Count == limit;
            }
        }
    }
}
