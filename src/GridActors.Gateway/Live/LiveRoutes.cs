using GridActors.Core.Units;
using GridActors.Gateway.Answers;
using GridActors.Gateway.OpenApi;
using GridActors.Journaling.Ports;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Hosting;

namespace GridActors.Gateway.Live;

internal static class LiveRoutes
{
    private const string EventStream = "text/event-stream";

    private static readonly byte[] Heartbeat = ":\n\n"u8.ToArray();

    public static void MapLive(this IEndpointRouteBuilder api) =>
        api.MapRead("/units/{id}/live", GetAsync)
            .Describe("Totals at once and on every change, at most four a second, as server-sent events", "watchTotals")
            .Answers<string>(EventStream).Fails(400, 404, 503);

    private static async Task<IResult> GetAsync(
        string id, HttpContext context, LiveFeeds feeds, IUnitDirectory directory, IHostApplicationLifetime host)
    {
        if (!UnitId.TryParse(id, out var unit))
        {
            return Problem.BadUnitId();
        }

        if (HttpMethods.IsHead(context.Request.Method))
        {
            return await directory.FindAsync(unit, context.RequestAborted) is null
                ? Problem.UnknownUnit(id)
                : Results.Bytes(ReadOnlyMemory<byte>.Empty, EventStream);
        }

        using var stop = CancellationTokenSource.CreateLinkedTokenSource(
            context.RequestAborted, host.ApplicationStopping);
        using var watcher = feeds.Watch(unit);
        var feed = watcher.Feed;
        try
        {
            if (await FirstAsync(feed, stop.Token) is not { } first)
            {
                return Problem.UnknownUnit(id);
            }

            await SendAsync(context, feed, first, stop.Token);
            return Results.Empty;
        }
        catch (OperationCanceledException) when (
            !context.Response.HasStarted && host.ApplicationStopping.IsCancellationRequested)
        {
            return Problem.Unavailable("the server stops");
        }
    }

    /// <summary>The first pulse that tells something; null when there is no such unit.</summary>
    private static async Task<Pulse?> FirstAsync(LiveFeed feed, CancellationToken stop)
    {
        for (var first = feed.Newest; ; first = feed.Newest)
        {
            if (first.Event is not null)
            {
                return first;
            }

            if (!await first.NextAsync(stop))
            {
                return null;
            }
        }
    }

    private static async Task SendAsync(HttpContext context, LiveFeed feed, Pulse first, CancellationToken stop)
    {
        var response = context.Response;
        JsonAnswer.Begin(response, EventStream);
        response.Headers["X-Accel-Buffering"] = "no"; // proxies must not save events up
        try
        {
            byte[]? told = null;
            var pulse = first;
            do
            {
                // While a slow watcher takes one event, others pass; it goes on with the newest.
                pulse = feed.Newest;
                await response.BodyWriter.WriteAsync(
                    ReferenceEquals(pulse.Event, told) ? Heartbeat : pulse.Event, stop);
                told = pulse.Event;
            }
            while (await pulse.NextAsync(stop));
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // The watcher has left or the host stops: the stream ends here either way.
        }
    }
}
