using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;

namespace GridActors.Gateway.Tests.Hosts;

/// <summary>An answer, read to its end.</summary>
public sealed record Reply(HttpStatusCode Status, HttpResponseHeaders Headers, HttpContentHeaders Content, byte[] Bytes)
{
    public string Text => Encoding.UTF8.GetString(Bytes);

    public JsonElement Json => JsonDocument.Parse(Bytes).RootElement;

    public IReadOnlyList<JsonElement> Lines =>
        [.. Text.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonDocument.Parse(line).RootElement)];

    /// <summary>The code of problem details, after checking that they are what RFC 9457 asks for.</summary>
    public string Problem()
    {
        Assert.Equal("application/problem+json", Content.ContentType?.ToString());
        Assert.Equal((int)Status, Json.GetProperty("status").GetInt32());
        Assert.NotEmpty(Json.GetProperty("title").GetString()!);
        return Json.GetProperty("code").GetString()!;
    }

    public void AssertProblem(int status, string code)
    {
        Assert.Equal(status, (int)Status);
        Assert.Equal(code, Problem());
    }
}

/// <summary>Speaks to a gateway as any program would.</summary>
public sealed class Client(Uri address, string? token = null) : IDisposable
{
    public const string Json = "application/json";
    public const string Lines = "application/x-ndjson";

    private readonly HttpClient _http = new(new SocketsHttpHandler { AllowAutoRedirect = false }) { BaseAddress = address };

    public HttpClient Http => _http;

    public Task<Reply> GetAsync(string path) => SendAsync(HttpMethod.Get, path, null, null);

    /// <summary>A GET that must succeed.</summary>
    public async Task<JsonElement> ReadAsync(string path)
    {
        var reply = await GetAsync(path);
        Assert.True(reply.Status == HttpStatusCode.OK, $"{path}: {(int)reply.Status} {reply.Text}");
        return reply.Json;
    }

    public Task<Reply> PostAsync(string path, string body, string mediaType = Json) =>
        PostAsync(path, Encoding.UTF8.GetBytes(body), mediaType);

    public Task<Reply> PostAsync(string path, byte[] body, string mediaType = Json) =>
        SendAsync(HttpMethod.Post, path, body, mediaType);

    public async Task<Reply> SendAsync(
        HttpMethod method, string path, byte[]? body, string? mediaType, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(method, path);
        if (body is not null)
        {
            request.Content = new ByteArrayContent(body);
            if (mediaType is not null)
            {
                request.Content.Headers.TryAddWithoutValidation("Content-Type", mediaType);
            }
        }

        if (token is not null)
        {
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        }

        foreach (var (name, value) in headers)
        {
            if (!request.Headers.TryAddWithoutValidation(name, value))
            {
                request.Content!.Headers.TryAddWithoutValidation(name, value);
            }
        }

        using var response = await _http.SendAsync(request);
        return new Reply(
            response.StatusCode, response.Headers, response.Content.Headers, await response.Content.ReadAsByteArrayAsync());
    }

    /// <summary>Posts records as an array, each of which must be accepted.</summary>
    public async Task AcceptAsync(params string[] records)
    {
        var reply = await PostAsync("/api/records", Sent.Array(records));
        Assert.True(reply.Status == HttpStatusCode.OK, reply.Text);
        Assert.All(reply.Json.EnumerateArray(), result => Assert.Equal("accepted", result.GetProperty("status").GetString()));
        Assert.Equal(records.Length, reply.Json.GetArrayLength());
    }

    /// <summary>Posts records as NDJSON; their results.</summary>
    public async Task<IReadOnlyList<JsonElement>> PostLinesAsync(params string[] lines)
    {
        var reply = await PostAsync("/api/records", string.Join('\n', lines) + "\n", Lines);
        Assert.True(reply.Status == HttpStatusCode.OK, reply.Text);
        return reply.Lines;
    }

    /// <summary>What a GET gives once it satisfies; totals travel up the tree within a moment, not at once.</summary>
    public async Task<JsonElement> EventuallyAsync(string path, Func<JsonElement, bool> satisfies)
    {
        var patience = DateTime.UtcNow.AddSeconds(10);
        while (true)
        {
            var json = await ReadAsync(path);
            if (satisfies(json))
            {
                return json;
            }

            Assert.True(DateTime.UtcNow < patience, $"{path} stays at {json}");
            await Task.Delay(20);
        }
    }

    public void Dispose() => _http.Dispose();
}
