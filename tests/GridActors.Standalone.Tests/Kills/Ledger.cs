using System.Collections.Concurrent;

namespace GridActors.Standalone.Tests.Kills;

/// <summary>
/// The client's own book, outside the system: what it sent, and what was acknowledged to it. Only ever added to.
/// </summary>
internal sealed class Ledger
{
    private readonly ConcurrentDictionary<(string Unit, string Source, long Seq), SentRecord> _sent = new();

    public IReadOnlyDictionary<(string Unit, string Source, long Seq), SentRecord> Sent => _sent;

    public int AcknowledgedCount => _sent.Values.Count(record => record.IsAcknowledged);

    public void Send(SentRecord record) => _sent.TryAdd((record.Unit, record.Source, record.Seq), record);

    public void Acknowledge(SentRecord record) => record.IsAcknowledged = true;
}

/// <summary>A passage or a survey that was sent, with what it must count for.</summary>
internal sealed class SentRecord(string unit, string source, long seq, string json, int people)
{
    public string Unit { get; } = unit;

    public string Source { get; } = source;

    public long Seq { get; } = seq;

    public string Json { get; } = json;

    /// <summary>What it adds to <c>passages.people</c>.</summary>
    public int People { get; } = people;

    public volatile bool IsAcknowledged;
}
