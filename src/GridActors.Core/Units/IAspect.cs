using GridActors.Core.Records;
using GridActors.Core.Totals;

namespace GridActors.Core.Units;

/// <summary>
/// One concern of a unit's state (its registration, its persons, its gate), immutable. An aspect keeps what it was
/// told ordered by when it happened, and its levels are a projection of that, so the order of arrival leaves no trace.
/// </summary>
public interface IAspect
{
    /// <summary>True while something stands that closing the unit would leave hanging.</summary>
    bool HasOpenItems => false;

    /// <summary>The earliest instant at which <see cref="Due"/> has something to say; null when never.</summary>
    DateTimeOffset? NextDue(Calendar calendar) => null;

    /// <summary>
    /// What the system itself records at <paramref name="now"/>: type and JSON data; null for nothing.
    /// </summary>
    (string Type, string Data)? Due(DateTimeOffset now, Calendar calendar) => null;

    /// <summary>The unit is closed: takes back what stands and is not an open item.</summary>
    IAspect OnUnitClosed(Moment at, Contributions totals, Calendar calendar) => this;

    /// <summary>
    /// A message of this unit was taken by its receiver, or came back: then <paramref name="returned"/> says why.
    /// </summary>
    IAspect OnSettled(Message message, string? returned, Contributions totals, Calendar calendar) => this;
}
