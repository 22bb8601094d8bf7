using System.Diagnostics;
using System.Text.Json;
using GridActors.GrainInterfaces.Wire;
using GridActors.LoadDriver.Ledgers;
using GridActors.LoadDriver.Loads;
using GridActors.LoadDriver.Measurements;
using GridActors.LoadDriver.Profiles;
using GridActors.LoadDriver.Trees;
using GridActors.LoadDriver.Ways;

namespace GridActors.LoadDriver.Tests.Measurements;

public sealed class FreshnessTests
{
    private const int Gates = 8;
    private static readonly TimeSpan Soon = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan Stall = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan Duration = TimeSpan.FromSeconds(3.25);

    private readonly CountyTree _tree = new("990000", townships: 1, villages: Gates, gates: Gates);

    /// <summary>The county's sum is as high as what was acknowledged long before: by the records of other gates.</summary>
    [Fact]
    public async Task What_one_gate_lacks_is_not_made_up_for_by_what_others_sent_later()
    {
        var stuck = _tree.Gate(3);
        var (ms, _) = await MeasureAsync(new Lagging((unit, now) => now + (unit == stuck ? Stall : Soon)));
        Assert.InRange(ms.Count, 10, 40);
        Assert.InRange(ms.Max, Stall.TotalMilliseconds, 2 * Stall.TotalMilliseconds);
        Assert.InRange(ms.P50, Soon.TotalMilliseconds, Stall.TotalMilliseconds / 2);
    }

    /// <summary>One after the other there would be one slow sample, however long the totals stood still.</summary>
    [Fact]
    public async Task Totals_that_stand_still_keep_all_waiting_that_is_due_meanwhile()
    {
        var from = TimeSpan.FromSeconds(1); // by when the first are under way
        var (ms, sent) = await MeasureAsync(new Lagging(
            (_, now) => now + Soon > from && now < from + Stall ? from + Stall : now + Soon));
        Assert.InRange(ms.Count, 10, 40);
        Assert.InRange(ms.Max, Stall.TotalMilliseconds * 0.75, 2 * Stall.TotalMilliseconds);
        Assert.InRange(ms.P50, 2 * Soon.TotalMilliseconds, 1.5 * Stall.TotalMilliseconds); // of a busy machine
        Assert.True(sent < ms.Count, "every sample had a record of its own: the totals did not stand still");
    }

    /// <summary>Cut off with the run, the slowest would be left out.</summary>
    [Fact]
    public async Task What_never_comes_up_counts_as_long_as_it_was_waited_for()
    {
        var patience = TimeSpan.FromSeconds(1);
        var (ms, _) = await MeasureAsync(new Lagging((_, _) => TimeSpan.MaxValue), patience, TimeSpan.FromSeconds(1));
        Assert.InRange(ms.Count, 1, 20);
        Assert.True(ms.P50 > patience.TotalMilliseconds, $"{ms}");
    }

    private Task<(Percentiles Ms, long Sent)> MeasureAsync(Lagging way) =>
        MeasureAsync(way, TimeSpan.FromSeconds(10), Duration);

    /// <summary>Beside a load at all gates, as in a run.</summary>
    private async Task<(Percentiles Ms, long Sent)> MeasureAsync(Lagging way, TimeSpan patience, TimeSpan duration)
    {
        await using var ledger = new Ledger(_tree, file: null);
        var delivery = new Delivery(way, ledger, patience);
        var profile = Profile.Named("steady");
        var senders = new Senders(_tree, delivery, profile, new Timetable(profile, 100, duration), new Latencies(), "load");
        var freshness = new Freshness(_tree, way, delivery, profile, "load");
        using var over = new CancellationTokenSource();
        var watching = freshness.WatchAsync(way.Watch, patience, over.Token, CancellationToken.None);
        await senders.RunAsync(4, 1, way.Watch, CancellationToken.None, CancellationToken.None);
        await over.CancelAsync();
        await watching;
        Assert.Equal((ledger.Sent, 0), (ledger.Accepted, ledger.Refused));
        Assert.Equal(freshness.Sent, ledger.Sent - (long)(100 * duration.TotalSeconds));
        return (freshness.Ms, freshness.Sent);
    }

    /// <summary>Accepts everything at once; when the county shows it is said by unit and time.</summary>
    private sealed class Lagging(Func<string, TimeSpan, TimeSpan> shownAt) : IWay
    {
        private readonly Lock _turn = new();
        private readonly List<(TimeSpan At, Counts Counts, int Mark)> _kept =
            [.. Mark.All.Select((_, mark) => (TimeSpan.Zero, default(Counts), mark))]; // left by earlier runs

        public Stopwatch Watch { get; } = Stopwatch.StartNew();

        public Task<IReadOnlyList<RecordStatus>> PostAsync(
            string unit, IReadOnlyList<ReadOnlyMemory<byte>> records, CancellationToken cancellation)
        {
            lock (_turn)
            {
                _kept.AddRange(records.Select(record => Read(record, shownAt(unit, Watch.Elapsed))));
            }

            return Task.FromResult<IReadOnlyList<RecordStatus>>([.. records.Select(_ => RecordStatus.Accepted)]);
        }

        public Task<TotalsSeen?> TotalsAsync(string unit, CancellationToken cancellation)
        {
            lock (_turn)
            {
                var now = Watch.Elapsed;
                var shown = _kept.Where(record => record.At <= now).ToList();
                return Task.FromResult<TotalsSeen?>(new TotalsSeen(
                    shown.Aggregate(default(Counts), (sum, record) => sum + record.Counts),
                    Gates,
                    [.. Mark.All.Select((_, mark) => shown.LongCount(record => record.Mark == mark))],
                    new Dictionary<string, decimal>()));
            }
        }

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;

        private static (TimeSpan At, Counts Counts, int Mark) Read(ReadOnlyMemory<byte> record, TimeSpan at)
        {
            using var json = JsonDocument.Parse(record);
            var data = json.RootElement.GetProperty("data");
            var isIn = data.GetProperty("direction").GetString() == "in";
            string[] counted =
            [
                $"passages.{data.GetProperty("outcome").GetString()}",
                $"passages.code.{data.GetProperty("code").GetString()}",
                data.TryGetProperty("outsider", out _) ? "passages.outsiders" : "",
            ];
            var mark = Mark.All.Index().SingleOrDefault(mark => counted.Contains(mark.Item.Indicator), (-1, null!)).Index;
            return (at, new Counts(isIn ? 1 : 0, isIn ? 0 : 1, data.GetProperty("people").GetInt64()), mark);
        }
    }
}
