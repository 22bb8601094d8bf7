using System.Text.Json;
using GridActors.Core.Areas;
using GridActors.Core.Units;
using GridActors.Gateway.Answers;
using GridActors.Gateway.OpenApi;
using GridActors.Journaling.Ports;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace GridActors.Gateway.Totals;

/// <summary>What a unit's totals are made of: its own records and each child's subtree, which add up exactly.</summary>
internal static class ChildrenRoutes
{
    public static void MapChildren(this IEndpointRouteBuilder api) =>
        api.MapRead("/units/{id}/children", GetAsync)
            .Describe(
                "A unit's own totals and its children's, which add up to its totals at the version", "getChildren")
            .Answers<ChildrenShape>().Fails(400, 404, 503);

    private static async Task<IResult> GetAsync(
        string id, IUnits units, IUnitDirectory directory, CancellationToken cancellation)
    {
        if (!UnitId.TryParse(id, out var unit))
        {
            return Problem.BadUnitId();
        }

        if (await units.ChildrenAsync(unit, cancellation) is not { } view)
        {
            return Problem.UnknownUnit(id);
        }

        var heads = await HeadsAsync(unit, view, directory, cancellation);
        return new JsonAnswer(json => Write(json, view, heads));
    }

    /// <summary>The figures come from the view alone; the directory only says what the children are called.</summary>
    private static async Task<Dictionary<UnitId, UnitHead>> HeadsAsync(
        UnitId unit, AreaView view, IUnitDirectory directory, CancellationToken cancellation)
    {
        if (view.Children.Count == 0)
        {
            return [];
        }

        var heads = (await directory.ChildrenAsync(unit, cancellation)).ToDictionary(head => head.Unit);
        foreach (var child in view.Children)
        {
            // A child that moved away stands elsewhere in the directory.
            if (!heads.ContainsKey(child.Unit) && await directory.FindAsync(child.Unit, cancellation) is { } head)
            {
                heads.Add(child.Unit, head);
            }
        }

        return heads;
    }

    private static void Write(Utf8JsonWriter json, AreaView view, Dictionary<UnitId, UnitHead> heads)
    {
        json.WriteStartObject();
        json.WriteString("unit", view.Subtree.Unit.Value);
        json.WriteNumber("version", view.Subtree.Version);
        json.WriteStartObject("own");
        json.WriteNumber("version", view.Own.Version);
        TotalsAnswer.WriteSums(json, view.Own.Totals);
        json.WriteEndObject();
        json.WriteStartArray("children");
        foreach (var child in view.Children.OrderBy(child => child.Unit.Value, StringComparer.Ordinal))
        {
            WriteChild(json, child, heads.GetValueOrDefault(child.Unit));
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteChild(Utf8JsonWriter json, ChildTotals child, UnitHead? head)
    {
        json.WriteStartObject();
        json.WriteString("unit", child.Unit.Value);
        json.WriteString("kind", head is null ? null : UnitKindRules.NameOf(head.Kind));
        json.WriteString("name", head?.Name);
        json.WriteNumber("version", child.Version);
        TotalsAnswer.WriteSums(json, child.Totals);
        if (child.HasMoved)
        {
            json.WriteBoolean("moved", true);
        }

        json.WriteEndObject();
    }
}
