using System.Globalization;
using GridActors.Core.Records;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;

namespace GridActors.Gateway.Answers;

/// <summary>Why a request as a whole fails: RFC 9457 problem details with a stable code.</summary>
internal sealed record Problem(int Status, string Code, string? Detail, string? Field = null) : IResult
{
    public const string ContentType = "application/problem+json";

    public static Problem Of(int status, string? detail = null) => new(status, ProblemCodes.Of(status), detail);

    public static Problem BadRequest(string code, string detail, string? field = null) =>
        new(StatusCodes.Status400BadRequest, code, detail, field);

    public static Problem BadQuery(string field, string expected) =>
        BadRequest(ProblemCodes.BadQuery, $"{field} is {expected}", field);

    public static Problem BadUnitId() =>
        BadRequest(RefusalCodes.BadUnitId, "a unit id is 1 to 48 of A-Z, a-z, 0-9 and -", "id");

    public static Problem NotFound(string detail) => Of(StatusCodes.Status404NotFound, detail);

    public static Problem UnknownUnit(string unit) =>
        new(StatusCodes.Status404NotFound, RefusalCodes.UnknownUnit, $"unit {unit} is not registered");

    public static Problem TooLarge(int bytesMax) => TooLarge($"a body here has at most {bytesMax} bytes");

    public static Problem TooLarge(string detail) => Of(StatusCodes.Status413PayloadTooLarge, detail);

    public static Problem UnsupportedMediaType(string expected) =>
        Of(StatusCodes.Status415UnsupportedMediaType, $"expected {expected}, in UTF-8 and not compressed");

    public static Problem Unavailable(string detail) => Of(StatusCodes.Status503ServiceUnavailable, detail);

    public Task ExecuteAsync(HttpContext httpContext)
    {
        var response = httpContext.Response;
        response.StatusCode = Status;
        if (Status == StatusCodes.Status503ServiceUnavailable)
        {
            response.Headers.RetryAfter = GatewayLimits.RetryAfterSeconds.ToString(CultureInfo.InvariantCulture);
        }

        return new JsonAnswer(json =>
        {
            json.WriteStartObject();
            json.WriteString("title", ReasonPhrases.GetReasonPhrase(Status));
            json.WriteNumber("status", Status);
            json.WriteString("code", Code);
            if (Detail is not null)
            {
                json.WriteString("detail", Detail);
            }

            if (Field is not null)
            {
                json.WriteString("field", Field);
            }

            json.WriteEndObject();
        }, ContentType).ExecuteAsync(httpContext);
    }
}
