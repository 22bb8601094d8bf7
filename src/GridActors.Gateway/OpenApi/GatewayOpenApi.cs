using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.OpenApi;

namespace GridActors.Gateway.OpenApi;

internal static class GatewayOpenApi
{
    private const string Version = "v1";
    private const string SchemeName = "accessToken";

    public static void AddGatewayOpenApi(this IServiceCollection services, bool needsToken)
    {
        // Only the description goes through the serializer, and numbers are numbers here.
        services.ConfigureHttpJsonOptions(json => json.SerializerOptions.NumberHandling = JsonNumberHandling.Strict);
        services.AddOpenApi(Version, options =>
        {
            options.CreateSchemaReferenceId = type =>
                OpenApiOptions.CreateDefaultSchemaReferenceId(type)?.Replace("Shape", "", StringComparison.Ordinal);
            options.AddDocumentTransformer((document, _, _) =>
            {
                Describe(document, needsToken);
                return Task.CompletedTask;
            });
        });
    }

    public static void MapGatewayOpenApi(this IEndpointRouteBuilder routes) =>
        routes.MapOpenApi("/openapi/{documentName}.json").WithMetadata(
            new HttpMethodMetadata([HttpMethods.Get, HttpMethods.Head]));

    private static void Describe(OpenApiDocument document, bool needsToken)
    {
        document.Info.Title = "GridActors";
        document.Info.Description = "Enter once, derive every report: records in, live totals out.";
        foreach (var path in document.Paths.Values)
        {
            path.Operations?.Remove(HttpMethod.Head); // GET without the body, and needs no saying
        }

        if (needsToken)
        {
            document.AddComponent(SchemeName, new OpenApiSecurityScheme
            {
                Type = SecuritySchemeType.Http,
                Scheme = "bearer",
            });
            document.Security =
            [
                new OpenApiSecurityRequirement { [new OpenApiSecuritySchemeReference(SchemeName, document)] = [] },
            ];
        }
    }
}
