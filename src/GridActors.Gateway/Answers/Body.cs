using System.Buffers;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace GridActors.Gateway.Answers;

/// <summary>Reads a request's body within this gateway's own limits, whatever server stands before it.</summary>
internal static class Body
{
    /// <summary>False, with the rest unread, when it has more bytes than allowed.</summary>
    public static async ValueTask<bool> TryReadAsync(
        HttpRequest request, PooledBuffer into, int bytesMax, CancellationToken cancellation)
    {
        if (request.ContentLength > bytesMax)
        {
            return false;
        }

        LiftServerLimit(request);
        var reader = request.BodyReader;
        while (true)
        {
            var read = await reader.ReadAsync(cancellation);
            if (into.Length + read.Buffer.Length > bytesMax)
            {
                reader.AdvanceTo(read.Buffer.Start, read.Buffer.Start);
                return false;
            }

            foreach (var segment in read.Buffer)
            {
                into.Write(segment.Span);
            }

            reader.AdvanceTo(read.Buffer.End);
            if (read.IsCompleted)
            {
                return true;
            }
        }
    }

    /// <summary>The server's own limit is for routes that expect nothing.</summary>
    public static void LiftServerLimit(HttpRequest request)
    {
        if (request.HttpContext.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } feature)
        {
            feature.MaxRequestBodySize = null;
        }
    }
}
