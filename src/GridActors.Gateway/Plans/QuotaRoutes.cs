using System.ComponentModel;
using System.Text.Json;
using GridActors.Core.Plans;
using GridActors.Core.Records;
using GridActors.Core.Totals;
using GridActors.Core.Units;
using GridActors.Gateway.Answers;
using GridActors.Gateway.OpenApi;
using GridActors.Gateway.Villages;
using GridActors.Journaling.Ports;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace GridActors.Gateway.Plans;

/// <summary>What quotas ask, what is met and what is missing.</summary>
internal static class QuotaRoutes
{
    public static void MapQuotas(this IEndpointRouteBuilder api) =>
        api.MapRead("/units/{id}/quotas", GetAsync)
            .Describe("What the quotas in force ask of each village, what is met and what is missing", "getQuotas")
            .Answers<QuotasShape>().Fails(400, 404, 503);

    private static async Task<IResult> GetAsync(
        string id,
        [Description("As of the end of this day; not after today, which it is without it.")] string? day,
        [Description("Only villages after this one: the next of the page before.")] string? after,
        [Description("Villages: 1 to 500; 100 without it.")] string? limit,
        IUnits units, IUnitDirectory directory, VillageWalk villages, PlansInForce plans, Calendar calendar,
        FieldTime time, CancellationToken cancellation)
    {
        if (!UnitId.TryParse(id, out var unit))
        {
            return Problem.BadUnitId();
        }

        if (!QueryValues.TryDayUntil(calendar.DayOf(time.Now), day, out var date))
        {
            return Problem.BadQuery(nameof(day), QueryValues.DayUntilToday);
        }

        if (VillagePage.Read(after, limit, out var page) is { } problem)
        {
            return problem;
        }

        if (await directory.FindAsync(unit, cancellation) is not { } head)
        {
            return Problem.UnknownUnit(id);
        }

        var quotas = (await plans.ReadAsync(head, cancellation)).Quotas;
        var daily = new List<(QuotaInForce, QuotaStanding)>();
        foreach (var quota in quotas.Where(quota => quota.Quota.Per == Quotas.PerDay))
        {
            if (await units.TotalsAsync(quota.SetBy.Unit, cancellation) is { } subtree)
            {
                daily.Add((quota, QuotaStanding.OfDay(quota.Quota, subtree.Totals, date)));
            }
        }

        var list = new List<(Village, List<(QuotaInForce, QuotaStanding)>)>();
        UnitId? next = null;
        var spread = quotas.Where(quota => quota.Quota.Per != Quotas.PerDay).ToList();
        if (UnitKindRules.IsArea(head.Kind) && spread.Count > 0)
        {
            await foreach (var village in villages.BelowAsync(head, page.After, cancellation))
            {
                if (list.Count == page.Limit)
                {
                    next = list[^1].Item1.Head.Unit;
                    break;
                }

                list.Add((village, spread.ConvertAll(quota => (quota, QuotaStanding.Of(quota.Quota, village, date)))));
            }
        }

        return new JsonAnswer(json => Write(json, unit, date, daily, list, next));
    }

    private static void Write(
        Utf8JsonWriter json, UnitId unit, DateOnly day, List<(QuotaInForce, QuotaStanding)> daily,
        List<(Village, List<(QuotaInForce, QuotaStanding)>)> villages, UnitId? next)
    {
        json.WriteStartObject();
        json.WriteString("unit", unit.Value);
        json.WriteString("day", QueryValues.Of(day));
        WriteQuotas(json, "daily", daily);
        json.WriteStartArray("villages");
        foreach (var (village, quotas) in villages)
        {
            json.WriteStartObject();
            json.WriteString("unit", village.Head.Unit.Value);
            json.WriteString("kind", UnitKindRules.NameOf(village.Head.Kind));
            json.WriteString("name", village.Head.Name);
            WriteQuotas(json, "quotas", quotas);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteString("next", next?.Value);
        json.WriteEndObject();
    }

    private static void WriteQuotas(
        Utf8JsonWriter json, string name, IEnumerable<(QuotaInForce Set, QuotaStanding Standing)> quotas)
    {
        json.WriteStartArray(name);
        foreach (var (set, standing) in quotas)
        {
            json.WriteStartObject();
            json.WriteString("setBy", set.SetBy.Unit.Value);
            json.WriteString("indicator", set.Quota.Indicator);
            json.WriteNumber("count", set.Quota.Count);
            json.WriteString("per", set.Quota.Per);
            json.WriteNumber("due", standing.Due);
            json.WritePropertyName("met");
            TotalsJson.WriteAmount(json, standing.Met);
            json.WritePropertyName("missing");
            TotalsJson.WriteAmount(json, standing.Missing);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }
}
