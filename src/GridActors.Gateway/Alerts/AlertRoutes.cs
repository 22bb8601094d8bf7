using System.ComponentModel;
using System.Text.Json;
using GridActors.Core.Alerts;
using GridActors.Core.Records;
using GridActors.Core.Units;
using GridActors.Gateway.Answers;
using GridActors.Gateway.OpenApi;
using GridActors.Gateway.Units;
using GridActors.Journaling.Ports;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace GridActors.Gateway.Alerts;

/// <summary>The alerts of a unit and all below it, newest first.</summary>
internal static class AlertRoutes
{
    public static void MapAlerts(this IEndpointRouteBuilder api) =>
        api.MapRead("/units/{id}/alerts", GetAsync)
            .Describe("The alerts of a unit and all below it, newest first, a page at a time", "getAlerts")
            .Answers<AlertsShape>().Fails(400, 404, 503);

    private static async Task<IResult> GetAsync(
        string id,
        [Description("open, acknowledged or closed; all without it.")] string? state,
        [Description("Only alerts after this place: the next of the page before.")] string? after,
        [Description("1 to 1000; 100 without it.")] string? limit,
        IAlerts alerts, IUnitDirectory directory, UnitNames names, Calendar calendar, CancellationToken cancellation)
    {
        if (!UnitId.TryParse(id, out var unit))
        {
            return Problem.BadUnitId();
        }

        if (!AlertStates.TryParse(state, out var only))
        {
            return Problem.BadQuery(nameof(state), AlertStates.Expected);
        }

        if (!AlertCursor.TryParse(after, out var place))
        {
            return Problem.BadQuery(nameof(after), "the next of another page");
        }

        if (!QueryValues.TryWhole(limit, GatewayLimits.AlertPageDefault, 1, GatewayLimits.AlertPageMax, out var count))
        {
            return Problem.BadQuery(nameof(limit), $"a whole number from 1 to {GatewayLimits.AlertPageMax}");
        }

        if (await directory.FindAsync(unit, cancellation) is null)
        {
            return Problem.UnknownUnit(id);
        }

        var page = await alerts.AlertsAsync(unit, only, place, (int)count, cancellation);
        var next = page.Count == count ? AlertCursor.Of(page[^1]) : null;
        var called = await names.OfAsync(page.Select(alert => alert.Unit), cancellation);
        return new JsonAnswer(json => Write(json, unit, page, called, next, calendar));
    }

    private static void Write(
        Utf8JsonWriter json, UnitId unit, IReadOnlyList<UnitAlert> page, Dictionary<UnitId, UnitHead> names,
        string? next, Calendar calendar)
    {
        json.WriteStartObject();
        json.WriteString("unit", unit.Value);
        json.WriteStartArray("alerts");
        foreach (var (of, standing) in page)
        {
            json.WriteStartObject();
            json.WriteString("unit", of.Value);
            Write(json, standing, calendar);
            UnitNames.Write(json, of, names);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteString("next", next);
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, StandingAlert standing, Calendar calendar)
    {
        var alert = standing.Alert;
        json.WriteString("key", alert.Key);
        json.WriteString("kind", alert.Kind);
        json.WriteString("subject", alert.Subject);
        json.WriteString("text", alert.Text);
        json.WriteString("opened", Times.Iso(alert.Opened, calendar));
        json.WriteString("state", AlertStates.NameOf(standing.State));
        json.WriteString("since", Times.Iso(standing.Since, calendar));
    }
}
