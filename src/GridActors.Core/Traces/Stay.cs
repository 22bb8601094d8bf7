using GridActors.Core.Units;

namespace GridActors.Core.Traces;

/// <summary>A time under isolation orders, from when it began until it ended; null while it stands.</summary>
public readonly record struct Stay(DateTimeOffset From, DateTimeOffset? Until)
{
    public bool Covers(DateTimeOffset at) => at >= From && !(at >= Until);
}

/// <summary>All times under isolation orders of somebody at one unit, as they are now; empty for none.</summary>
/// <param name="Person">One of their names.</param>
/// <param name="Same">
/// The one of their names under which they are one person whatever they are called: the document, as soon as the unit
/// knows it. Null: <paramref name="Person"/>.
/// </param>
public sealed record StayChange(TraceName Person, IReadOnlyList<Stay> Stays, TraceName? Same = null);

/// <summary>Where somebody was ordered to stay, as looked up for a decision.</summary>
/// <param name="Same">
/// The same for all names of one person, and says nothing else of them; of a document it is above that of a name and
/// telephone. Empty where it is not known.
/// </param>
public readonly record struct StayFact(UnitId Unit, Stay Stay, string Same = "");

/// <summary>Somebody under isolation orders was elsewhere: the unit that isolates, and since when it does.</summary>
/// <param name="Same">As in <see cref="StayFact"/>; null where it is not known.</param>
public sealed record Breach(string Unit, DateTimeOffset Since, string? Same = null);
