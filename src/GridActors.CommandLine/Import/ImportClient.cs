using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;

namespace GridActors.CommandLine.Import;

/// <summary>A record or a row that was not taken.</summary>
internal sealed record ImportFailure(int Line, string Code, string? Field, string Message);

/// <summary>Sends files to a running server, through the same routes as any other client.</summary>
internal sealed class ImportClient(HttpClient http)
{
    private const int AttemptsMax = 30;
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(2);

    /// <summary>Sends a units file whole; the answer names every row that failed.</summary>
    /// <exception cref="HttpRequestException">The server cannot be reached or refuses the file.</exception>
    public async Task<(int Registered, int Unchanged, IReadOnlyList<ImportFailure> Failures)> SendUnitsAsync(
        string file, CancellationToken cancellation)
    {
        var rows = await ImportFile.ReadUnitsAsync(file, cancellation);
        using var answer = await SendAsync("api/units", "text/csv", rows, cancellation);
        using var body = JsonDocument.Parse(await answer.Content.ReadAsByteArrayAsync(cancellation));
        var failures = body.RootElement.GetProperty("failures").EnumerateArray()
            .Select(failure => FailureOf(failure, failure.GetProperty("line").GetInt32())).ToList();
        return (
            body.RootElement.GetProperty("registered").GetInt32(),
            body.RootElement.GetProperty("unchanged").GetInt32(),
            failures);
    }

    /// <summary>Sends some lines until each is answered for good; returns what was refused.</summary>
    /// <exception cref="HttpRequestException">The server cannot be reached or refuses the lines as a whole.</exception>
    public async Task<(int Accepted, int Duplicate, IReadOnlyList<ImportFailure> Failures)> SendRecordsAsync(
        RecordLines lines, CancellationToken cancellation)
    {
        for (var attempt = 1; ; attempt++)
        {
            using var answer = await SendAsync("api/records", "application/x-ndjson", lines.Bytes, cancellation);
            int accepted = 0, duplicate = 0, unavailable = 0, index = 0;
            var failures = new List<ImportFailure>();
            using var reader = new StreamReader(await answer.Content.ReadAsStreamAsync(cancellation));
            while (await reader.ReadLineAsync(cancellation) is { } line)
            {
                using var result = JsonDocument.Parse(line);
                var number = lines.RecordLineNumbers[index++];
                switch (result.RootElement.GetProperty("status").GetString())
                {
                    case "accepted":
                        accepted++;
                        break;
                    case "duplicate":
                        duplicate++;
                        break;
                    case "unavailable":
                        unavailable++;
                        break;
                    default:
                        failures.Add(FailureOf(result.RootElement, number));
                        break;
                }
            }

            if (unavailable == 0 && index == lines.RecordLineNumbers.Count)
            {
                return (accepted, duplicate, failures);
            }

            if (attempt == AttemptsMax)
            {
                throw new HttpRequestException("the server keeps answering that it is unavailable");
            }

            await Task.Delay(Pause, cancellation);
        }
    }

    private static ImportFailure FailureOf(JsonElement failure, int line) => new(
        line,
        failure.GetProperty("code").GetString()!,
        failure.TryGetProperty("field", out var field) ? field.GetString() : null,
        failure.GetProperty("message").GetString()!);

    private async Task<HttpResponseMessage> SendAsync(
        string path, string mediaType, ReadOnlyMemory<byte> body, CancellationToken cancellation)
    {
        for (var attempt = 1; ; attempt++)
        {
            var content = new ReadOnlyMemoryContent(body);
            content.Headers.ContentType = new MediaTypeHeaderValue(mediaType);
            try
            {
                var answer = await http.PostAsync(path, content, cancellation);
                if (answer.IsSuccessStatusCode)
                {
                    return answer;
                }

                var problem = await answer.Content.ReadAsStringAsync(cancellation);
                if (answer.StatusCode != HttpStatusCode.ServiceUnavailable)
                {
                    throw new HttpRequestException($"{(int)answer.StatusCode}: {problem}", null, answer.StatusCode);
                }
            }
            catch (HttpRequestException failure) when (failure.StatusCode is null && attempt < AttemptsMax)
            {
                // Not reached, or cut off in between: sending the same again is safe.
            }

            if (attempt == AttemptsMax)
            {
                throw new HttpRequestException("the server keeps answering that it is unavailable");
            }

            await Task.Delay(Pause, cancellation);
        }
    }
}
