using System.Diagnostics;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using GridActors.Benchmarks.Clients;
using GridActors.Benchmarks.Workloads;

namespace GridActors.Benchmarks.Runs;

/// <summary>
/// What it costs to find health checks that are due and were not made, by how many are due and how many households
/// there are. Each household has one person in isolation at most. What the start of an isolation costs in itself is
/// taken off: as many are posted first that are not due yet.
/// </summary>
internal static class SweepRun
{
    private static readonly TimeSpan IdleTime = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan ZoneOffset = TimeSpan.FromHours(8);

    public static async Task RunAsync(int households, int isolated)
    {
        foreach (var count in new[] { households / 10, households })
        {
            var folder = Directory.CreateTempSubdirectory("gridactors-bench-");
            try
            {
                using var server = ServerProcess.Start(folder.FullName);
                foreach (var csv in HouseholdTree.Csv(count))
                {
                    await PassageRun.PostUnitsAsync(server.Address, csv);
                }

                await RunAsync(server, count, isolated);
            }
            finally
            {
                folder.Delete(recursive: true);
            }
        }
    }

    private static async Task RunAsync(ServerProcess server, int households, int isolated)
    {
        // Spread over all villages; every place is used once.
        int[] rounds = [isolated / 10, isolated / 10, isolated]; // the first only warms up
        var needed = 2 * rounds.Sum();
        var places = new Queue<string>(
            Enumerable.Range(0, needed).Select(i => HouseholdTree.Household((int)((long)i * households / needed))));
        var missed = 0L;
        foreach (var (round, due) in rounds.Index())
        {
            await Task.Delay(TimeSpan.FromSeconds(5));
            var starts = await CostAsync(server, places, due, DateTimeOffset.Now, 0);
            missed += due;
            var found = await CostAsync(server, places, due, LastSessionBegan().AddHours(-1), missed);
            if (round == 0)
            {
                continue;
            }

            Console.WriteLine($"{households,9:N0} households, {due,6:N0} due: "
                + $"all found {found.Wait.TotalSeconds:N1} s after the last answer, "
                + $"{(found.Cpu - starts.Cpu).TotalMilliseconds / due:N2} ms of processor time each "
                + $"(the start of an isolation itself {starts.Cpu.TotalMilliseconds / due:N2} ms)");
        }

        var before = server.ProcessorTime;
        await Task.Delay(IdleTime);
        Console.WriteLine($"{households,9:N0} households, nothing due: "
            + $"{(server.ProcessorTime - before) / IdleTime * 100:N1} % of a core; {server.ResidentMiB:N0} MiB resident");
    }

    private static async Task<(TimeSpan Cpu, TimeSpan Wait)> CostAsync(
        ServerProcess server, Queue<string> places, int count, DateTimeOffset at, long missed)
    {
        var before = server.ProcessorTime;
        await PostAsync(server.Address, places, count, at);
        var watch = Stopwatch.StartNew();
        using var http = new HttpClient { BaseAddress = server.Address };
        while (await MissedAsync(http) < missed)
        {
            await Task.Delay(100);
        }

        var wait = watch.Elapsed;
        await Task.Delay(TimeSpan.FromSeconds(3)); // until totals are stored
        return (server.ProcessorTime - before, wait);
    }

    private static async Task<long> MissedAsync(HttpClient http)
    {
        var totals = await http.GetFromJsonAsync<JsonElement>($"/api/units/{HouseholdTree.Root}/totals");
        return totals.GetProperty("flows").TryGetProperty("checks.missed", out var missed) ? missed.GetInt64() : 0;
    }

    private static async Task PostAsync(Uri server, Queue<string> places, int count, DateTimeOffset at)
    {
        using var http = await HttpConnection.OpenAsync(server);
        foreach (var chunk in Enumerable.Range(0, count).Chunk(500))
        {
            var records = chunk.Select(_ => $$$"""
                {"source":"clinic","seq":1,"unit":"{{{places.Dequeue()}}}","at":"{{{at:O}}}",
                "type":"isolation.start","data":{"person":{"name":"王芳","phone":"13800000001"},"kind":"home"}}
                """);
            var answer = await http.PostAsync(Encoding.UTF8.GetBytes($"[{string.Join(',', records)}]"));
            if (answer.Span.IndexOf("\"refused\""u8) >= 0)
            {
                throw new InvalidOperationException(Encoding.UTF8.GetString(answer.Span));
            }
        }
    }

    /// <summary>Who is in isolation since before it has missed just this one check: sessions end at noon and midnight.</summary>
    private static DateTimeOffset LastSessionBegan()
    {
        var now = DateTimeOffset.Now.ToOffset(ZoneOffset);
        var midnight = new DateTimeOffset(now.Date, ZoneOffset);
        return now.Hour >= 12 ? midnight : midnight.AddHours(-12);
    }
}
