using System.ComponentModel;
using GridActors.Core.Records;
using GridActors.Core.Units;
using GridActors.Gateway.Answers;
using GridActors.Gateway.Indicators;
using GridActors.Gateway.OpenApi;
using GridActors.Journaling.Ports;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace GridActors.Gateway.Totals;

internal static class SeriesRoutes
{
    public static void MapSeries(this IEndpointRouteBuilder api) =>
        api.MapRead("/units/{id}/series", GetAsync)
            .Describe("One indicator, day by day: a flow's net of each day, a level at each day's end", "getSeries")
            .Answers<SeriesShape>().Fails(400, 404, 503);

    private static async Task<IResult> GetAsync(
        string id,
        [Description("The indicator's code.")] string? indicator,
        [Description("The first day; without it, the first with data.")] string? from,
        [Description("The last day; without it, the last with data.")] string? to,
        IUnits units, Catalogue catalogue, CancellationToken cancellation)
    {
        if (!UnitId.TryParse(id, out var unit))
        {
            return Problem.BadUnitId();
        }

        if (!QueryValues.TryDay(from, out var first) || !QueryValues.TryDay(to, out var last))
        {
            return Problem.BadQuery(first is null && from is not null ? nameof(from) : nameof(to), QueryValues.Day);
        }

        if (string.IsNullOrEmpty(indicator))
        {
            return Problem.BadQuery(nameof(indicator), "the code of an indicator");
        }

        if (IndicatorCode.Find(catalogue, indicator) is not { } code)
        {
            return Problem.BadRequest(
                ProblemCodes.UnknownIndicator, $"no indicator {indicator} is declared", nameof(indicator));
        }

        if (await units.TotalsAsync(unit, cancellation) is not { } subtree)
        {
            return Problem.UnknownUnit(id);
        }

        return DaySeries.TryOf(subtree.Totals, code, first, last, out var series)
            ? new JsonAnswer(json => series.Write(json, id))
            : Problem.BadRequest(
                ProblemCodes.BadRange,
                $"from is no later than to, and the range at most {GatewayLimits.SeriesDaysMax} days", nameof(from));
    }
}
