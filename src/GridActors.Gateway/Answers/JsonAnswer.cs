using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;
using Microsoft.AspNetCore.Http;

namespace GridActors.Gateway.Answers;

/// <summary>An answer written by hand, with its length, which no cache keeps.</summary>
internal sealed class JsonAnswer(Action<Utf8JsonWriter> write, string contentType = JsonAnswer.Json) : IResult
{
    public const string Json = "application/json; charset=utf-8";

    /// <summary>Chinese stays readable; what could be markup is escaped.</summary>
    public static readonly JsonWriterOptions Options = new()
    {
        Encoder = JavaScriptEncoder.Create(UnicodeRanges.All),
        SkipValidation = true,
    };

    public async Task ExecuteAsync(HttpContext httpContext)
    {
        using var buffer = new PooledBuffer();
        using (var json = new Utf8JsonWriter(buffer, Options))
        {
            write(json);
        }

        await SendAsync(httpContext, buffer.Written, contentType);
    }

    /// <summary>Names the content of an answer that has not begun; what was recorded is for no cache.</summary>
    public static void Begin(HttpResponse response, string contentType)
    {
        if (!response.HasStarted)
        {
            response.ContentType = contentType;
            response.Headers.CacheControl = "no-store";
        }
    }

    public static async Task SendAsync(HttpContext context, ReadOnlyMemory<byte> content, string contentType)
    {
        var response = context.Response;
        Begin(response, contentType);
        response.ContentLength = content.Length;
        if (!HttpMethods.IsHead(context.Request.Method))
        {
            await response.BodyWriter.WriteAsync(content, context.RequestAborted);
        }
    }
}
