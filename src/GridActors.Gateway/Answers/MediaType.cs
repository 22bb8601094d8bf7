using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace GridActors.Gateway.Answers;

internal static class MediaType
{
    /// <summary>True when the body says that it is this, in UTF-8 and as it is.</summary>
    public static bool Is(HttpRequest request, string mediaType)
    {
        if (request.Headers.ContentEncoding.Count > 0)
        {
            return false;
        }

        // Nearly every client says exactly this; the rest is parsed.
        if (request.ContentType == mediaType)
        {
            return true;
        }

        return MediaTypeHeaderValue.TryParse(request.ContentType, out var type)
            && type.MediaType.Equals(mediaType, StringComparison.OrdinalIgnoreCase)
            && (!type.Charset.HasValue || type.Charset.Equals("utf-8", StringComparison.OrdinalIgnoreCase)
                || type.Charset.Equals("\"utf-8\"", StringComparison.OrdinalIgnoreCase));
    }
}
