using System.Text.Json;
using GridActors.Core.Areas;
using GridActors.Core.Units;
using GridActors.Gateway.Answers;
using GridActors.Gateway.OpenApi;
using GridActors.Gateway.Totals;
using GridActors.Journaling.Ports;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace GridActors.Gateway.Units;

internal static class UnitRoutes
{
    public static void MapUnits(this IEndpointRouteBuilder api)
    {
        api.MapRead("/units", GetRootsAsync)
            .Describe("The units at the top of the tree", "getRoots")
            .Answers<RootsShape>().Fails(503);
        api.MapRead("/units/{id}", GetUnitAsync)
            .Describe("A unit, what it stands under, and its totals", "getUnit")
            .Answers<UnitShape>().Fails(400, 404, 503);
    }

    private static async Task<IResult> GetRootsAsync(IUnitDirectory directory, CancellationToken cancellation)
    {
        var roots = await directory.ChildrenAsync(null, cancellation);
        return new JsonAnswer(json =>
        {
            json.WriteStartObject();
            WriteList(json, "units", roots);
            json.WriteEndObject();
        });
    }

    private static async Task<IResult> GetUnitAsync(
        string id, IUnits units, IUnitDirectory directory, TotalsAnswer answer, CancellationToken cancellation)
    {
        if (!UnitId.TryParse(id, out var unit))
        {
            return Problem.BadUnitId();
        }

        if (await directory.FindAsync(unit, cancellation) is not { } head
            || await units.TotalsAsync(unit, cancellation) is not { } subtree)
        {
            return Problem.UnknownUnit(id);
        }

        var parents = await directory.ParentsAsync(unit, cancellation);
        return new JsonAnswer(json => WriteUnit(json, head, parents, subtree, answer));
    }

    private static void WriteUnit(
        Utf8JsonWriter json, UnitHead head, IReadOnlyList<UnitHead> parents, SubtreeTotals subtree, TotalsAnswer answer)
    {
        json.WriteStartObject();
        WriteName(json, head);
        if (head.Tier is not null)
        {
            json.WriteString("tier", head.Tier);
        }

        if (head.Households is { } households)
        {
            json.WriteNumber("households", households);
        }

        json.WriteBoolean("closed", head.IsClosed);
        WriteList(json, "parents", parents);
        json.WritePropertyName("totals");
        answer.Write(json, subtree);
        json.WriteEndObject();
    }

    private static void WriteList(Utf8JsonWriter json, string name, IReadOnlyList<UnitHead> heads)
    {
        json.WriteStartArray(name);
        foreach (var head in heads)
        {
            json.WriteStartObject();
            WriteName(json, head);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteName(Utf8JsonWriter json, UnitHead head)
    {
        json.WriteString("unit", head.Unit.Value);
        json.WriteString("kind", UnitKindRules.NameOf(head.Kind));
        json.WriteString("name", head.Name);
    }
}
