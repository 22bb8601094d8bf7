using System.Diagnostics;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using GridActors.Benchmarks.Clients;
using GridActors.Benchmarks.Workloads;

namespace GridActors.Benchmarks.Runs;

/// <summary>
/// Many households: time and memory to register them, memory while some of them are at work, and the time from a
/// start (after a stop, and after a kill -9) until ready.
/// </summary>
internal static class HouseholdRun
{
    public static async Task RunAsync(int households)
    {
        var folder = Directory.CreateTempSubdirectory("gridactors-bench-");
        try
        {
            using (var server = ServerProcess.Start(folder.FullName))
            {
                Console.WriteLine($"empty: ready in {server.Startup.TotalSeconds:N1} s, {server.ResidentMiB:N0} MiB");
                var watch = Stopwatch.StartNew();
                foreach (var csv in HouseholdTree.Csv(households))
                {
                    await PassageRun.PostUnitsAsync(server.Address, csv);
                }

                Console.WriteLine($"{households:N0} households registered in {watch.Elapsed.TotalSeconds:N0} s "
                    + $"({households / watch.Elapsed.TotalSeconds:N0}/s): {server.ResidentMiB:N0} MiB resident, "
                    + $"{server.ResidentPeakMiB:N0} MiB at most");
                watch.Restart();
                var surveyed = await SurveyAsync(server.Address, households, 1);
                Console.WriteLine($"{surveyed:N0} of them surveyed, spread over all villages, in {watch.Elapsed.TotalSeconds:N0} s: "
                    + $"{server.ResidentMiB:N0} MiB resident, {server.ResidentPeakMiB:N0} MiB at most");
                server.Stop();
            }

            using (var server = ServerProcess.Start(folder.FullName))
            {
                Console.WriteLine($"ready again after a stop in {server.Startup.TotalSeconds:N1} s, {server.ResidentMiB:N0} MiB");
                await SurveyAsync(server.Address, households, 2);
                server.Kill();
            }

            using (var server = ServerProcess.Start(folder.FullName))
            {
                Console.WriteLine($"ready again after kill -9 in {server.Startup.TotalSeconds:N1} s, {server.ResidentMiB:N0} MiB");
                using var http = new HttpClient { BaseAddress = server.Address };
                var totals = await http.GetFromJsonAsync<JsonElement>($"/api/units/{HouseholdTree.Root}/totals");
                var counted = totals.GetProperty("levels").GetProperty("units.household").GetInt64();
                var surveys = totals.GetProperty("flows").GetProperty("surveys").GetInt64();
                Console.WriteLine($"the province counts {counted:N0} households, {surveys:N0} surveys");
            }

            var size = folder.EnumerateFiles().Sum(file => file.Length);
            Console.WriteLine($"on disk: {size / 1048576.0:N0} MiB, {size / (double)households:N0} bytes a household");
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    /// <summary>One household in fifty.</summary>
    private static async Task<int> SurveyAsync(Uri server, int households, int round)
    {
        var count = 0;
        using var http = await HttpConnection.OpenAsync(server);
        foreach (var chunk in Enumerable.Range(0, households / 50).Chunk(100))
        {
            var records = chunk.Select(i => $$$"""
                {"source":"sweep","seq":{{{round}}},"unit":"{{{HouseholdTree.Household(i * 50)}}}","at":"{{{DateTimeOffset.Now:O}}}",
                "type":"household.survey","data":{"round":{{{round}}},"persons":3}}
                """);
            await http.PostAsync(Encoding.UTF8.GetBytes($"[{string.Join(',', records)}]"));
            count += chunk.Length;
        }

        return count;
    }
}
