using GridActors.Core.Units;

namespace GridActors.Journaling.Ports;

/// <summary>An entry about a day that was over when it was received.</summary>
/// <param name="Day">The day of its record; of one that takes a record back, that record's day.</param>
public readonly record struct LateMark(long Version, DateOnly Day);

public sealed record LateEntry(UnitId Unit, StoredEntry Entry);

/// <summary>
/// What came in about a day after it was over. Few entries are late, and only those are listed, so that the others pay
/// nothing.
/// </summary>
public interface ILateEntries
{
    /// <summary>
    /// Late entries about <paramref name="day"/>, of a unit and of all that stand below it now, in the order of
    /// receipt. Costs a look a unit, however much each has recorded.
    /// </summary>
    /// <param name="after">Only what was received later.</param>
    ValueTask<IReadOnlyList<LateEntry>> LateAsync(
        UnitId unit, DateOnly day, DateTimeOffset after, int limit, CancellationToken cancellation = default);

    /// <summary>
    /// Entries received until then were written by an older program and are listed nowhere; the beginning of time where
    /// there are none.
    /// </summary>
    ValueTask<DateTimeOffset> UnlistedUntilAsync(CancellationToken cancellation = default);
}
