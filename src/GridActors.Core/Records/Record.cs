using GridActors.Core.Units;

namespace GridActors.Core.Records;

/// <summary>A record's identity within its unit, for ever.</summary>
public readonly record struct RecordId(string Source, long Seq)
{
    public override string ToString() => $"{Source}/{Seq}";
}

/// <summary>
/// What somebody entered where it happened, as read from its JSON. Time, identity and author came with it; nothing in
/// Core asks a clock or makes an id.
/// </summary>
public sealed class Record
{
    public required UnitId Unit { get; init; }

    public required RecordId Id { get; init; }

    /// <summary>When it happened, as the author wrote it. It alone decides the day.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary><see cref="At"/>'s day in the deployment's time zone.</summary>
    public required DateOnly Day { get; init; }

    public required string? By { get; init; }

    public required RecordType Type { get; init; }

    /// <summary>The typed content; its class belongs to <see cref="Type"/>.</summary>
    public required object Data { get; init; }

    /// <summary>The version that its unit gave it; above all others until one is given.</summary>
    public long Arrival { get; internal set; } = long.MaxValue;

    /// <summary>The record exactly as it was sent; this is what the journal keeps.</summary>
    public required ReadOnlyMemory<byte> Utf8 { get; init; }
}
