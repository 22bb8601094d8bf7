using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json;
using GridActors.Standalone.Tests.Processes;
using Xunit.Abstractions;

namespace GridActors.Standalone.Tests.Kills;

/// <summary>
/// kill -9 of the real process at random moments under load, judged by the clients' own ledger. The number of kills
/// comes from GRIDACTORS_KILLS; tests/kill.sh runs any number.
/// </summary>
public sealed class KillTests(ITestOutputHelper output)
{
    private const int DeviceCount = 8;
    private const int GateCount = 12;

    private static readonly int Kills =
        int.Parse(Environment.GetEnvironmentVariable("GRIDACTORS_KILLS") ?? "5", CultureInfo.InvariantCulture);

    private static readonly int Seed =
        int.Parse(Environment.GetEnvironmentVariable("GRIDACTORS_SEED") ?? "1", CultureInfo.InvariantCulture);

    [Fact]
    public async Task However_often_it_is_killed_no_acknowledged_record_is_lost_and_none_counts_twice()
    {
        using var data = new TempDirectory();
        var chance = new Random(Seed);
        var ledger = new Ledger();
        var gates = Enumerable.Range(1, GateCount).Select(i => $"100-{(i % 3) + 1}-c{i}").ToList();
        var server = await StandaloneProcess.ServeAsync(data.Path);
        await RegisterAsync(server.Address, gates);
        var address = server.Address;
        using var stop = new CancellationTokenSource();
        var devices = Enumerable.Range(1, DeviceCount)
            .Select(i => new Device($"tablet-{i}", Seed + i, gates, ledger, () => Volatile.Read(ref address))).ToList();
        var work = devices.Select(device => Task.Run(() => device.WorkAsync(stop.Token))).ToList();

        for (var kill = 0; kill < Kills; kill++)
        {
            await Task.Delay(chance.Next(5, 700));
            server.Kill();
            await server.DisposeAsync();
            server = await StandaloneProcess.ServeAsync(data.Path);
            Volatile.Write(ref address, server.Address);
        }

        await Task.Delay(500);
        await stop.CancelAsync();
        await Task.WhenAll(work);
        output.WriteLine($"{Kills} kills, seed {Seed}: {ledger.Sent.Count} records, "
            + $"{devices.Sum(device => device.Retries)} retries, {devices.Sum(device => device.DuplicateAnswers)} duplicates");

        Assert.Empty(devices.SelectMany(device => device.Surprises));
        Assert.Equal(ledger.Sent.Count, ledger.AcknowledgedCount);
        Assert.True(ledger.Sent.Count > Kills * 10, "there was hardly any load");
        using var http = new HttpClient { BaseAddress = new Uri(server.Address) };
        await CompareHistoryAsync(http, gates, ledger);
        await CompareTotalsAsync(http, gates, ledger);
        server.Kill();
        await server.DisposeAsync();
        var (exitCode, verified) = await StandaloneProcess.RunAsync("verify", "--data", data.Path);
        output.WriteLine(verified);
        Assert.Equal(0, exitCode);
    }

    private static async Task RegisterAsync(string address, List<string> gates)
    {
        using var http = new HttpClient { BaseAddress = new Uri(address) };
        var rows = new List<string> { "code,name,kind,parent", "100,县,county," };
        rows.AddRange(Enumerable.Range(1, 3).Select(i => $"100-{i},镇,township,100"));
        rows.AddRange(gates.Select(gate => $"{gate},卡点,checkpoint,{gate[..5]}"));
        using var csv = new StringContent(string.Join('\n', rows), new System.Net.Http.Headers.MediaTypeHeaderValue("text/csv"));
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
    private static async Task CompareHistoryAsync(HttpClient http, List<string> gates, Ledger ledger)
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
    private static async Task CompareTotalsAsync(HttpClient http, List<string> gates, Ledger ledger)
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
