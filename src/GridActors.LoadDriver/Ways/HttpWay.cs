using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using GridActors.GrainInterfaces.Wire;
using GridActors.LoadDriver.Trees;

namespace GridActors.LoadDriver.Ways;

/// <summary>The API of one or several silos, taken in turn: the next attempt passes over one that is gone.</summary>
internal sealed class HttpWay : IWay, IDisposable
{
    private const int AttemptsMax = 15;
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    private readonly HttpClient[] _clients;
    private int _turn;

    public HttpWay(IReadOnlyList<Uri> urls, string? token) => _clients =
    [
        .. urls.Select(url => new HttpClient(new SocketsHttpHandler { UseCookies = false, UseProxy = false })
        {
            BaseAddress = url,
            Timeout = TimeSpan.FromSeconds(60),
            DefaultRequestHeaders =
            {
                Authorization = token is null ? null : new AuthenticationHeaderValue("Bearer", token),
            },
        }),
    ];

    /// <summary>A client of each server.</summary>
    public IReadOnlyList<HttpClient> Clients => _clients;

    /// <exception cref="HttpRequestException">It is refused, or no server takes it.</exception>
    public async Task RegisterAsync(CountyTree tree, CancellationToken cancellation)
    {
        for (var attempt = 1; ; attempt++)
        {
            using var rows = new StringContent(tree.ToCsv(), new MediaTypeHeaderValue("text/csv", "utf-8"));
            try
            {
                using var answer = await Next().PostAsync("/api/units", rows, cancellation);
                var body = await answer.Content.ReadAsStringAsync(cancellation);
                if (!answer.IsSuccessStatusCode)
                {
                    throw new HttpRequestException(
                        $"registering the tree: {(int)answer.StatusCode} {body}", null, answer.StatusCode);
                }

                using var json = JsonDocument.Parse(body);
                var failures = json.RootElement.GetProperty("failures");
                if (failures.GetArrayLength() > 0)
                {
                    throw new HttpRequestException($"registering the tree: {failures[0]}", null, HttpStatusCode.OK);
                }

                return;
            }
            catch (HttpRequestException failure) when (
                attempt < AttemptsMax && failure.StatusCode is null or HttpStatusCode.ServiceUnavailable)
            {
                // Not reached, or it cannot just now; what is registered already stays and is unchanged next time.
                await Task.Delay(Pause, cancellation);
            }
        }
    }

    public async Task<IReadOnlyList<RecordStatus>> PostAsync(
        string unit, IReadOnlyList<ReadOnlyMemory<byte>> records, CancellationToken cancellation)
    {
        using var content = new ByteArrayContent(Join(records));
        content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        try
        {
            using var answer = await Next().PostAsync("/api/records", content, cancellation);
            if (answer.StatusCode is HttpStatusCode.OK)
            {
                return Read(await answer.Content.ReadAsByteArrayAsync(cancellation), records.Count);
            }

            // A proxy that has enough, a body that took too long: so it is with a device's, and it sends again.
            return (int)answer.StatusCode >= 500
                || answer.StatusCode is HttpStatusCode.RequestTimeout or HttpStatusCode.TooManyRequests
                ? Unanswered(records.Count)
                : throw new ArgumentException(
                    $"{(int)answer.StatusCode}: {await answer.Content.ReadAsStringAsync(cancellation)}");
        }
        catch (Exception failure) when (IsOutage(failure, cancellation))
        {
            // Cut off or not reached: nothing is known of these records, and that is the answer.
            return Unanswered(records.Count);
        }
    }

    public async Task<TotalsSeen?> TotalsAsync(string unit, CancellationToken cancellation)
    {
        // Each server once, whatever turns others take meanwhile: one of them may be gone.
        var first = (uint)Interlocked.Increment(ref _turn);
        for (var attempt = 0u; attempt < _clients.Length; attempt++)
        {
            try
            {
                var body = await _clients[(first + attempt) % (uint)_clients.Length]
                    .GetByteArrayAsync($"/api/units/{unit}/totals", cancellation);
                using var json = JsonDocument.Parse(body);
                var totals = json.RootElement;
                return TotalsSeen.Of(
                    Figures(totals.GetProperty("flows")).Concat(Figures(totals.GetProperty("levels"))).ToDictionary(),
                    totals.GetProperty("days").EnumerateObject().SelectMany(day => Figures(day.Value)));
            }
            catch (Exception failure) when (IsOutage(failure, cancellation))
            {
                continue; // the next one may answer; if none does, nothing was seen
            }
        }

        return null;
    }

    public void Dispose()
    {
        foreach (var client in _clients)
        {
            client.Dispose();
        }
    }

    public ValueTask DisposeAsync()
    {
        Dispose();
        return ValueTask.CompletedTask;
    }

    internal static RecordStatus[] Unanswered(int count)
    {
        var answers = new RecordStatus[count];
        Array.Fill(answers, RecordStatus.Unavailable);
        return answers;
    }

    private static bool IsOutage(Exception failure, CancellationToken cancellation) =>
        failure is HttpRequestException or IOException or JsonException
        || (failure is OperationCanceledException && !cancellation.IsCancellationRequested);

    private static IEnumerable<KeyValuePair<string, decimal>> Figures(JsonElement figures) =>
        figures.EnumerateObject().Select(figure => KeyValuePair.Create(figure.Name, figure.Value.GetDecimal()));

    private static byte[] Join(IReadOnlyList<ReadOnlyMemory<byte>> records)
    {
        var body = new byte[1 + records.Sum(record => record.Length + 1)];
        body[0] = (byte)'[';
        var length = 1;
        foreach (var record in records)
        {
            record.Span.CopyTo(body.AsSpan(length));
            length += record.Length;
            body[length++] = (byte)',';
        }

        body[^1] = (byte)']';
        return body;
    }

    private static RecordStatus[] Read(byte[] body, int count)
    {
        var answers = Unanswered(count); // what an answer leaves out is not answered
        var json = new Utf8JsonReader(body);
        for (var i = 0; i < count && json.Read();)
        {
            if (json.TokenType != JsonTokenType.PropertyName || !json.ValueTextEquals("status"u8))
            {
                continue;
            }

            json.Read();
            answers[i++] = json.ValueTextEquals("accepted"u8) ? RecordStatus.Accepted
                : json.ValueTextEquals("duplicate"u8) ? RecordStatus.Duplicate
                : json.ValueTextEquals("unavailable"u8) ? RecordStatus.Unavailable
                : RecordStatus.Refused;
        }

        return answers;
    }

    private HttpClient Next() => _clients[(uint)Interlocked.Increment(ref _turn) % (uint)_clients.Length];
}
