using System.Text.Json;
using System.Text.Json.Serialization;
using GridActors.LoadDriver.Dashboards;
using GridActors.LoadDriver.Ledgers;
using GridActors.LoadDriver.Loads;
using GridActors.LoadDriver.Measurements;

namespace GridActors.LoadDriver.Reports;

/// <summary>What came of a run; written to <c>--result</c> as it is.</summary>
internal sealed record LoadResult
{
    private const int DifferencesShownMax = 20;

    /// <summary><c>http</c> or <c>orleans</c>.</summary>
    public required string Through { get; init; }

    public required string Profile { get; init; }

    public required int Gates { get; init; }

    public required int Batch { get; init; }

    public required int InFlight { get; init; }

    /// <summary>Records a second that were meant to be sent; null in a closed loop.</summary>
    public required double? Rate { get; init; }

    public required double Seconds { get; init; }

    /// <summary>Somebody ended it before its time; what was sent by then was checked like any.</summary>
    public required bool IsInterrupted { get; init; }

    public required long Sent { get; init; }

    public required long Acknowledged { get; init; }

    public required double RecordsPerSecond { get; init; }

    /// <summary>Of calls, from when each was due to the answer of its last record, or until it was given up.</summary>
    public required Percentiles LatencyMs { get; init; }

    /// <summary>
    /// Of marked records, from the answer until the county's totals show it; from when it was due where it could not be
    /// sent then.
    /// </summary>
    public required Percentiles FreshMs { get; init; }

    /// <summary>Of those sent, marked, to measure that.</summary>
    public required long Marked { get; init; }

    /// <summary>Of reads of a township's totals, from when each was due.</summary>
    public required Percentiles ReadMs { get; init; }

    /// <summary>That had live events when the run ended.</summary>
    public required int Watchers { get; init; }

    public required int WatchersMeant { get; init; }

    public required long LiveEvents { get; init; }

    /// <summary>Streams of live events that ended, and reads that failed, before the run was over.</summary>
    public required int BrokenReaders { get; init; }

    public required long Retries { get; init; }

    public required long Duplicates { get; init; }

    /// <summary>Records sent once more although they were answered, and answered <c>duplicate</c>.</summary>
    public required long Repeats { get; init; }

    /// <summary>Of those sent once more, answered <c>accepted</c>: acknowledged before, and not kept.</summary>
    public required long Forgotten { get; init; }

    public required long Refused { get; init; }

    /// <summary>Given up without an answer: there once or not at all.</summary>
    public required long Unanswered { get; init; }

    public required int DifferenceCount { get; init; }

    /// <summary>The first few.</summary>
    public required IReadOnlyList<Difference> Differences { get; init; }

    /// <summary>Every record was acknowledged, once for all, and every total says what the ledger says.</summary>
    public required bool IsExact { get; init; }

    public required IReadOnlyList<Moment> LatencyBySecond { get; init; }

    public static LoadResult Of(
        LoadOptions options, TimeSpan elapsed, bool isInterrupted, Latencies calls, Freshness freshness,
        Latencies reads, Readers readers, Ledger ledger, IReadOnlyList<Difference> differences) => new()
    {
        Through = options.Through.ToString().ToLowerInvariant(),
        Profile = options.Profile,
        Gates = options.Gates,
        Batch = options.Batch,
        InFlight = options.InFlight,
        Rate = options.Rate,
        Seconds = Math.Round(elapsed.TotalSeconds, 3),
        IsInterrupted = isInterrupted,
        Sent = ledger.Sent,
        Acknowledged = ledger.Acknowledged,
        RecordsPerSecond = Math.Round(ledger.Acknowledged / elapsed.TotalSeconds, 1),
        LatencyMs = calls.All(),
        FreshMs = freshness.Ms,
        Marked = freshness.Sent,
        ReadMs = reads.All(),
        Watchers = readers.Watching,
        WatchersMeant = options.Watchers,
        LiveEvents = readers.Events,
        BrokenReaders = readers.Broken,
        Retries = ledger.Retries,
        Duplicates = ledger.Duplicates,
        Repeats = ledger.Repeats,
        Forgotten = ledger.Forgotten,
        Refused = ledger.Refused,
        Unanswered = ledger.Unanswered,
        DifferenceCount = differences.Count,
        Differences = [.. differences.Take(DifferencesShownMax)],
        IsExact = differences.Count == 0 && ledger.Unanswered == 0 && ledger.Refused == 0 && ledger.Forgotten == 0,
        LatencyBySecond = calls.BySecond(),
    };

    public string ToJson() => JsonSerializer.Serialize(this, ResultJson.Default.LoadResult);
}

[JsonSourceGenerationOptions(
    WriteIndented = true,
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(LoadResult))]
internal sealed partial class ResultJson : JsonSerializerContext;
