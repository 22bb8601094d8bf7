using GridActors.Core.Units;

namespace GridActors.Core.Traces;

/// <summary>A time under isolation orders, from when it began until it ended; null while it stands.</summary>
public readonly record struct Stay(DateTimeOffset From, DateTimeOffset? Until)
{
    public bool Covers(DateTimeOffset at) => at >= From && !(at >= Until);
}

/// <summary>All times under isolation orders of somebody at one unit, as they are now; empty for none.</summary>
public sealed record StayChange(TraceName Person, IReadOnlyList<Stay> Stays);

/// <summary>Where somebody was ordered to stay, as looked up for a decision.</summary>
public readonly record struct StayFact(UnitId Unit, Stay Stay);

/// <summary>Somebody under isolation orders was elsewhere: the unit that isolates, and since when it does.</summary>
public sealed record Breach(string Unit, DateTimeOffset Since);
