using GridActors.Core.Records;
using GridActors.Core.Tasks;
using GridActors.Core.Totals;

namespace GridActors.Core.Units;

/// <summary>
/// One concern of a unit's state (its registration, its persons, its gate), immutable. An aspect keeps what it was
/// told ordered by when it happened, and its levels are a projection of that, so the order of arrival leaves no trace.
/// </summary>
public interface IAspect
{
    /// <summary>
    /// How much stands that closing the unit would leave hanging, each aspect by its own measure. Whatever makes it
    /// less is taken by a closed unit too: what came in late may have opened it.
    /// </summary>
    long OpenItems => 0;

    /// <summary>
    /// The earliest instant later than what it was told last at which something that is not done will be overdue;
    /// null when it waits for nothing.
    /// </summary>
    DateTimeOffset? NextDue(Calendar calendar) => null;

    /// <summary>
    /// It is so late now: what was due until then and is not done is overdue. The aspect keeps the latest it was told
    /// and projects from it, so that a record dated in time and arriving later takes the consequences back.
    /// </summary>
    IAspect Told(DateTimeOffset through, Contributions totals, Calendar calendar) => this;

    /// <summary>
    /// The earliest instant, later than what it was told last, at which there may be something to do; null when never.
    /// Too early is allowed, too late is not.
    /// </summary>
    DateTimeOffset? NextTask(Calendar calendar) => null;

    /// <summary>What is to be done at <paramref name="at"/>, if nothing else comes in until then.</summary>
    IEnumerable<UnitTask> Tasks(DateTimeOffset at, Calendar calendar) => [];

    /// <summary>The unit is closed: takes back what stands and is not an open item.</summary>
    IAspect OnUnitClosed(Moment at, Contributions totals, Calendar calendar) => this;

    /// <summary>
    /// A message of this unit was taken by its receiver, or came back: then <paramref name="returned"/> says why.
    /// </summary>
    /// <param name="at">When that became known.</param>
    IAspect OnSettled(Message message, string? returned, Moment at, Contributions totals, Calendar calendar) => this;
}
