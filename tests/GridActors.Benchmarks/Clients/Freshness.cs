using System.Diagnostics;
using System.Net;
using System.Text;
using GridActors.Benchmarks.Workloads;

namespace GridActors.Benchmarks.Clients;

/// <summary>
/// How long after its answer a record is in the county's totals: sends marked records (code red, which nobody else
/// sends) beside the load and asks for the county's totals until each is in.
/// </summary>
internal static class Freshness
{
    private const string Red = "passages.code.red";

    private static readonly TimeSpan PollPause = TimeSpan.FromMilliseconds(5);
    private static readonly TimeSpan SamplePause = TimeSpan.FromMilliseconds(50);

    /// <summary>Milliseconds, ascending.</summary>
    public static Task<double[]> MeasureAsync(Uri server, string source, TimeSpan duration) =>
        MeasureAsync(server, source, PassageTree.County, i => PassageTree.Gate(i % PassageTree.Gates), duration);

    /// <param name="top">The unit in whose totals the records must come up.</param>
    /// <param name="gate">Open checkpoints below it.</param>
    public static async Task<double[]> MeasureAsync(
        Uri server, string source, string top, Func<int, string> gate, TimeSpan duration)
    {
        using var http = new HttpClient { BaseAddress = server };
        var samples = new List<double>();
        var watch = Stopwatch.StartNew();
        var red = await Totals.ReadAsync(http, top, Red);
        for (var seq = 1; watch.Elapsed < duration; seq++)
        {
            var record = $$$"""
                {"source":"{{{source}}}","seq":{{{seq}}},"unit":"{{{gate(seq)}}}",
                "at":"{{{DateTimeOffset.Now:O}}}","type":"passage","data":{"direction":"in","code":"red","outcome":"held"}}
                """;
            await PostAsync(http, record);
            var answered = watch.Elapsed;
            for (red++; await Totals.ReadAsync(http, top, Red) < red;)
            {
                await Task.Delay(PollPause);
            }

            samples.Add((watch.Elapsed - answered).TotalMilliseconds);
            await Task.Delay(SamplePause);
        }

        return [.. samples.Order()];
    }

    /// <summary>What the server sheds is sent again, as a device would: it is fresh from its answer on.</summary>
    private static async Task PostAsync(HttpClient http, string record)
    {
        while (true)
        {
            using var answer = await http.PostAsync("/api/records", new StringContent(record, Encoding.UTF8, "application/json"));
            if (answer.StatusCode != HttpStatusCode.ServiceUnavailable)
            {
                answer.EnsureSuccessStatusCode();
                return;
            }

            await Task.Delay(SamplePause);
        }
    }
}
