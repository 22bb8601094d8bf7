using System.Diagnostics;
using System.Net;
using System.Text;
using GridActors.Benchmarks.Workloads;
using GridActors.LoadDriver.Measurements;

namespace GridActors.Benchmarks.Clients;

/// <summary>
/// How long after its answer a record is in the county's totals, by marked records beside the load, which go out at
/// their times whatever becomes of those before them: see <see cref="FreshnessProbe"/>, which is the load driver's.
/// </summary>
/// <param name="Ms">Of all samples, ascending.</param>
/// <param name="Records">That were sent for them: passages in, at any gate.</param>
internal sealed record Freshness(double[] Ms, long Records)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan RetryPause = TimeSpan.FromMilliseconds(50);

    private static readonly string[] Indicators = [.. Mark.All.Select(mark => mark.Indicator)];

    public static Task<Freshness> MeasureAsync(Uri server, string source, TimeSpan duration) =>
        MeasureAsync(server, source, PassageTree.County, i => PassageTree.Gate(i % PassageTree.Gates), duration);

    /// <param name="top">The unit in whose totals the records must come up.</param>
    /// <param name="gate">Open checkpoints below it.</param>
    public static async Task<Freshness> MeasureAsync(
        Uri server, string source, string top, Func<int, string> gate, TimeSpan duration)
    {
        using var http = new HttpClient { BaseAddress = server };
        return await MeasureAsync(
            source, gate, (_, record) => PostAsync(http, record), () => Totals.ReadAsync(http, top, Indicators), duration);
    }

    /// <param name="postAsync">Sends a record to its unit until it is kept.</param>
    /// <param name="readAsync">What the totals show for each mark.</param>
    /// <exception cref="InvalidOperationException">Not all that was acknowledged came up.</exception>
    public static async Task<Freshness> MeasureAsync(
        string source, Func<int, string> gate, Func<string, byte[], Task> postAsync, Func<Task<long[]>> readAsync, TimeSpan duration)
    {
        var probe = new FreshnessProbe(SendAsync, async () => await readAsync(), Stopwatch.StartNew());
        using var over = new CancellationTokenSource(duration);
        var samples = await probe.RunAsync(Patience, over.Token);
        return new([.. samples.Select(sample => sample.Delay.TotalMilliseconds).Order()], probe.Sent);

        async Task<bool> SendAsync(long number, Mark mark)
        {
            var unit = gate((int)number);
            await postAsync(unit, Encoding.UTF8.GetBytes($$$"""
                {"source":"{{{source}}}","seq":{{{number}}},"unit":"{{{unit}}}",
                "at":"{{{DateTimeOffset.Now:O}}}","type":"passage","data":{"direction":"in",{{{mark.Data}}}}}
                """));
            return true;
        }
    }

    /// <summary>What the server sheds is sent again, as a device would: it is fresh from its answer on.</summary>
    private static async Task PostAsync(HttpClient http, byte[] record)
    {
        while (true)
        {
            using var content = new ByteArrayContent(record) { Headers = { ContentType = new("application/json") } };
            using var answer = await http.PostAsync("/api/records", content);
            if (answer.StatusCode != HttpStatusCode.ServiceUnavailable)
            {
                answer.EnsureSuccessStatusCode();
                return;
            }

            await Task.Delay(RetryPause);
        }
    }
}
