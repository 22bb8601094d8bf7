using GridActors.Core.Records;
using GridActors.Core.Units;
using GridActors.Journaling.Ports;

namespace GridActors.CommandLine.Demo;

/// <summary>
/// Plays Lan County into a running system: registers its units, then sends each record when the simulated clock
/// reaches its time, as the devices in the field would.
/// </summary>
public sealed class DemoPlayer(
    IUnits units, IUnitImport import, RecordReader reader, LanCounty county, DemoClock clock,
    IProgress<DemoProgress>? progress) : IProgress<int>
{
    /// <summary>Records that have come due since are sent together.</summary>
    private static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(50);

    private static readonly TimeSpan RetryPause = TimeSpan.FromMilliseconds(200);

    /// <summary>Bounds what is under way where the machine is slower than the clock.</summary>
    private const int RecordsATickMax = 2000;

    private long _accepted;
    private long _refused;
    private volatile Refusal? _lastRefusal;
    private int _unitsDone;
    private bool _isScenarioOver;

    /// <summary>Plays until cancelled: the scenario's days, then day after day.</summary>
    /// <exception cref="InvalidDataException">A unit of the scenario cannot be registered here.</exception>
    public async Task RunAsync(CancellationToken cancellation)
    {
        var result = await import.ImportAsync(county.Units, this, cancellation);
        if (result.Failures is [var failure, ..])
        {
            throw new InvalidDataException(
                $"{result.Failures.Count} units of the demo refused, first {failure.Unit}: {failure.Message}");
        }

        clock.Start();
        foreach (var (index, day) in county.RecordsByDay().Index())
        {
            await PlayAsync(day, cancellation);
            if (index + 1 == LanCounty.Days)
            {
                await WaitAsync(LanCounty.End, cancellation);
                _isScenarioOver = true;
                Report();
            }
        }
    }

    void IProgress<int>.Report(int value)
    {
        _unitsDone = value;
        Report();
    }

    private async Task PlayAsync(IReadOnlyList<TimedRecord> records, CancellationToken cancellation)
    {
        for (var next = 0; next < records.Count;)
        {
            var now = clock.GetUtcNow();
            var from = next;
            while (next < records.Count && next - from < RecordsATickMax && records[next].At <= now)
            {
                next++;
            }

            // All of a tick are answered before the next: a unit's records reach it in the order of their times.
            var due = ReadDue(records, from, next);
            await Task.WhenAll(due.Select(unit => PostAsync(unit.Key, [.. unit], cancellation)));
            Report();
            if (next - from < RecordsATickMax)
            {
                await Task.Delay(Tick, clock, cancellation);
            }
        }
    }

    private IEnumerable<IGrouping<UnitId, Record>> ReadDue(IReadOnlyList<TimedRecord> records, int from, int to)
    {
        var due = new List<Record>(to - from);
        for (var at = from; at < to; at++)
        {
            var result = reader.Read(records[at].Utf8);
            if (result.Record is { } record)
            {
                due.Add(record);
            }
            else
            {
                Refuse(result.Refusal);
            }
        }

        return due.GroupBy(record => record.Unit);
    }

    private async Task PostAsync(UnitId unit, List<Record> records, CancellationToken cancellation)
    {
        while (true)
        {
            var answers = await units.PostAsync(unit, records);
            var again = new List<Record>();
            foreach (var (record, answer) in records.Zip(answers))
            {
                switch (answer.Status)
                {
                    case AnswerStatus.Unavailable:
                        again.Add(record);
                        break;
                    case AnswerStatus.Refused:
                        Refuse(answer.Refusal);
                        break;
                    default:
                        Interlocked.Increment(ref _accepted);
                        break;
                }
            }

            if (again.Count == 0)
            {
                return;
            }

            records = again;
            await Task.Delay(RetryPause, clock, cancellation);
        }
    }

    private async Task WaitAsync(DateTimeOffset time, CancellationToken cancellation)
    {
        while (clock.GetUtcNow() < time)
        {
            await Task.Delay(Tick, clock, cancellation);
            Report();
        }
    }

    private void Refuse(Refusal? refusal)
    {
        Interlocked.Increment(ref _refused);
        _lastRefusal = refusal;
    }

    private void Report() => progress?.Report(new DemoProgress(
        clock.GetUtcNow(), _unitsDone, Interlocked.Read(ref _accepted), Interlocked.Read(ref _refused), _lastRefusal,
        _isScenarioOver));
}
