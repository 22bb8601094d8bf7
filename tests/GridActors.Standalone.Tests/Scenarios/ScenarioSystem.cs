using System.Collections.Concurrent;
using GridActors.Core.Records;
using GridActors.Core.Units;
using GridActors.Journaling.Deadlines;
using GridActors.Journaling.Import;
using GridActors.Journaling.Loop;
using GridActors.Journaling.Memory;
using GridActors.Journaling.Ports;
using GridActors.CommandLine.Demo;
using GridActors.Standalone.Hosting;

namespace GridActors.Standalone.Tests.Scenarios;

/// <summary>A whole system in memory, at a time that the test sets.</summary>
internal sealed class ScenarioSystem : IUnitLog
{
    /// <summary>Simulated time after which what has come in is posted, as a device with a poor network would.</summary>
    private static readonly TimeSpan Step = TimeSpan.FromMinutes(30);

    private static readonly TimeSpan ConvergedWithin = TimeSpan.FromSeconds(30);

    private readonly DeadlineSweeper _sweeper;

    public ScenarioSystem(TimeProvider time)
    {
        Calendar = new Calendar(TimeZoneInfo.FindSystemTimeZoneById("Asia/Shanghai"));
        Units = new LocalUnits(Catalogue.Standard, Calendar, Store, time, this, new UnitOptions(), new LocalUnitsOptions());
        Import = new UnitImport(Units.Ports);
        _sweeper = new DeadlineSweeper(Store, Units, this, time);
    }

    public Calendar Calendar { get; }

    public MemoryJournal Store { get; } = new();

    public LocalUnits Units { get; }

    public UnitImport Import { get; }

    public RecordReader Reader => Units.Ports.Reader;

    /// <summary>What the log heard of; nothing fails here, so it stays empty.</summary>
    public ConcurrentQueue<string> Failures { get; } = [];

    /// <summary>Posts records at the times at which they come in, and sweeps whenever a session ends.</summary>
    public async Task<List<Answer>> PlayAsync(IEnumerable<TimedRecord> records, SettableTime time)
    {
        var answers = new List<Answer>();
        foreach (var step in records.GroupBy(record => record.At.Ticks / Step.Ticks))
        {
            // A step ends on the half hour, so none reaches beyond noon or midnight.
            await SweepAsync(time.Now = new DateTimeOffset(step.Key * Step.Ticks, step.First().At.Offset));
            time.Now += Step;
            answers.AddRange(await PostAsync(step));
        }

        return answers;
    }

    public async Task<IEnumerable<Answer>> PostAsync(IEnumerable<TimedRecord> records)
    {
        var read = records.Select(record => Reader.Read(record.Utf8)).ToList();
        Assert.DoesNotContain(read, result => result.Refusal is not null);
        var answers = await Task.WhenAll(read.Select(result => result.Record!).GroupBy(record => record.Unit)
            .Select(unit => Units.PostAsync(unit.Key, [.. unit])));
        return answers.SelectMany(answer => answer);
    }

    public async Task SweepAsync(DateTimeOffset now)
    {
        while (await _sweeper.SweepAsync(now) > 0)
        {
        }
    }

    public async Task<List<UnitHead>> HeadsAsync()
    {
        var heads = new List<UnitHead>();
        for (UnitId? after = null; await Store.PageAsync(after, 1000) is { Count: > 0 } page; after = page[^1].Unit)
        {
            heads.AddRange(page);
        }

        return heads;
    }

    /// <summary>Done when the county's totals contain every entry of every journal; nobody else is asked meanwhile.</summary>
    public async Task ConvergedAsync()
    {
        var heads = await HeadsAsync();
        var county = heads.Single(head => head.Parent is null).Unit;
        var expected = heads.Sum(head => head.Version);
        for (var begin = Environment.TickCount64; (await Units.TotalsAsync(county, default))!.Version != expected;)
        {
            if (Environment.TickCount64 - begin > ConvergedWithin.TotalMilliseconds)
            {
                Assert.Fail($"{county} has not converged: {string.Join("; ", (await BehindAsync(heads)).Take(20))}");
            }

            await Task.Delay(50);
        }
    }

    /// <summary>What areas hold of their children that is older than the children's journals.</summary>
    private async Task<List<string>> BehindAsync(List<UnitHead> heads)
    {
        var expected = new Dictionary<UnitId, long>();
        foreach (var head in heads.OrderByDescending(head => head.Kind))
        {
            var version = expected[head.Unit] = expected.GetValueOrDefault(head.Unit) + head.Version;
            if (head.Parent is { } parent)
            {
                expected[parent] = expected.GetValueOrDefault(parent) + version;
            }
        }

        var behind = new List<string>();
        foreach (var area in heads.Where(head => UnitKindRules.IsArea(head.Kind)).Select(head => head.Unit))
        {
            var view = await Units.ChildrenAsync(area, default);
            behind.AddRange(
                from child in view!.Children
                where child.Version != expected[child.Unit]
                select $"{area} holds {child.Unit} at {child.Version} of {expected[child.Unit]}");
        }

        return behind;
    }

    void IUnitLog.BatchFailed(UnitId unit, int records, Exception reason) => Failures.Enqueue($"{unit}: {reason}");

    void IUnitLog.ReportFailed(UnitId unit, UnitId parent, Exception reason) => Failures.Enqueue($"{unit}: {reason}");

    void IUnitLog.SaveFailed(UnitId area, Exception reason) => Failures.Enqueue($"{area}: {reason}");

    void IUnitLog.TickFailed(UnitId unit, Exception reason) => Failures.Enqueue($"{unit}: {reason}");

    void IUnitLog.RefreshFailed(UnitId area, Exception reason) => Failures.Enqueue($"{area}: {reason}");

    void IUnitLog.TracesNotFilled(Exception reason) => Failures.Enqueue($"{reason}");
}
