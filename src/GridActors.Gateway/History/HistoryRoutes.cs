using System.ComponentModel;
using GridActors.Core.Records;
using GridActors.Core.Units;
using GridActors.Gateway.Answers;
using GridActors.Gateway.OpenApi;
using GridActors.Journaling.Ports;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace GridActors.Gateway.History;

/// <summary>What a unit was told, oldest first: who, when, from which source, and what was taken back.</summary>
internal static class HistoryRoutes
{
    public static void MapHistory(this IEndpointRouteBuilder api) =>
        api.MapRead("/units/{id}/records", GetAsync)
            .Describe("A unit's own records, oldest first, a page at a time", "getRecords")
            .Answers<HistoryShape>().Fails(400, 404, 503);

    private static async Task<IResult> GetAsync(
        string id,
        [Description("Only entries after this version.")] string? after,
        [Description("1 to 1000; 100 without it.")] string? limit,
        IJournal journal, VoidedEntries voided, Calendar calendar, CancellationToken cancellation)
    {
        if (!UnitId.TryParse(id, out var unit))
        {
            return Problem.BadUnitId();
        }

        if (!QueryValues.TryWhole(after, 0, 0, long.MaxValue, out var version))
        {
            return Problem.BadQuery(nameof(after), "a whole number of at least 0");
        }

        if (!QueryValues.TryWhole(
            limit, GatewayLimits.HistoryPageDefault, 1, GatewayLimits.HistoryPageMax, out var count))
        {
            return Problem.BadQuery(nameof(limit), $"a whole number from 1 to {GatewayLimits.HistoryPageMax}");
        }

        var entries = await journal.ReadAsync(unit, version, (int)count, cancellation);

        // Loaded after the page was read, so that its version is never below the page's.
        var stored = await journal.LoadAsync(unit, cancellation);
        if (stored.Version == 0)
        {
            return Problem.UnknownUnit(id);
        }

        var page = new HistoryPage(
            unit, stored.Version, entries, await voided.FindAsync(unit, stored, entries, cancellation));
        return new JsonAnswer(json => page.Write(json, calendar));
    }
}
