using GridActors.Gateway.OpenApi;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace GridActors.Gateway.Records;

internal static class RecordRoutes
{
    public static void MapRecords(this IEndpointRouteBuilder api) =>
        api.MapPost("/records", PostAsync)
            .Describe(
                "One record, an array of records, or a record per line; a result for each, in order and likewise",
                "postRecords")
            .Takes<RecordShape>(RecordPosts.Json, RecordPosts.Lines)
            .Answers<ResultShape>(RecordPosts.Json, RecordPosts.Lines).Fails(400, 413, 415, 503);

    private static Task PostAsync(HttpContext context, RecordPosts posts) => posts.PostAsync(context);
}
