using System.Text.Json;
using System.Text.Json.Serialization;
using GridActors.LoadDriver.Ledgers;
using GridActors.LoadDriver.Loads;

namespace GridActors.LoadDriver.Reports;

internal sealed record Latencies(double P50, double P99, double P999, double Max);

/// <summary>What came of a run; written to <c>--result</c> as it is.</summary>
internal sealed record LoadResult
{
    private const int DifferencesShownMax = 20;

    /// <summary><c>http</c> or <c>orleans</c>.</summary>
    public required string Through { get; init; }

    public required int Gates { get; init; }

    public required int Batch { get; init; }

    public required int InFlight { get; init; }

    public required double Seconds { get; init; }

    public required long Sent { get; init; }

    public required long Acknowledged { get; init; }

    public required double RecordsPerSecond { get; init; }

    public required long Batches { get; init; }

    /// <summary>Of batches, from the first attempt to the answer of the last record.</summary>
    public required Latencies LatencyMs { get; init; }

    public required long Retries { get; init; }

    public required long Duplicates { get; init; }

    public required long Refused { get; init; }

    /// <summary>Given up without an answer: there once or not at all.</summary>
    public required long Unanswered { get; init; }

    public required int DifferenceCount { get; init; }

    /// <summary>The first few.</summary>
    public required IReadOnlyList<Difference> Differences { get; init; }

    /// <summary>Every record was acknowledged and every total says what the ledger says.</summary>
    public required bool IsExact { get; init; }

    public static LoadResult Of(
        LoadOptions options, Measured measured, Ledger ledger, IReadOnlyList<Difference> differences) => new()
    {
        Through = options.Through.ToString().ToLowerInvariant(),
        Gates = options.Gates,
        Batch = options.Batch,
        InFlight = options.InFlight,
        Seconds = Math.Round(measured.Elapsed.TotalSeconds, 3),
        Sent = ledger.Sent,
        Acknowledged = ledger.Acknowledged,
        RecordsPerSecond = Math.Round(ledger.Acknowledged / measured.Elapsed.TotalSeconds, 1),
        Batches = measured.LatenciesMs.Length,
        LatencyMs = new Latencies(
            Math.Round(measured.Percentile(0.5), 2),
            Math.Round(measured.Percentile(0.99), 2),
            Math.Round(measured.Percentile(0.999), 2),
            Math.Round(measured.Percentile(1), 2)),
        Retries = ledger.Retries,
        Duplicates = ledger.Duplicates,
        Refused = ledger.Refused,
        Unanswered = ledger.Unanswered,
        DifferenceCount = differences.Count,
        Differences = [.. differences.Take(DifferencesShownMax)],
        IsExact = differences.Count == 0 && ledger.Unanswered == 0 && ledger.Refused == 0,
    };

    public string ToJson() => JsonSerializer.Serialize(this, ResultJson.Default.LoadResult);
}

[JsonSourceGenerationOptions(
    WriteIndented = true,
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(LoadResult))]
internal sealed partial class ResultJson : JsonSerializerContext;
