using System.Net.Http.Json;
using System.Text;
using System.Text.Json;

namespace GridActors.Standalone.Tests.Kills;

/// <summary>What became of one record.</summary>
internal sealed record Outcome(string Status, string? Code, JsonElement Whole);

/// <summary>Sends records as they are told to it, through every address in turn.</summary>
internal sealed class Sender(RunningSystem system) : IDisposable
{
    private readonly HttpClient _http = new() { Timeout = TimeSpan.FromSeconds(60) };
    private int _turn;

    public static string Record(string unit, string source, long seq, DateTimeOffset at, string type, string data = "{}") => $$"""
        {"source":"{{source}}","seq":{{seq}},"unit":"{{unit}}","at":"{{at:O}}","by":"w","type":"{{type}}","data":{{data}}}
        """;

    public static string Register(string unit, string kind, string? parent, string source = "office") => Record(
        unit, source, 1, DateTimeOffset.Now.AddDays(-40), "unit.register",
        $$"""{"kind":"{{kind}}","name":"{{source}}"{{(parent is null ? "" : $",\"parent\":\"{parent}\"")}}}""");

    /// <summary>As a client must: what is <c>unavailable</c>, or has no answer, is sent again until it has one.</summary>
    public async Task<IReadOnlyList<Outcome>> PostAsync(params IReadOnlyList<string> records)
    {
        for (var end = DateTime.UtcNow.AddSeconds(60); ; await Task.Delay(100))
        {
            using var body = new StringContent($"[{string.Join(',', records)}]", Encoding.UTF8, "application/json");
            using var answer = await _http.PostAsync(Next() + "/api/records", body);
            if (answer.IsSuccessStatusCode)
            {
                var results = (await answer.Content.ReadFromJsonAsync<JsonElement>()).EnumerateArray().Select(Read).ToList();
                if (results.TrueForAll(result => result.Status != "unavailable"))
                {
                    return results;
                }
            }

            Assert.True(DateTime.UtcNow < end, "not answered for good within 60 s");
        }
    }

    public async Task AcceptAsync(params IReadOnlyList<string> records) =>
        Assert.All(await PostAsync(records), result => Assert.True(result.Status == "accepted", result.Whole.GetRawText()));

    public async Task<JsonElement> TotalsAsync(string unit) =>
        await _http.GetFromJsonAsync<JsonElement>($"{Next()}/api/units/{unit}/totals");

    public async Task<decimal> FlowAsync(string unit, string code) => Figure((await TotalsAsync(unit)).GetProperty("flows"), code);

    /// <summary>Totals travel up the tree within a moment.</summary>
    public async Task EventuallyAsync(string unit, string code, decimal expected)
    {
        decimal found;
        for (var end = DateTime.UtcNow.AddSeconds(30); (found = await FlowAsync(unit, code)) != expected; await Task.Delay(50))
        {
            Assert.True(DateTime.UtcNow < end, $"{unit} {code} stays at {found}, not {expected}");
        }
    }

    /// <summary>Of flows, levels or a day; what is not there is 0.</summary>
    public static decimal Figure(JsonElement figures, string code) =>
        figures.TryGetProperty(code, out var value) ? value.GetDecimal() : 0;

    public void Dispose() => _http.Dispose();

    private static Outcome Read(JsonElement result) => new(
        result.GetProperty("status").GetString()!,
        result.TryGetProperty("code", out var code) ? code.GetString() : null,
        result.Clone());

    private string Next() => system.Addresses[Interlocked.Increment(ref _turn) % system.Addresses.Count];
}
