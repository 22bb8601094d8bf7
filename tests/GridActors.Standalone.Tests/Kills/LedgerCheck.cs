using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;

namespace GridActors.Standalone.Tests.Kills;

/// <summary>A small county to send to, and what the server says of it beside what the clients' ledger says.</summary>
internal static class LedgerCheck
{
    /// <summary>Ids of gates in the three townships.</summary>
    public static List<string> Gates(int count) =>
        [.. Enumerable.Range(1, count).Select(i => $"100-{(i % 3) + 1}-c{i}")];

    /// <param name="token">The access token of a server that is not open to all.</param>
    public static HttpClient Client(string? token, TimeSpan timeout, string? address = null)
    {
        var http = new HttpClient { Timeout = timeout, BaseAddress = address is null ? null : new Uri(address) };
        http.DefaultRequestHeaders.Authorization = token is null ? null : new AuthenticationHeaderValue("Bearer", token);
        return http;
    }

    public static async Task RegisterAsync(string address, List<string> gates, string? token = null)
    {
        using var http = Client(token, TimeSpan.FromSeconds(60), address);
        var rows = new List<string> { "code,name,kind,parent", "100,县,county," };
        rows.AddRange(Enumerable.Range(1, 3).Select(i => $"100-{i},镇,township,100"));
        rows.AddRange(gates.Select(gate => $"{gate},卡点,checkpoint,{gate[..5]}"));
        using var csv = new StringContent(string.Join('\n', rows), new MediaTypeHeaderValue("text/csv"));
        (await http.PostAsync("/api/units", csv)).EnsureSuccessStatusCode();
        var at = DateTimeOffset.UtcNow.AddDays(-10);
        var opens = gates.Select(gate => new
        {
            source = "office",
            seq = 1,
            unit = gate,
            at,
            by = "w",
            type = "checkpoint.open",
            data = new { },
        });
        (await http.PostAsJsonAsync("/api/records", opens)).EnsureSuccessStatusCode();
    }

    /// <summary>L, D and U: every acknowledged record once, nothing else.</summary>
    public static async Task CompareHistoryAsync(HttpClient http, List<string> gates, Ledger ledger)
    {
        foreach (var gate in gates)
        {
            var found = new List<(string, string, long)>();
            for (long? after = 0; after is not null;)
            {
                var page = await http.GetFromJsonAsync<JsonElement>($"/api/units/{gate}/records?after={after}&limit=1000");
                foreach (var record in page.GetProperty("records").EnumerateArray())
                {
                    var source = record.GetProperty("source").GetString()!;
                    if (source.StartsWith("tablet", StringComparison.Ordinal))
                    {
                        found.Add((gate, source, record.GetProperty("seq").GetInt64()));
                    }
                }

                after = page.GetProperty("next") is { ValueKind: JsonValueKind.Number } next ? next.GetInt64() : null;
            }

            Assert.Equal(found.Count, found.Distinct().Count());
            Assert.Equal(
                ledger.Sent.Keys.Where(key => key.Unit == gate).Order(), found.Order());
        }
    }

    /// <summary>S: totals of every gate and area equal the ledger's own sums.</summary>
    public static async Task CompareTotalsAsync(HttpClient http, List<string> gates, Ledger ledger)
    {
        foreach (var unit in gates.Append("100-1").Append("100-2").Append("100-3").Append("100"))
        {
            var expected = ledger.Sent.Values
                .Where(record => record.Unit == unit || record.Unit.StartsWith(unit + "-", StringComparison.Ordinal))
                .Sum(record => record.People);
            var deadline = DateTime.UtcNow.AddSeconds(10);
            decimal found;
            do
            {
                var totals = await http.GetFromJsonAsync<JsonElement>($"/api/units/{unit}/totals");
                found = totals.GetProperty("flows").TryGetProperty("passages.people", out var people) ? people.GetDecimal() : 0;
            }
            while (found != expected && DateTime.UtcNow < deadline);
            Assert.Equal(expected, found);
        }
    }
}
