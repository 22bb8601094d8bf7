using System.Diagnostics.Metrics;
using GridActors.Journaling.Ports;

namespace GridActors.Journaling.Telemetry;

/// <summary>
/// What the loop counts. Names are as OpenTelemetry asks for them: a noun, the unit beside it and not in the name.
/// No unit's id is ever an attribute: a county has hundreds of thousands.
/// </summary>
public static class UnitMetrics
{
    /// <summary>Bounds of the buckets of an append's duration; a commit takes one to tens of milliseconds.</summary>
    private static readonly InstrumentAdvice<double> DurationBuckets = new()
    {
        HistogramBucketBoundaries = [.001, .0025, .005, .01, .025, .05, .1, .25, .5, 1, 2.5, 5, 10],
    };

    private static readonly InstrumentAdvice<int> EntryBuckets = new()
    {
        HistogramBucketBoundaries = [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000],
    };

    private static readonly Counter<long> Records = UnitTelemetry.Meter.CreateCounter<long>(
        "gridactors.records", "{record}", "Records answered, by the status of the answer.");

    private static readonly UpDownCounter<long> WaitingRecords = UnitTelemetry.Meter.CreateUpDownCounter<long>(
        "gridactors.mailbox.records", "{record}", "Records that units hold and have not answered yet.");

    private static readonly Histogram<double> AppendDuration = UnitTelemetry.Meter.CreateHistogram(
        "gridactors.append.duration", "s", "Time from handing an append to the journal until it is durable, or failed.",
        advice: DurationBuckets);

    private static readonly Histogram<int> AppendEntries = UnitTelemetry.Meter.CreateHistogram(
        "gridactors.append.entries", "{entry}", "Entries that a unit committed in one append.", advice: EntryBuckets);

    private static readonly Counter<long> FailedBatches = UnitTelemetry.Meter.CreateCounter<long>(
        "gridactors.batch.failures", "{batch}", "Batches whose records were answered unavailable.");

    private static readonly Counter<long> Reports = UnitTelemetry.Meter.CreateCounter<long>(
        "gridactors.reports", "{report}", "Totals told to parents, by outcome: sent or failed.");

    private static readonly Counter<long> DeadlineTicks = UnitTelemetry.Meter.CreateCounter<long>(
        "gridactors.deadline.ticks", "{unit}", "Units that were told that a deadline of theirs has passed.");

    private static readonly Counter<long> AreaRefreshes = UnitTelemetry.Meter.CreateCounter<long>(
        "gridactors.area.refreshes", "{area}", "Areas that the healer had read their children again.");

    private static readonly KeyValuePair<string, object?>[] Statuses =
    [
        new("status", "accepted"), new("status", "duplicate"), new("status", "refused"), new("status", "unavailable"),
    ];

    private static readonly KeyValuePair<string, object?> Sent = new("outcome", "sent");
    private static readonly KeyValuePair<string, object?> Failed = new("outcome", "failed");

    /// <summary>
    /// For hosts: records answered unavailable before any unit saw them, or because its answer never came.
    /// </summary>
    public static void Unavailable(int records) => Records.Add(records, Statuses[(int)AnswerStatus.Unavailable]);

    internal static bool MeasuresAppends => AppendDuration.Enabled;

    internal static void Answered(ReadOnlySpan<Answer> answers)
    {
        if (!Records.Enabled || answers.IsEmpty)
        {
            return;
        }

        Span<int> counts = stackalloc int[Statuses.Length];
        foreach (var answer in answers)
        {
            counts[(int)answer.Status]++;
        }

        for (var status = 0; status < counts.Length; status++)
        {
            if (counts[status] > 0)
            {
                Records.Add(counts[status], Statuses[status]);
            }
        }
    }

    /// <summary>Returns what is to be taken off again when they are answered; 0 when nobody listens.</summary>
    internal static int Waiting(int records)
    {
        if (records == 0 || !WaitingRecords.Enabled)
        {
            return 0;
        }

        WaitingRecords.Add(records);
        return records;
    }

    internal static void NoLongerWaiting(int records)
    {
        if (records > 0)
        {
            WaitingRecords.Add(-records);
        }
    }

    internal static void AppendTook(TimeSpan duration) => AppendDuration.Record(duration.TotalSeconds);

    internal static void Appended(int entries) => AppendEntries.Record(entries);

    internal static void BatchFailed() => FailedBatches.Add(1);

    internal static void ReportSent() => Reports.Add(1, Sent);

    internal static void ReportFailed() => Reports.Add(1, Failed);

    internal static void Told(int units) => DeadlineTicks.Add(units);

    internal static void Refreshed(int areas) => AreaRefreshes.Add(areas);
}
