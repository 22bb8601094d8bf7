using System.ComponentModel;
using System.Runtime.InteropServices;
using System.Text.Json;
using GridActors.Core.Records;
using GridActors.Core.Units;
using GridActors.Gateway.Access;
using GridActors.Gateway.Answers;
using GridActors.Gateway.OpenApi;
using GridActors.Journaling.Ports;
using GridActors.Journaling.Traces;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace GridActors.Gateway.Traces;

/// <summary>
/// Where a person or a vehicle passed, who shared a trip. To be asked by POST too: addresses are written into the logs
/// of proxies and stay in browsers' histories, and a number that says who somebody is should not.
/// </summary>
internal static class TraceRoutes
{
    private const string Summary =
        "Where a person or a vehicle passed, or who shared a trip; newest first, a page at a time";

    public static void MapTraces(this IEndpointRouteBuilder api)
    {
        api.MapRead("/traces", GetAsync).Describe(Summary, "getTraces").Answers<TracesShape>().Fails(400, 503);
        api.MapPost("/traces", PostAsync)
            .Describe($"{Summary}. The same question in a body, which no log of addresses keeps", "postTraces")
            .ForReaders()
            .Takes<TraceQueryShape>(MediaTypeJson).Answers<TracesShape>().Fails(400, 413, 415, 503);
    }

    private const string MediaTypeJson = "application/json";

    private static Task<IResult> GetAsync(
        [Description("A national id, passport:NUMBER, other:NUMBER, or NAME,TELEPHONE.")] string? person,
        [Description("A plate; blanks and signs in it do not matter.")] string? vehicle,
        [Description("The code of a trip.")] string? trip,
        [Description("A day, or a time with its offset; 45 days before to without it.")] string? from,
        [Description("A day, which is included, or a time with its offset; now without it.")] string? to,
        [Description("Only entries after this place: the next of the page before.")] string? after,
        [Description("1 to 1000; 100 without it.")] string? limit,
        TraceSearch search, Calendar calendar, FieldTime time, CancellationToken cancellation) =>
        TraceWords.ParsePerson(person, out var name) is { } unclear
            ? Task.FromResult<IResult>(unclear)
            : AnswerAsync(
                new TraceWords(name, vehicle, trip, from, to, after, limit), search, calendar, time, cancellation);

    private static async Task<IResult> PostAsync(
        HttpRequest request, TraceSearch search, Calendar calendar, FieldTime time, CancellationToken cancellation)
    {
        if (!MediaType.Is(request, MediaTypeJson))
        {
            return Problem.UnsupportedMediaType(MediaTypeJson);
        }

        using var body = new PooledBuffer();
        if (!await Body.TryReadAsync(request, body, GatewayLimits.TraceBodyBytesMax, cancellation))
        {
            return Problem.TooLarge(GatewayLimits.TraceBodyBytesMax);
        }

        return TraceWords.ParseBody(body.Written, out var words) is { } unclear
            ? unclear
            : await AnswerAsync(words!, search, calendar, time, cancellation);
    }

    private static async Task<IResult> AnswerAsync(
        TraceWords words, TraceSearch search, Calendar calendar, FieldTime time, CancellationToken cancellation)
    {
        if (TraceQuery.Read(words, calendar, time.Now, out var query) is { } unclear)
        {
            return unclear;
        }

        var page = await search.FindAsync(
            query!.Names, query.From, query.To, query.After, query.Limit, cancellation);
        return new JsonAnswer(json => Write(json, query, page, calendar));
    }

    private static void Write(Utf8JsonWriter json, TraceQuery query, TracePage page, Calendar calendar)
    {
        json.WriteStartObject();
        json.WriteString("from", Times.Iso(query.From, calendar));
        json.WriteString("to", Times.Iso(query.To, calendar));
        json.WriteStartArray("traces");
        foreach (var trace in page.Traces)
        {
            Write(json, trace, calendar);
        }

        json.WriteEndArray();
        json.WriteString("next", page.Next is { } next ? TraceQuery.CursorOf(next) : null);
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, Trace trace, Calendar calendar)
    {
        var record = trace.Entry.Record;
        json.WriteStartObject();
        json.WriteString("unit", trace.Unit.Value);
        json.WriteString("kind", trace.Kind is { } kind ? UnitKindRules.NameOf(kind) : null);
        json.WriteString("name", trace.Name);
        json.WriteNumber("version", trace.Entry.Version);
        json.WriteString("at", Times.Iso(record.At, calendar));
        json.WriteString("by", record.By);
        json.WriteString("type", record.Type.Name);
        json.WritePropertyName("data");
        using (var sent = JsonDocument.Parse(record.Utf8))
        {
            json.WriteRawValue(
                JsonMarshal.GetRawUtf8Value(sent.RootElement.GetProperty("data")), skipInputValidation: true);
        }

        json.WriteStartArray("persons");
        foreach (var person in trace.Persons)
        {
            Write(json, person, calendar);
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, TracedPerson person, Calendar calendar)
    {
        json.WriteStartObject();
        json.WriteString("idType", person.Name.IdType);
        json.WriteString("id", person.Name.Id);
        json.WriteString("name", person.Name.Name);
        json.WriteString("phone", person.Name.Phone);
        json.WriteString("unit", person.Unit?.Value);
        json.WriteString("case", person.Case);
        if (person.Isolation is { } isolation)
        {
            json.WriteStartObject("isolation");
            json.WriteString("unit", isolation.Unit.Value);
            json.WriteString("kind", isolation.Kind);
            json.WriteString("since", Times.Iso(isolation.Since, calendar));
            json.WriteEndObject();
        }

        json.WriteEndObject();
    }
}
