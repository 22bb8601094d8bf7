using GridActors.Core.Totals;

namespace GridActors.Journaling.Recounts;

/// <summary>What an area adds up to.</summary>
internal sealed class AreaSum
{
    /// <summary>Units gathered before they are added; bounds what a large area holds meanwhile.</summary>
    private const int SettleEveryUnits = 256;

    private readonly Contributions _gathered = new();
    private DailyTotals _totals = DailyTotals.Zero;
    private int _units;

    public long Version { get; private set; }

    public long Alerts { get; private set; }

    /// <summary>Units with something to do.</summary>
    public long Tasked { get; private set; }

    public void Add(RecountedUnit unit)
    {
        Version += unit.Version;
        Alerts += unit.Alerts;
        Tasked += unit.HasTasks ? 1 : 0;
        _gathered.AddDifference(DailyTotals.Zero, unit.Totals);
        if (++_units % SettleEveryUnits == 0)
        {
            Settle();
        }
    }

    public DailyTotals Settle()
    {
        _totals = _totals.Plus(_gathered);
        _gathered.Clear();
        return _totals;
    }
}

/// <summary>What a unit counts for in every area above it.</summary>
/// <param name="Version">Its journal's, and of an area also what units that left it have left behind.</param>
internal readonly record struct RecountedUnit(long Version, DailyTotals Totals, int Alerts, bool HasTasks);
