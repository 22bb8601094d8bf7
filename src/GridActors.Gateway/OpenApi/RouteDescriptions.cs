using GridActors.Gateway.Answers;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.OpenApi;

namespace GridActors.Gateway.OpenApi;

/// <summary>What OpenAPI says of a route, in the words in which routes are listed.</summary>
internal static class RouteDescriptions
{
    public static RouteHandlerBuilder Describe(this RouteHandlerBuilder route, string summary, string name) =>
        route.WithSummary(summary).WithName(name).WithTags("GridActors");

    /// <summary>
    /// The forms of the body. Only said, not enforced by routing, which would answer before it is known who asks.
    /// </summary>
    public static RouteHandlerBuilder Takes<T>(this RouteHandlerBuilder route, params string[] contentTypes) =>
        route.AddOpenApiOperationTransformer(async (operation, context, cancellation) =>
        {
            var schema = await context.GetOrCreateSchemaAsync(typeof(T), cancellationToken: cancellation);
            operation.RequestBody = new OpenApiRequestBody
            {
                Required = true,
                Content = contentTypes.ToDictionary(type => type, _ => new OpenApiMediaType { Schema = schema }),
            };
        });

    public static RouteHandlerBuilder Answers<T>(this RouteHandlerBuilder route, params string[] contentTypes) =>
        route.WithMetadata(new ProducesResponseTypeMetadata(
            StatusCodes.Status200OK, typeof(T), contentTypes.Length > 0 ? contentTypes : ["application/json"]));

    /// <summary>The statuses under which the answer is problem details.</summary>
    public static RouteHandlerBuilder Fails(this RouteHandlerBuilder route, params int[] statuses)
    {
        foreach (var status in statuses)
        {
            route.WithMetadata(new ProducesResponseTypeMetadata(status, typeof(ProblemShape), [Problem.ContentType]));
        }

        return route;
    }
}
