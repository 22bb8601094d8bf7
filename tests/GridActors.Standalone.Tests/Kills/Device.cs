using System.Diagnostics;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;

namespace GridActors.Standalone.Tests.Kills;

/// <summary>
/// A tablet at the checkpoints: sends small batches, and after any failure sends the very same records again until
/// each is answered for good, as every client must.
/// </summary>
internal sealed class Device(
    string name, int seed, IReadOnlyList<string> gates, Ledger ledger, Func<string> address, string? token = null,
    TimeSpan youngest = default)
{
    private readonly Random _chance = new(seed);
    private readonly Dictionary<string, long> _counters = [];
    private readonly HttpClient _http = LedgerCheck.Client(token, TimeSpan.FromSeconds(10));

    public int Retries { get; private set; }

    public int DuplicateAnswers { get; private set; }

    public int UnavailableAnswers { get; private set; }

    /// <summary>Requests that were turned away as a whole, with 503.</summary>
    public int TurnedAway { get; private set; }

    /// <summary>When the last request was begun that had a record acknowledged, by the stopwatch's clock.</summary>
    public long LastToBeAcknowledged { get; private set; }

    public List<string> Surprises { get; } = [];

    public async Task WorkAsync(CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            var batch = Enumerable.Range(0, _chance.Next(1, 20)).Select(_ => Next()).ToList();
            batch.ForEach(ledger.Send);
            // Started work is finished, also when the test ends: then every record has its answer.
            for (var isRetry = false; batch.Count > 0; isRetry = true)
            {
                Retries += isRetry ? 1 : 0;
                batch = await SendAsync(batch);
                if (batch.Count > 0)
                {
                    await Task.Delay(_chance.Next(20, 100), CancellationToken.None);
                }
            }
        }
    }

    /// <summary>Returns what has no answer yet.</summary>
    private async Task<List<SentRecord>> SendAsync(List<SentRecord> batch)
    {
        var begun = Stopwatch.GetTimestamp();
        try
        {
            var content = new StringContent($"[{string.Join(',', batch.Select(record => record.Json))}]", Encoding.UTF8);
            content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
            using var answer = await _http.PostAsync(address() + "/api/records", content);
            if (!answer.IsSuccessStatusCode)
            {
                if (answer is not { StatusCode: HttpStatusCode.ServiceUnavailable, Headers.RetryAfter: not null })
                {
                    Surprises.Add($"{(int)answer.StatusCode} {await answer.Content.ReadAsStringAsync()}");
                }

                TurnedAway++;
                return batch;
            }

            using var results = JsonDocument.Parse(await answer.Content.ReadAsStringAsync());
            return batch.Where((record, i) => !IsDone(record, results.RootElement[i], begun)).ToList();
        }
        catch (Exception failure) when (failure is HttpRequestException or IOException or TaskCanceledException or JsonException)
        {
            // Killed before, in or after it: nothing is known, so the same is sent again.
            return batch;
        }
    }

    private bool IsDone(SentRecord record, JsonElement result, long begun)
    {
        var status = result.GetProperty("status").GetString();
        switch (status)
        {
            case "accepted":
                LastToBeAcknowledged = begun;
                ledger.Acknowledge(record);
                return true;
            case "duplicate":
                DuplicateAnswers++;
                LastToBeAcknowledged = begun;
                ledger.Acknowledge(record);
                return true;
            case "unavailable":
                UnavailableAnswers++;
                return false;
            default:
                Surprises.Add($"{record.Json} -> {result.GetRawText()}");
                return true;
        }
    }

    private SentRecord Next()
    {
        var gate = gates[_chance.Next(gates.Count)];
        var seq = _counters[gate] = _counters.GetValueOrDefault(gate) + 1;
        var people = _chance.Next(1, 5);
        var at = DateTimeOffset.UtcNow.ToOffset(TimeSpan.FromHours(8)).AddHours(-_chance.Next(0, 72)) - youngest;
        return new SentRecord(gate, name, seq, $$$"""
            {"source":"{{{name}}}","seq":{{{seq}}},"unit":"{{{gate}}}","at":"{{{at:O}}}","by":"w","type":"passage",
            "data":{"direction":"in","people":{{{people}}},"temperature":36.5,"code":"green","outcome":"pass"}}
            """, people);
    }
}
