using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace GridActors.Gateway.OpenApi;

internal static class GatewayOpenApi
{
    private const string Version = "v1";

    public static void AddGatewayOpenApi(this IServiceCollection services) =>
        services.AddOpenApi(Version, options =>
        {
            options.AddDocumentTransformer((document, _, _) =>
            {
                document.Info.Title = "GridActors";
                document.Info.Description = "Enter once, derive every report: records in, live totals out.";
                foreach (var path in document.Paths.Values)
                {
                    path.Operations?.Remove(HttpMethod.Head); // GET without the body, and needs no saying
                }

                return Task.CompletedTask;
            });
        });

    public static void MapGatewayOpenApi(this IEndpointRouteBuilder routes) =>
        routes.MapOpenApi("/openapi/{documentName}.json");
}
