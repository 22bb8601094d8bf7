using GridActors.Core.Units;

namespace GridActors.Journaling.Ports;

/// <summary>The earliest open deadline of every unit that has one, committed with its entries.</summary>
public interface IDeadlines
{
    /// <summary>Units with a deadline at or before <paramref name="now"/>, most overdue first.</summary>
    ValueTask<IReadOnlyList<UnitId>> DueAsync(DateTimeOffset now, int limit, CancellationToken cancellation = default);
}
