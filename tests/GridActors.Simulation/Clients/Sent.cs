using GridActors.Core.Records;
using GridActors.Core.Units;

namespace GridActors.Simulation.Clients;

internal enum Fate
{
    /// <summary>Never answered so far: it is in the journal or not.</summary>
    Unknown,

    /// <summary>Accepted or duplicate was read.</summary>
    Kept,

    /// <summary>Refused when it was last judged.</summary>
    Refused,
}

/// <summary>A record as its device holds it, and all that the device has heard of it.</summary>
internal sealed class Sent(UnitId unit, RecordId id, string type, DateOnly day, byte[] utf8, IReadOnlyList<(string Code, long Units)> counts)
{
    public UnitId Unit => unit;

    public RecordId Id => id;

    public string Type => type;

    public DateOnly Day => day;

    public byte[] Utf8 => utf8;

    public IReadOnlyList<(string Code, long Units)> Counts => counts;

    public Fate Fate { get; set; }

    public string? Refusal { get; set; }

    /// <summary>How often <c>accepted</c> was read of it; more than once is one too many.</summary>
    public int Accepted { get; set; }

    public int Tries { get; set; }

    public override string ToString() => $"{unit} {id} {type}";
}
