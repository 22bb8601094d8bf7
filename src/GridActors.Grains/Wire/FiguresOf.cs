using GridActors.Core.Areas;
using GridActors.Core.Totals;
using GridActors.GrainInterfaces.Wire;
using GridActors.Journaling.Ports;

namespace GridActors.Grains.Wire;

/// <summary>Totals as client apps see them: plain codes and decimals.</summary>
internal static class FiguresOf
{
    public static UnitTotals Totals(SubtreeTotals subtree) => new(
        subtree.Unit.Value,
        subtree.Version,
        Bucket(subtree.Totals.Running),
        [.. subtree.Totals.Days.Select(day => new DayFigures(day.Day, Bucket(day.Counts)))]);

    public static UnitChildren Children(AreaView view) => new(
        view.Subtree.Unit.Value,
        view.Subtree.Version,
        Bucket(view.Own.Totals.Running),
        [
            .. view.Children.Select(child =>
                new ChildFigures(child.Unit.Value, child.Version, Bucket(child.Totals.Running), child.HasMoved)),
        ]);

    private static Figures Bucket(Bucket bucket)
    {
        var (levels, flows) = (new Dictionary<string, decimal>(), new Dictionary<string, decimal>());
        foreach (var (indicator, amount) in bucket.Amounts)
        {
            (indicator.IsLevel ? levels : flows).Add(indicator.Code, amount.Units);
        }

        return new Figures(levels, flows);
    }
}
