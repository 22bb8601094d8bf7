using GridActors.Core.Alerts;
using GridActors.Core.Records;
using GridActors.Core.Units;
using GridActors.Journaling.Ports;

namespace GridActors.Simulation.Properties;

/// <summary>
/// What a store lists of a unit and all below it, page by page as a dashboard asks for it, held to what the raw journals say.
/// </summary>
internal sealed class Listed(Truth truth, IUnitStore store, Calendar calendar)
{
    private const int PageMax = 3; // small, so that lists have several

    private readonly Dictionary<UnitId, List<UnitId>> _within = Within(truth);

    /// <summary>The first unit whose alerts are listed otherwise than they stand, in words; null when none is.</summary>
    public async Task<string?> WrongAlertsAsync()
    {
        foreach (var (unit, below) in _within)
        {
            var stand = below
                .SelectMany(at => truth.Of(at).Image.State.Get<AlertBook>().All().Select(standing => new UnitAlert(at, standing)))
                .ToHashSet();
            foreach (var state in new AlertState?[] { null, AlertState.Open, AlertState.Closed })
            {
                var listed = await AlertsAsync(unit, state);
                var expected = stand.Where(alert => state is null || alert.Standing.State == state).ToHashSet();
                if (listed.Count != expected.Count || !expected.SetEquals(listed))
                {
                    var one = listed.Except(expected).Concat(expected.Except(listed)).FirstOrDefault();
                    return $"{unit} lists {listed.Count} alerts ({state}), its journals have {expected.Count}: {one}";
                }
            }

            var open = stand.Count(alert => alert.Standing.State == AlertState.Open);
            var counted = below.Sum(at => truth.Of(at).Image.Totals.Running[AlertKinds.Open].Units);
            if (open != counted)
            {
                return $"{unit} has {open} open alerts and counts {counted}";
            }
        }

        return null;
    }

    /// <summary>The first unit below which the wrong units are said to have something to do; null when none is.</summary>
    public async Task<string?> WrongTasksAsync(DateTimeOffset at)
    {
        foreach (var (unit, below) in _within)
        {
            var expected = below.Where(it => truth.Of(it).Image.State.NextTask(calendar) <= at).ToHashSet();
            var listed = await TaskedAsync(unit, at);
            if (listed.Count != expected.Count || !expected.SetEquals(listed))
            {
                var one = listed.Except(expected).Concat(expected.Except(listed)).FirstOrDefault();
                return $"{unit} lists {listed.Count} units with tasks, its journals have {expected.Count}: {one}";
            }
        }

        return null;
    }

    private async Task<List<UnitAlert>> AlertsAsync(UnitId unit, AlertState? state)
    {
        var all = new List<UnitAlert>();
        for (AlertPlace? after = null; ;)
        {
            var page = await store.AlertsAsync(unit, state, after, PageMax);
            all.AddRange(page);
            if (page.Count < PageMax)
            {
                return all;
            }

            after = AlertPlace.Of(page[^1]);
        }
    }

    private async Task<List<UnitId>> TaskedAsync(UnitId unit, DateTimeOffset at)
    {
        var all = new List<UnitId>();
        for (UnitId? after = null; ;)
        {
            var page = await store.TaskedAsync(unit, at, after, PageMax);
            all.AddRange(page);
            if (page.Count < PageMax)
            {
                return all;
            }

            after = page[^1];
        }
    }

    private static Dictionary<UnitId, List<UnitId>> Within(Truth truth)
    {
        var within = new Dictionary<UnitId, List<UnitId>>();
        foreach (var (unit, _) in truth.Units.Where(unit => unit.Value.Registration.Exists))
        {
            for (UnitId? at = unit; at is { } above; at = truth.Of(above).Parent)
            {
                if (!within.TryGetValue(above, out var below))
                {
                    within.Add(above, below = []);
                }

                below.Add(unit);
            }
        }

        return within;
    }
}
