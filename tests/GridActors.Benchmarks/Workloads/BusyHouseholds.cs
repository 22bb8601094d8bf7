using System.Text;
using GridActors.Benchmarks.Clients;

namespace GridActors.Benchmarks.Workloads;

/// <summary>
/// Households at work, spread evenly over all: each was surveyed and visited, or has somebody in isolation with two
/// checks a day.
/// </summary>
internal sealed class BusyHouseholds(int households, int active, int isolatedEvery)
{
    public const int ChecksPerStay = 20;

    private const int HouseholdsPerPost = 50;

    private readonly DateTimeOffset _now = DateTimeOffset.Now;

    public IEnumerable<string> Plain => Codes(isolated: false);

    public IEnumerable<string> Isolated => Codes(isolated: true);

    /// <summary>What each is known for; everything again is a duplicate.</summary>
    public async Task PostAsync(Uri server)
    {
        await PostAsync(server, Plain, unit =>
        [
            Record(unit, 1, _now, "household.survey", """{"round":1,"persons":3}"""),
            Record(unit, 2, _now, "visit", """{"purpose":"followUp"}"""),
        ]);
        var began = _now.AddDays(-1 - (ChecksPerStay / 2));
        await PostAsync(server, Isolated, unit =>
        [
            Record(unit, 1, began, "isolation.start", """{"person":{"name":"王芳","phone":"13800000001"},"kind":"home"}"""),
            .. Enumerable.Range(0, ChecksPerStay).Select(i => Record(
                unit, 2 + i, began.AddHours(12 * (i + 1)), "health.check",
                """{"person":{"name":"王芳","phone":"13800000001"},"temperature":36.5}""")),
        ]);
    }

    /// <summary>One visit each: wakes all of them.</summary>
    public Task WakeAsync(Uri server) => PostAsync(
        server, Plain.Concat(Isolated), unit => [Record(unit, 100, _now, "visit", """{"purpose":"outreach"}""")]);

    private IEnumerable<string> Codes(bool isolated) => Enumerable.Range(0, active)
        .Where(i => (i % isolatedEvery == 0) == isolated)
        .Select(i => HouseholdTree.Household((int)((long)i * households / active)));

    private static string Record(string unit, int seq, DateTimeOffset at, string type, string data) =>
        $$"""{"source":"device","seq":{{seq}},"unit":"{{unit}}","at":"{{at:O}}","by":"worker-31","type":"{{type}}","data":{{data}}}""";

    private static async Task PostAsync(Uri server, IEnumerable<string> units, Func<string, IEnumerable<string>> recordsOf)
    {
        using var http = await HttpConnection.OpenAsync(server);
        foreach (var chunk in units.Chunk(HouseholdsPerPost))
        {
            var answer = await http.PostAsync(Encoding.UTF8.GetBytes($"[{string.Join(',', chunk.SelectMany(recordsOf))}]"));
            if (answer.Span.IndexOf("\"refused\""u8) >= 0 || answer.Span.IndexOf("\"unavailable\""u8) >= 0)
            {
                throw new InvalidOperationException(Encoding.UTF8.GetString(answer.Span));
            }
        }
    }
}
