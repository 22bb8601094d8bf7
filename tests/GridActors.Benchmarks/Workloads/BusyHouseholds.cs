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

    public IEnumerable<string> Plain => Codes(isolated: false, Halves);

    public IEnumerable<string> Isolated => Codes(isolated: true, Halves);

    /// <summary>Each half has as many of either kind, in all villages.</summary>
    public static IReadOnlyList<int> Halves { get; } = [0, 1];

    /// <summary>What each is known for; everything again is a duplicate.</summary>
    public async Task PostAsync(Uri server, params IReadOnlyList<int> halves)
    {
        await PostAsync(server, Codes(isolated: false, halves), unit =>
        [
            Record(unit, 1, _now, "household.survey", """{"round":1,"persons":3}"""),
            Record(unit, 2, _now, "visit", """{"purpose":"followUp"}"""),
        ]);
        var began = _now.AddDays(-1 - (ChecksPerStay / 2));
        await PostAsync(server, Codes(isolated: true, halves), unit =>
        [
            Record(unit, 1, began, "isolation.start", """{"person":{"name":"王芳","phone":"13800000001"},"kind":"home"}"""),
            .. Enumerable.Range(0, ChecksPerStay).Select(i => Record(
                unit, 2 + i, began.AddHours(12 * (i + 1)), "health.check",
                """{"person":{"name":"王芳","phone":"13800000001"},"temperature":36.5}""")),
        ]);
    }

    /// <summary>One visit each: wakes them.</summary>
    public Task WakeAsync(Uri server, int half) => PostAsync(
        server,
        Codes(isolated: false, [half]).Concat(Codes(isolated: true, [half])),
        unit => [Record(unit, 100, _now, "visit", """{"purpose":"outreach"}""")]);

    private IEnumerable<string> Codes(bool isolated, IReadOnlyList<int> halves) => Enumerable.Range(0, active)
        .Where(i => (i % isolatedEvery == 0) == isolated && halves.Contains(i / isolatedEvery % Halves.Count))
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
