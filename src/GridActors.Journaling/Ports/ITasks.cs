using GridActors.Core.Units;

namespace GridActors.Journaling.Ports;

/// <summary>Where there is something to do: committed with the entries it follows from.</summary>
public interface ITasks
{
    /// <summary>
    /// Of a unit and all below it, those where there may be something to do at or before <paramref name="at"/>, in an
    /// order that is always the same. Costs in proportion to the units that wait for something at all.
    /// </summary>
    /// <param name="after">The unit listed last; null: from the first on.</param>
    ValueTask<IReadOnlyList<UnitId>> TaskedAsync(
        UnitId unit, DateTimeOffset at, UnitId? after, int limit, CancellationToken cancellation = default);
}
