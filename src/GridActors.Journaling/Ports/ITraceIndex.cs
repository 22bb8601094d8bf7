using GridActors.Core.Traces;
using GridActors.Core.Units;

namespace GridActors.Journaling.Ports;

/// <summary>A row of the index as it is kept: that an entry names what has this key.</summary>
public readonly record struct IndexedTrace(UnitId Unit, long Key, DateTimeOffset At, long Version);

/// <summary>A row of the list of isolation orders as it is kept.</summary>
public readonly record struct IndexedStay(UnitId Unit, long Key, Stay Stay);

/// <summary>The index of traces as it is kept, for a recount.</summary>
public interface ITraceIndex
{
    /// <summary>What is kept in place of a name.</summary>
    long KeyOf(TraceName name);

    /// <summary>
    /// Hands over every row, in no order, as of one moment. The visitors are called on another thread, one row after
    /// the other, and must not ask the store.
    /// </summary>
    ValueTask VisitAsync(
        Action<IndexedTrace> visitTrace, Action<IndexedStay> visitStay, CancellationToken cancellation = default);
}
