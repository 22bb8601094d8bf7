using System.Net.Http.Headers;
using GridActors.Benchmarks.Clients;
using GridActors.Benchmarks.Lines;
using GridActors.Benchmarks.Workloads;

namespace GridActors.Benchmarks.Runs;

/// <summary>The lines of SQLite alone, and what every run over HTTP begins with.</summary>
internal static class PassageRun
{
    /// <summary>A server runs for weeks; what it does in its first seconds, the compiler at work beside it, is not its rate.</summary>
    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(10);

    public static async Task<int> RunAsync(int rounds, TimeSpan duration, string? only, int connections)
    {
        using var sqlite = new SqliteLines(connections);
        await using var redis = new RedisLines();
        Line[] lines = [.. sqlite.All.Concat(redis.All).Where(line => line.IsWanted(only))];
        var isWhole = await Rounds.RunAsync(lines, rounds, duration, WarmUp);
        RoundsReport.Print(lines, SqliteLines.Aims);
        Console.WriteLine($"\nThe standalone server: {sqlite.Memory}");
        return isWhole ? 0 : 1;
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

    /// <param name="tree">Null for the county of <see cref="PassageTree"/>.</param>
    /// <param name="since">When its gates opened; null for the records' own time.</param>
    internal static async Task PrepareAsync(
        Uri server, PassageRecords records, GateTree? tree = null, DateTimeOffset? since = null)
    {
        await PostUnitsAsync(server, (tree ?? PassageTree.Whole).ToCsv());
        using var http = await HttpConnection.OpenAsync(server);
        for (var gate = 0; gate < records.Units; gate++)
        {
            await http.PostAsync(records.Opening(gate, since));
        }
    }

    internal static double Median(List<double> values) => Percentiles.Of([.. values.Order()], 0.5)!.Value;
}
