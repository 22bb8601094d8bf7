using GridActors.Gateway.Answers;
using GridActors.Gateway.OpenApi;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace GridActors.Gateway.Health;

internal static class HealthRoutes
{
    public static void MapHealth(this IEndpointRouteBuilder routes)
    {
        routes.MapRead("/health/live", () => Status("live"))
            .Describe("The process is up", "getLiveness").Answers<HealthShape>();
        routes.MapRead("/health/ready", GetReadyAsync)
            .Describe("Requests can be served", "getReadiness").Answers<HealthShape>().Fails(503);
    }

    private static async Task<IResult> GetReadyAsync(Readiness readiness, JournalProbe journal)
    {
        if (!readiness.IsReady)
        {
            return Problem.Unavailable("starting or shutting down");
        }

        return await journal.AnswersAsync() ? Status("ready") : Problem.Unavailable("the journal does not answer");
    }

    private static JsonAnswer Status(string status) => new(json =>
    {
        json.WriteStartObject();
        json.WriteString("status", status);
        json.WriteEndObject();
    });
}
