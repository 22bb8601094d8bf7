using GridActors.Gateway.Answers;
using GridActors.Gateway.OpenApi;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace GridActors.Gateway.Indicators;

internal static class IndicatorRoutes
{
    public static void MapIndicators(this IEndpointRouteBuilder api) =>
        api.MapRead("/indicators", GetAsync)
            .Describe("Everything that can be counted, with its names", "getIndicators")
            .Answers<IndicatorsShape>();

    private static Task GetAsync(HttpContext context, IndicatorList list) =>
        JsonAnswer.SendAsync(context, list.Utf8, JsonAnswer.Json);
}
