using System.ComponentModel;
using GridActors.Core.Units;
using GridActors.Gateway.Answers;
using GridActors.Gateway.OpenApi;
using GridActors.Journaling.Ports;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace GridActors.Gateway.Totals;

internal static class TotalsRoutes
{
    public static void MapTotals(this IEndpointRouteBuilder api) =>
        api.MapRead("/units/{id}/totals", GetAsync)
            .Describe("Totals of a unit and all below it", "getTotals")
            .Answers<TotalsShape>().Fails(400, 404, 503);

    private static async Task<IResult> GetAsync(
        string id,
        [Description("Adds the levels at the end of this day.")] string? day,
        IUnits units, TotalsAnswer answer, CancellationToken cancellation)
    {
        if (!UnitId.TryParse(id, out var unit))
        {
            return Problem.BadUnitId();
        }

        if (!QueryValues.TryDay(day, out var end))
        {
            return Problem.BadQuery(nameof(day), QueryValues.Day);
        }

        return await units.TotalsAsync(unit, cancellation) is { } subtree
            ? new JsonAnswer(json => answer.Write(json, subtree, end))
            : Problem.UnknownUnit(id);
    }
}
