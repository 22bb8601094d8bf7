using System.Diagnostics;
using System.Net.Http.Json;
using System.Text.Json;

namespace GridActors.Benchmarks.Clients;

/// <summary>What a unit's totals show over HTTP.</summary>
internal static class Totals
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    public static async Task<long> ReadAsync(HttpClient http, string unit, string flow) =>
        (await ReadAsync(http, unit, [flow]))[0];

    public static async Task<long[]> ReadAsync(HttpClient http, string unit, string[] flows)
    {
        var totals = await http.GetFromJsonAsync<JsonElement>($"/api/units/{unit}/totals");
        var shown = totals.GetProperty("flows");
        return Array.ConvertAll(flows, flow => shown.TryGetProperty(flow, out var value) ? value.GetInt64() : 0);
    }

    /// <summary>Waits until it shows just as much.</summary>
    /// <exception cref="InvalidOperationException">It shows more, or less for too long.</exception>
    public static async Task ExpectAsync(Uri server, string unit, string flow, long expected)
    {
        using var http = new HttpClient { BaseAddress = server };
        for (var watch = Stopwatch.StartNew(); ; await Task.Delay(Pause))
        {
            var shown = await ReadAsync(http, unit, flow);
            if (shown == expected)
            {
                return;
            }

            if (watch.Elapsed > Patience || shown > expected)
            {
                throw new InvalidOperationException($"{unit} shows {shown} {flow}, {expected} were acknowledged");
            }
        }
    }
}
