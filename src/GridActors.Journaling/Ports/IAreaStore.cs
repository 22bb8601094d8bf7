using GridActors.Core.Areas;
using GridActors.Core.Totals;
using GridActors.Core.Units;

namespace GridActors.Journaling.Ports;

/// <summary>An area's subtree as it was at some version.</summary>
/// <param name="ChangedDays">Days to be written; null for all of <paramref name="Subtree"/>'s.</param>
/// <param name="ChangedSince">
/// The version that <paramref name="ChangedDays"/> are the difference to. Where another one is stored (a second host
/// had the area too, or a save of unknown outcome was made after all), all days are written: a day that has changed
/// and changed back meanwhile is not among the changed ones.
/// </param>
public sealed record AreaRow(
    SubtreeTotals Subtree, IReadOnlyList<DayBucket>? ChangedDays = null, long ChangedSince = 0);

/// <summary>
/// Totals as they lie on disk. A unit's own are written with its entries and always at its version; an area's subtree
/// is a cache, written now and then, at some earlier version.
/// </summary>
public interface IAreaStore
{
    /// <summary>A unit's own totals at its journal version.</summary>
    ValueTask<SubtreeTotals> ReadOwnAsync(UnitId unit, CancellationToken cancellation = default);

    /// <summary>
    /// What an area's children count for: a leaf its own totals at its journal version, an area its stored subtree
    /// (version 0 where none was stored), a unit that moved away its last version here, without totals.
    /// All from one consistent view.
    /// </summary>
    ValueTask<IReadOnlyList<ChildTotals>> ReadChildrenAsync(UnitId area, CancellationToken cancellation = default);

    /// <summary>The stored subtree of an area; null when none was stored.</summary>
    ValueTask<SubtreeTotals?> ReadSubtreeAsync(UnitId area, CancellationToken cancellation = default);

    /// <summary>
    /// Stores subtrees, all in one transaction; a row with a version no higher than the stored is passed over.
    /// </summary>
    /// <returns>
    /// False when one was passed over. What is stored then need not be what it said, also at its own version: two hosts
    /// that both had the area may have come to one sum from different children.
    /// </returns>
    ValueTask<bool> SaveAsync(IReadOnlyList<AreaRow> areas);

    /// <summary>
    /// The areas whose stored version differs from their own journal's plus their children's (a leaf's journal version,
    /// an area's stored version), deepest first. One grouped query over versions.
    /// </summary>
    ValueTask<IReadOnlyList<UnitId>> FindStaleAsync(CancellationToken cancellation = default);
}
