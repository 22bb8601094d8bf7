using GridActors.Gateway.OpenApi;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace GridActors.Gateway.Records;

internal static class RecordRoutes
{
    public static void MapRecords(this IEndpointRouteBuilder api)
    {
        // Looked up once: each request that asks for a service has a scope made for it.
        Delegate post = api.ServiceProvider.GetRequiredService<RecordPosts>().PostAsync;
        api.MapPost("/records", post)
            .Describe(
                "One record, an array of records, or a record per line; a result for each, in order and likewise",
                "postRecords")
            .Takes<RecordShape>(RecordPosts.Json, RecordPosts.Lines)
            .Answers<ResultShape>(RecordPosts.Json, RecordPosts.Lines).Fails(400, 413, 415, 503);
    }
}
