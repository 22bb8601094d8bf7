using System.Net.Http.Headers;
using GridActors.Benchmarks.Baselines;
using GridActors.Benchmarks.Clients;
using GridActors.Benchmarks.Workloads;

namespace GridActors.Benchmarks.Runs;

/// <summary>
/// Passages over HTTP into the standalone executable, beside plain SQLite code doing the same job, in process and behind
/// HTTP, and an endpoint that does nothing; in turn, several rounds, with the ratios of the medians.
/// </summary>
internal static class PassageRun
{
    private const int Connections = 64;
    private const int BatchConnections = 32;
    private const int Batch = 100;

    /// <summary>A server runs for weeks; what it does in its first seconds, the compiler at work beside it, is not its rate.</summary>
    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(10);

    public static async Task RunAsync(int rounds, TimeSpan duration)
    {
        var folder = Directory.CreateTempSubdirectory("gridactors-bench-");
        try
        {
            using var server = ServerProcess.Start(Path.Combine(folder.FullName, "data"));
            var records = new PassageRecords("bench", DateTimeOffset.Now.AddMinutes(-5));
            using var plainServer = ServerProcess.StartBaseline(folder.CreateSubdirectory("plain-http").FullName);
            using var emptyServer = ServerProcess.StartBaseline(null);
            await PrepareAsync(server.Address, records);
            var load = new PassageLoad(server.Address, records);
            var plainLoad = new PassageLoad(plainServer.Address, new PassageRecords("bench", DateTimeOffset.Now));
            var emptyLoad = new PassageLoad(emptyServer.Address, new PassageRecords("bench", DateTimeOffset.Now));
            Console.WriteLine("warming up");
            await load.RunAsync(BatchConnections, Batch, 1, WarmUp);
            foreach (var each in (PassageLoad[])[load, plainLoad, emptyLoad])
            {
                await each.RunAsync(Connections, 1, 1, WarmUp);
            }

            List<double> batches = [], mixed = [], singles = [], plain = [], bulk = [], plainHttp = [], emptyHttp = [];
            List<double> freshBatches = [], freshSingles = [], latencies = [];
            for (var round = 1; round <= rounds; round++)
            {
                var fresh = Freshness.MeasureAsync(server.Address, $"fresh-b{round}", duration);
                batches.Add((await load.RunAsync(BatchConnections, Batch, 1, duration)).RecordsPerSecond);
                freshBatches.AddRange(await fresh);
                mixed.Add((await load.RunAsync(BatchConnections, Batch, Batch, duration)).RecordsPerSecond);
                fresh = Freshness.MeasureAsync(server.Address, $"fresh-s{round}", duration);
                var single = await load.RunAsync(Connections, 1, 1, duration);
                singles.Add(single.RecordsPerSecond);
                latencies.AddRange(single.LatenciesMs);
                freshSingles.AddRange(await fresh);
                var baseline = Directory.CreateDirectory(Path.Combine(folder.FullName, $"plain-{round}"));
                plain.Add(PlainSqlite.Run(baseline.FullName, duration));
                bulk.Add(PlainSqlite.RunBulk(baseline.CreateSubdirectory("bulk").FullName, duration));
                plainHttp.Add((await plainLoad.RunAsync(Connections, 1, 1, duration)).RecordsPerSecond);
                emptyHttp.Add((await emptyLoad.RunAsync(Connections, 1, 1, duration)).RecordsPerSecond);
                Console.WriteLine($"round {round}: batches {batches[^1]:N0}/s, batches over 100 gates {mixed[^1]:N0}/s, "
                    + $"singles {singles[^1]:N0}/s, plain SQLite {plain[^1]:N0}/s, bulk {bulk[^1]:N0}/s, "
                    + $"behind HTTP {plainHttp[^1]:N0}/s, empty HTTP {emptyHttp[^1]:N0}/s");
            }

            var usual = Median(plain);
            Console.WriteLine($"batches of {Batch}, one gate each: {Median(batches):N0} records/s, "
                + $"{Median(batches) / usual:N1} x plain SQLite, {Median(batches) / Median(bulk):N2} x its bulk load");
            Console.WriteLine($"batches of {Batch} over {Batch} gates: {Median(mixed):N0} records/s, {Median(mixed) / usual:N1} x");
            Console.WriteLine($"single records, {Connections} connections: {Median(singles):N0} records/s, {Median(singles) / usual:N1} x, "
                + $"{Median(singles) / Median(plainHttp):N1} x plain SQLite behind HTTP, "
                + $"{Median(singles) / Median(emptyHttp):N2} x an empty endpoint, "
                + $"p50 {Percentile(latencies, 0.5):N1} ms, p99 {Percentile(latencies, 0.99):N1} ms");
            Console.WriteLine($"plain SQLite, one transaction a record: {usual:N0} records/s in process, "
                + $"{Median(plainHttp):N0} records/s behind HTTP, {Connections} connections");
            Console.WriteLine($"SQLite's bulk load of the same rows, one transaction for all: {Median(bulk):N0} rows/s");
            Console.WriteLine($"an empty endpoint that only parses, {Connections} connections: {Median(emptyHttp):N0} requests/s");
            Console.WriteLine($"in the county's totals after its answer: p50 {Percentile(freshBatches, 0.5):N0} ms, p99 "
                + $"{Percentile(freshBatches, 0.99):N0} ms beside batches; p50 {Percentile(freshSingles, 0.5):N0} ms, p99 "
                + $"{Percentile(freshSingles, 0.99):N0} ms beside singles ({freshBatches.Count + freshSingles.Count} samples)");
            Console.WriteLine($"server: {server.ResidentMiB:N0} MiB resident, {server.ResidentPeakMiB:N0} MiB at most");
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    public static async Task PostUnitsAsync(Uri server, string csv)
    {
        using var http = new HttpClient { BaseAddress = server, Timeout = TimeSpan.FromMinutes(30) };
        using var content = new StringContent(csv, new MediaTypeHeaderValue("text/csv", "utf-8"));
        using var answer = await http.PostAsync("/api/units", content);
        if (!answer.IsSuccessStatusCode)
        {
            throw new InvalidOperationException(await answer.Content.ReadAsStringAsync());
        }
    }

    internal static async Task PrepareAsync(Uri server, PassageRecords records)
    {
        await PostUnitsAsync(server, PassageTree.ToCsv());
        using var http = await HttpConnection.OpenAsync(server);
        for (var gate = 0; gate < PassageTree.Gates; gate++)
        {
            await http.PostAsync(records.Opening(gate));
        }
    }

    internal static double Median(List<double> values) => Percentile(values, 0.5);

    private static double Percentile(List<double> values, double p)
    {
        var sorted = values.Order().ToList();
        return sorted[(int)Math.Min(sorted.Count - 1, p * sorted.Count)];
    }
}
