using System.Text.Json;
using System.Text.Json.Serialization;
using GridActors.Core.Reports;
using GridActors.Core.Totals;
using GridActors.Core.Traces;
using GridActors.Core.Units;

namespace GridActors.Core.Records;

/// <summary>What a decision added to the record from facts; kept beside it in the journal.</summary>
public sealed record Outcome
{
    /// <summary>Of a checkpoint registered without a tier: the one that its parent's kind implies.</summary>
    public string? Tier { get; init; }

    /// <summary>Of another unit's message: the code under which it went back; null when it was taken.</summary>
    public string? Returned { get; init; }

    /// <summary>Of a void: the version of the entry that no longer counts.</summary>
    public long? Voids { get; init; }

    /// <summary>Of a void: later state depends on the voided entry, so the unit is folded anew without it.</summary>
    public bool Refold { get; init; }

    /// <summary>Of a void: the contributions that it takes back, each on its own day.</summary>
    [JsonConverter(typeof(DayTotalsConverter))]
    public DailyTotals? Reversal { get; init; }

    /// <summary>Of a daily report: the totals of its day as they were submitted.</summary>
    public ReportedDay? Report { get; init; }

    /// <summary>Of a passage: the isolation orders that were broken, as they were known when it came in.</summary>
    public IReadOnlyList<Breach>? Breaches { get; init; }

    /// <summary>Why another unit's message went back; null when it was taken, or for any other record.</summary>
    [JsonIgnore]
    public Refusal? WhyReturned =>
        Returned is null ? null : new Refusal(Returned, "unit", "the unit cannot take it; it stays with the sender");

    public static Refusal? WhyReturnedOf(in StoredEntry entry) =>
        entry.Outcome.IsEmpty ? null : Parse(entry.Outcome.Span).WhyReturned;

    public byte[] ToUtf8() => JsonSerializer.SerializeToUtf8Bytes(this, OutcomeJson.Default.Outcome);

    /// <exception cref="JsonException">The bytes are no outcome.</exception>
    public static Outcome Parse(ReadOnlySpan<byte> utf8) =>
        JsonSerializer.Deserialize(utf8, OutcomeJson.Default.Outcome) ?? throw new JsonException("empty outcome");
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault)]
[JsonSerializable(typeof(Outcome))]
internal sealed partial class OutcomeJson : JsonSerializerContext;
