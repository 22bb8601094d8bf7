using System.Collections.Concurrent;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using GridActors.Standalone.Tests.Processes;

namespace GridActors.Standalone.Tests.Kills;

/// <summary>kill -9 while supplies are on their way: every mask is in one stock afterwards, the one it was sent to.</summary>
public sealed class SupplyKillTests
{
    private const int Masks = 100_000;
    private const int Kills = 4;
    private const int Senders = 6;

    private static readonly string[] Villages = ["100-1-1", "100-1-2", "100-1-3"];

    private readonly ConcurrentDictionary<string, int> _sent = new();
    private string _address = "";

    [Fact]
    public async Task However_often_it_is_killed_every_mask_is_in_one_stock()
    {
        using var data = new TempDirectory();
        var chance = new Random(7);
        var server = await StandaloneProcess.ServeAsync(data.Path);
        _address = server.Address;
        await RegisterAsync();
        using var stop = new CancellationTokenSource();
        var work = Enumerable.Range(1, Senders).Select(sender => Task.Run(() => SendAsync(sender, stop.Token))).ToList();
        for (var kill = 0; kill < Kills; kill++)
        {
            await Task.Delay(chance.Next(50, 700));
            server.Kill();
            await server.DisposeAsync();
            server = await StandaloneProcess.ServeAsync(data.Path);
            Volatile.Write(ref _address, server.Address);
        }

        await Task.Delay(300);
        await stop.CancelAsync();
        await Task.WhenAll(work);

        await UntilAsync(async () =>
            await LevelAsync("100", "stock.inTransit.mask") == 0 && await LevelAsync("100", "stock.mask") == Masks);
        Assert.True(_sent.Values.Sum() > 20 * Kills, "there was hardly any load");
        foreach (var (village, sent) in _sent)
        {
            Assert.Equal((village, sent), (village, await LevelAsync(village, "stock.mask")));
        }

        server.Kill();
        await server.DisposeAsync();
        Assert.Equal(0, (await StandaloneProcess.RunAsync("verify", "--data", data.Path)).ExitCode);
    }

    private async Task RegisterAsync()
    {
        using var http = new HttpClient { BaseAddress = new Uri(_address) };
        var rows = "code,name,kind,parent\n100,县,county,\n100-1,镇,township,100\n"
            + string.Concat(Villages.Select(village => $"{village},村,village,100-1\n"));
        using var csv = new StringContent(rows, Encoding.UTF8, "text/csv");
        (await http.PostAsync("/api/units", csv)).EnsureSuccessStatusCode();
        var received = $$"""{"item":"mask","quantity":{{Masks}}}""";
        Assert.Equal("accepted", await PostAsync(http, "office", 1, DateTimeOffset.Now, "supply.receive", received));
    }

    /// <summary>One transfer after another; what was not answered for is sent again, the same, until it is.</summary>
    private async Task SendAsync(int sender, CancellationToken stop)
    {
        var chance = new Random(sender);
        for (var seq = 1; !stop.IsCancellationRequested; seq++)
        {
            var (to, quantity, at) = (chance.GetItems(Villages, 1)[0], chance.Next(1, 9), DateTimeOffset.Now);
            for (string? status = null; status is not ("accepted" or "duplicate");)
            {
                try
                {
                    using var http = new HttpClient { BaseAddress = new Uri(Volatile.Read(ref _address)) };
                    var data = $$"""{"item":"mask","quantity":{{quantity}},"to":"{{to}}"}""";
                    status = await PostAsync(http, $"tablet-{sender}", seq, at, "supply.transfer", data);
                    Assert.NotEqual("refused", status);
                }
                catch (HttpRequestException)
                {
                    await Task.Delay(20, CancellationToken.None); // killed; it will be back
                }
            }

            _sent.AddOrUpdate(to, quantity, (_, before) => before + quantity);
        }
    }

    private static async Task<string?> PostAsync(HttpClient http, string source, long seq, DateTimeOffset at, string type, string data)
    {
        var json = $$"""[{"source":"{{source}}","seq":{{seq}},"unit":"100-1","at":"{{at:O}}","type":"{{type}}","data":{{data}}}]""";
        using var body = new StringContent(json, Encoding.UTF8, "application/json");
        using var answer = await http.PostAsync("/api/records", body);
        return answer.IsSuccessStatusCode
            ? (await answer.Content.ReadFromJsonAsync<JsonElement>())[0].GetProperty("status").GetString()
            : null;
    }

    private async Task<int> LevelAsync(string unit, string code)
    {
        using var http = new HttpClient { BaseAddress = new Uri(_address) };
        var totals = await http.GetFromJsonAsync<JsonElement>($"/api/units/{unit}/totals");
        return totals.GetProperty("levels").TryGetProperty(code, out var level) ? level.GetInt32() : 0;
    }

    private static async Task UntilAsync(Func<Task<bool>> isSo)
    {
        for (var end = DateTime.UtcNow.AddSeconds(30); !await isSo(); await Task.Delay(100))
        {
            Assert.True(DateTime.UtcNow < end, "not within 30 s");
        }
    }
}
