using Microsoft.AspNetCore.Http;

namespace GridActors.Gateway.Answers;

/// <summary>
/// The codes of whole requests that fail; a single record's are Core's refusal codes. Public contract.
/// </summary>
internal static class ProblemCodes
{
    public const string BadRequest = "bad-request";
    public const string BadQuery = "bad-query";
    public const string BadRange = "bad-range";
    public const string BadCsv = "bad-csv";
    public const string UnknownIndicator = "unknown-indicator";
    public const string Unauthorized = "unauthorized";
    public const string Forbidden = "forbidden";
    public const string NotFound = "not-found";
    public const string MethodNotAllowed = "method-not-allowed";
    public const string Timeout = "timeout";
    public const string TooLarge = "too-large";
    public const string UnsupportedMediaType = "unsupported-media-type";
    public const string Internal = "internal";
    public const string Unavailable = "unavailable";

    /// <summary>What a status says when nothing more precise is known.</summary>
    public static string Of(int status) => status switch
    {
        StatusCodes.Status401Unauthorized => Unauthorized,
        StatusCodes.Status403Forbidden => Forbidden,
        StatusCodes.Status404NotFound => NotFound,
        StatusCodes.Status405MethodNotAllowed => MethodNotAllowed,
        StatusCodes.Status408RequestTimeout => Timeout,
        StatusCodes.Status413PayloadTooLarge => TooLarge,
        StatusCodes.Status415UnsupportedMediaType => UnsupportedMediaType,
        StatusCodes.Status503ServiceUnavailable => Unavailable,
        >= 500 => Internal,
        _ => BadRequest,
    };
}
