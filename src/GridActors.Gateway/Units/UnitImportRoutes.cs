using System.Text.Json;
using GridActors.Core.Records;
using GridActors.Gateway.Answers;
using GridActors.Gateway.OpenApi;
using GridActors.Journaling.Ports;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace GridActors.Gateway.Units;

internal static class UnitImportRoutes
{
    private const string Csv = "text/csv";

    public static void MapUnitImport(this IEndpointRouteBuilder api) =>
        api.MapPost("/units", PostAsync)
            .Describe(
                "Registers units in bulk: code,name,kind,parent[,tier][,households], rows in any order", "postUnits")
            .Takes<string>(Csv).Answers<UnitImportShape>().Fails(400, 413, 415, 503);

    private static async Task<IResult> PostAsync(HttpRequest request, IUnits units, IUnitImport import)
    {
        if (units.IsOverloaded)
        {
            return Problem.Unavailable("too much waits already");
        }

        if (!MediaType.Is(request, Csv))
        {
            return Problem.UnsupportedMediaType(Csv);
        }

        var cancellation = request.HttpContext.RequestAborted;
        using var body = new PooledBuffer();
        if (!await Body.TryReadAsync(request, body, GatewayLimits.CsvBodyBytesMax, cancellation))
        {
            return Problem.TooLarge(GatewayLimits.CsvBodyBytesMax);
        }

        using var stream = new MemoryStream(body.Array, 0, body.Length, writable: false);
        var list = await UnitCsv.ReadAsync(stream, cancellation);
        if (list.Refusal is { } refusal)
        {
            return refusal.Code == RefusalCodes.TooLarge
                ? Problem.TooLarge(refusal.Message)
                : Problem.BadRequest(refusal.Code, refusal.Message);
        }

        var result = await import.ImportAsync(list.Rows, progress: null, cancellation);
        return new JsonAnswer(json => Write(
            json, result, [.. list.Failures.Concat(result.Failures).OrderBy(failure => failure.Line)]));
    }

    private static void Write(Utf8JsonWriter json, UnitImportResult result, IReadOnlyList<UnitImportFailure> failures)
    {
        json.WriteStartObject();
        json.WriteNumber("registered", result.Registered);
        json.WriteNumber("unchanged", result.Unchanged);
        json.WriteNumber("failed", failures.Count);
        json.WriteStartArray("failures");
        foreach (var failure in failures)
        {
            json.WriteStartObject();
            json.WriteNumber("line", failure.Line);
            json.WriteString("unit", failure.Unit);
            json.WriteString("code", failure.Code);
            json.WriteString("field", failure.Field);
            json.WriteString("message", failure.Message);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }
}
