using System.Globalization;
using GridActors.Core.Plans;
using GridActors.Core.Tasks;
using GridActors.Core.Totals;
using GridActors.Core.Units;
using GridActors.Gateway.Plans;
using GridActors.Gateway.Villages;
using GridActors.Journaling.Ports;

namespace GridActors.Gateway.Tasks;

/// <summary>
/// Tasks that follow from what areas have set out to do, which no unit knows by itself: households not surveyed in the
/// latest round, quotas not met. Told village by village, from totals, whoever has set them: an area above, the unit
/// itself, or one below. What has no date is due today.
/// </summary>
internal sealed class PlanTasks(
    IUnits units, VillageWalk villages, PlansInForce plans, Core.Records.Calendar calendar)
{
    /// <summary>Villages whose own plans are read beside one another.</summary>
    private const int ReadsMax = 8;

    /// <summary>Of a unit, the first villages below it and the areas that those stand in, or of a household.</summary>
    public async Task<List<(UnitId Unit, UnitTask Task)>> ListAsync(
        UnitHead unit, DateTimeOffset at, CancellationToken cancellation)
    {
        var list = new TaskList([], at, calendar);
        var standing = await plans.ReadAsync(unit, cancellation);
        if (unit.Kind == UnitKind.Household)
        {
            if (standing.SweepAt(at) is { } sweep && !unit.IsClosed
                && await units.TotalsAsync(unit.Unit, cancellation) is { } own
                && TaskList.Surveyed(own.Totals.Running, sweep.Round) == 0)
            {
                list.AddSurvey(unit.Unit, sweep, text: "");
            }

            return list.Tasks;
        }

        if (!UnitKindRules.IsArea(unit.Kind))
        {
            return list.Tasks;
        }

        var looked = new List<Village>();
        await foreach (var village in villages.BelowAsync(unit, after: null, cancellation))
        {
            looked.Add(village);
            if (looked.Count == GatewayLimits.PlanTaskVillagesMax)
            {
                break;
            }
        }

        var below = plans.Below(unit, standing);
        var told = new List<(Village Village, PlansOfUnit Plans)>();
        foreach (var some in looked.Chunk(ReadsMax))
        {
            var above = new List<PlansOfUnit>();
            foreach (var village in some)
            {
                above.Add(await below.AboveAsync(village.Head, cancellation));
            }

            var read = await Task.WhenAll(some.Zip(above, (village, ofAbove) => village.Head.Unit == unit.Unit
                ? Task.FromResult(standing)
                : plans.AddOwnAsync(ofAbove, village.Head)));
            told.AddRange(some.Zip(read));
        }

        var areas = below.Areas.Prepend((unit, standing))
            .Concat(told.Select(village => (village.Village.Head, village.Plans))).DistinctBy(area => area.Item1.Unit);
        foreach (var (area, ofArea) in areas)
        {
            await AddDailyAsync(list, area, ofArea, cancellation);
        }

        told.ForEach(village => list.AddOf(village.Village, village.Plans));
        return list.Tasks;
    }

    private async Task AddDailyAsync(
        TaskList list, UnitHead area, PlansOfUnit ofArea, CancellationToken cancellation)
    {
        foreach (var (setBy, quota) in ofArea.Quotas.Select(set => (set.SetBy, set.Quota)))
        {
            if (quota.Per == Quotas.PerDay && setBy.Unit == area.Unit && quota.At.At <= list.At
                && await units.TotalsAsync(setBy.Unit, cancellation) is { } subtree)
            {
                list.AddMissing(setBy.Unit, quota, QuotaStanding.OfDay(quota, subtree.Totals, list.Day));
            }
        }
    }

    /// <summary>The tasks of one answer, and when it is.</summary>
    private sealed class TaskList(
        List<(UnitId Unit, UnitTask Task)> tasks, DateTimeOffset at, Core.Records.Calendar calendar)
    {
        private readonly DateTimeOffset _tonight =
            calendar.InstantOf(calendar.DayOf(at).AddDays(1).ToDateTime(TimeOnly.MinValue));

        public List<(UnitId Unit, UnitTask Task)> Tasks => tasks;

        public DateTimeOffset At => at;

        public DateOnly Day { get; } = calendar.DayOf(at);

        public static long Surveyed(Bucket totals, int round) =>
            Coverage.IndicatorOf(round) is { } indicator ? totals[indicator].Thousandths / 1000 : 0;

        public void AddOf(Village village, PlansOfUnit plans)
        {
            var totals = village.Totals.Running;
            if (plans.SweepAt(at) is { } sweep)
            {
                var (surveyed, households) = (Surveyed(totals, sweep.Round), Coverage.HouseholdsOf(village, totals));
                if (surveyed < households)
                {
                    var text = string.Create(CultureInfo.InvariantCulture, $"{surveyed}/{households}");
                    AddSurvey(village.Head.Unit, sweep, text);
                }
            }

            foreach (var quota in plans.Quotas.Select(set => set.Quota))
            {
                if (quota.Per != Quotas.PerDay && quota.At.At <= at)
                {
                    AddMissing(village.Head.Unit, quota, QuotaStanding.Of(quota, village, Day));
                }
            }
        }

        public void AddMissing(UnitId unit, Quota quota, QuotaStanding standing)
        {
            if (standing.Missing != default)
            {
                tasks.Add((unit, new UnitTask(
                    TaskKinds.Quota, quota.Indicator,
                    string.Create(CultureInfo.InvariantCulture, $"{standing.Met}/{standing.Due}"), quota.At.At,
                    _tonight)));
            }
        }

        public void AddSurvey(UnitId unit, Sweep sweep, string text) => tasks.Add((unit, new UnitTask(
            TaskKinds.Survey, sweep.Round.ToString(CultureInfo.InvariantCulture), text, sweep.At.At,
            sweep.Due?.In(calendar) ?? _tonight)));
    }
}
