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
/// latest round, quotas not met. Told village by village, from totals; what has no date is due today.
/// </summary>
internal sealed class PlanTasks(
    IUnits units, VillageWalk villages, PlansInForce plans, Core.Records.Calendar calendar)
{
    /// <summary>Of a unit and the villages below it, or of the household that it is.</summary>
    public async Task<List<(UnitId Unit, UnitTask Task)>> ListAsync(
        UnitHead unit, DateTimeOffset at, CancellationToken cancellation)
    {
        var tasks = new List<(UnitId, UnitTask)>();
        var (quotas, sweeps) = await plans.ReadAsync(unit, cancellation);
        var sweep = sweeps.LastOrDefault(sweep => sweep.At.At <= at);
        var tonight = calendar.InstantOf(calendar.DayOf(at).AddDays(1).ToDateTime(TimeOnly.MinValue));
        if (unit.Kind == UnitKind.Household)
        {
            if (sweep is not null && !unit.IsClosed
                && await units.TotalsAsync(unit.Unit, cancellation) is { } own
                && Surveyed(own.Totals.Running, sweep.Round) == 0)
            {
                tasks.Add((unit.Unit, SurveyTask(sweep, tonight, text: "")));
            }

            return tasks;
        }

        await AddDailyAsync(tasks, unit, quotas, at, tonight, cancellation);
        var spread = quotas.Where(quota => quota.Quota.Per != Quotas.PerDay && quota.Quota.At.At <= at).ToList();
        if (!UnitKindRules.IsArea(unit.Kind) || (sweep is null && spread.Count == 0))
        {
            return tasks;
        }

        var looked = 0;
        await foreach (var village in villages.BelowAsync(unit, after: null, cancellation))
        {
            if (looked++ == GatewayLimits.PlanTaskVillagesMax)
            {
                break;
            }

            AddOf(tasks, village, sweep, spread, calendar.DayOf(at), tonight);
        }

        return tasks;
    }

    private async Task AddDailyAsync(
        List<(UnitId, UnitTask)> tasks, UnitHead unit, IEnumerable<QuotaInForce> quotas, DateTimeOffset at,
        DateTimeOffset tonight, CancellationToken cancellation)
    {
        foreach (var (setBy, quota) in quotas.Select(set => (set.SetBy, set.Quota)))
        {
            if (quota.Per == Quotas.PerDay && setBy.Unit == unit.Unit && quota.At.At <= at
                && await units.TotalsAsync(setBy.Unit, cancellation) is { } subtree)
            {
                AddMissing(
                    tasks, setBy.Unit, quota, QuotaStanding.OfDay(quota, subtree.Totals, calendar.DayOf(at)), tonight);
            }
        }
    }

    private void AddOf(
        List<(UnitId, UnitTask)> tasks, Village village, Sweep? sweep, List<QuotaInForce> quotas, DateOnly day,
        DateTimeOffset tonight)
    {
        var totals = village.Totals.Running;
        if (sweep is not null)
        {
            var (surveyed, households) = (Surveyed(totals, sweep.Round), Coverage.HouseholdsOf(village, totals));
            if (surveyed < households)
            {
                var text = string.Create(CultureInfo.InvariantCulture, $"{surveyed}/{households}");
                tasks.Add((village.Head.Unit, SurveyTask(sweep, tonight, text)));
            }
        }

        foreach (var quota in quotas)
        {
            AddMissing(
                tasks, village.Head.Unit, quota.Quota, QuotaStanding.Of(quota.Quota, village, day), tonight);
        }
    }

    private static void AddMissing(
        List<(UnitId, UnitTask)> tasks, UnitId unit, Quota quota, QuotaStanding standing, DateTimeOffset tonight)
    {
        if (standing.Missing != default)
        {
            tasks.Add((unit, new UnitTask(
                TaskKinds.Quota, quota.Indicator,
                string.Create(CultureInfo.InvariantCulture, $"{standing.Met}/{standing.Due}"), quota.At.At, tonight)));
        }
    }

    private UnitTask SurveyTask(Sweep sweep, DateTimeOffset tonight, string text) => new(
        TaskKinds.Survey, sweep.Round.ToString(CultureInfo.InvariantCulture), text, sweep.At.At,
        sweep.Due?.In(calendar) ?? tonight);

    private static long Surveyed(Bucket totals, int round) =>
        Coverage.IndicatorOf(round) is { } indicator ? totals[indicator].Thousandths / 1000 : 0;
}
