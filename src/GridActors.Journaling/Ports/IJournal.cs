using GridActors.Core.Alerts;
using GridActors.Core.Records;
using GridActors.Core.Totals;
using GridActors.Core.Traces;
using GridActors.Core.Units;

namespace GridActors.Journaling.Ports;

/// <summary>
/// Every unit's journal, durable. All methods may be called from any thread and throw
/// <see cref="JournalUnavailableException"/> when the store cannot be reached or cannot say what became of a call.
/// </summary>
public interface IJournal
{
    /// <summary>
    /// A unit's head and newest snapshot, as of one moment; version 0 and key 0 for a unit that was never written.
    /// </summary>
    ValueTask<StoredUnit> LoadAsync(UnitId unit, CancellationToken cancellation = default);

    /// <summary>
    /// Entries with a version above <paramref name="after"/>, ascending, at most <paramref name="limit"/>.
    /// </summary>
    ValueTask<IReadOnlyList<StoredEntry>> ReadAsync(
        UnitId unit, long after, int limit, CancellationToken cancellation = default);

    /// <summary>
    /// The entries with these identities; those that do not exist are left out. Looks from the newest back, so that
    /// what was just written is found at once and what is old costs a scan of this unit's entries.
    /// </summary>
    ValueTask<IReadOnlyList<StoredEntry>> FindAsync(
        UnitId unit, IReadOnlyCollection<RecordId> ids, CancellationToken cancellation = default);

    /// <summary>
    /// Writes a unit's next entries and all that follows from them, in one transaction, if its version is still
    /// <see cref="Append.ExpectedVersion"/> and <see cref="Append.Guard"/> holds. Returns once that is durable, or
    /// once it is certain that nothing was written (conflict). Appends of other units neither wait for nor fail with
    /// it.
    /// The bytes in the append must not change until then.
    /// </summary>
    /// <exception cref="JournalUnavailableException">
    /// Nothing is known: the entries are there or not, once at most. The caller must load the unit again.
    /// </exception>
    ValueTask<AppendResult> AppendAsync(Append append);
}

/// <summary>What a journal knows of a unit without its entries.</summary>
/// <param name="Key">The journal's own key of the unit, to be handed back with an append; 0 when it has none.</param>
/// <param name="Version">Number of entries.</param>
/// <param name="Snapshot">Null when there is none; its version is at most <paramref name="Version"/>.</param>
public readonly record struct StoredUnit(long Key, long Version, byte[]? Snapshot)
{
    /// <summary>
    /// Entries of the same moment, ascending and without gaps, that the store hands along so that a small unit need not
    /// be asked for twice. Any number of them, null too: what is missing is read.
    /// </summary>
    public IReadOnlyList<StoredEntry>? Entries { get; init; }
}

/// <param name="Committed">False: another writer was first, or the guard failed; nothing was written.</param>
/// <param name="Key">The unit's key from now on.</param>
public readonly record struct AppendResult(bool Committed, long Key);

/// <summary>What must hold of other units when an append commits.</summary>
public enum AppendGuard
{
    None,

    /// <summary>The parent in <see cref="Append.Head"/> is registered and open.</summary>
    OpenParent,

    /// <summary>No open unit has this one as parent.</summary>
    NoOpenChildren,

    /// <summary>No unit stands under this one or ever did, closed ones and those that moved away too.</summary>
    NeverHadChildren,
}

/// <summary>One unit's next entries.</summary>
public sealed record Append
{
    public required UnitId Unit { get; init; }

    public required long Key { get; init; }

    public required long ExpectedVersion { get; init; }

    /// <summary>Versions from <see cref="ExpectedVersion"/> + 1 on, without gaps; at least one.</summary>
    public required IReadOnlyList<StoredEntry> Entries { get; init; }

    /// <summary>What the unit is after these entries; null when that has not changed.</summary>
    public UnitHead? Head { get; init; }

    /// <summary>The parent that the unit leaves with these entries; a row keeps the version it left with.</summary>
    public UnitId? MovedFrom { get; init; }

    /// <summary>The unit's own running sums after these entries.</summary>
    public required Bucket Running { get; init; }

    /// <summary>The days whose sums these entries changed, with the sums after; empty where nothing is left.</summary>
    public required IReadOnlyList<DayBucket> ChangedDays { get; init; }

    /// <summary>When the unit must be looked after next: <see cref="UnitState.WakeAt"/> after these entries.</summary>
    public DateTimeOffset? NextDue { get; init; }

    /// <summary>When there may be something to do at the unit after these entries; null when never.</summary>
    public DateTimeOffset? NextTask { get; init; }

    /// <summary>
    /// Whether the unit is listed as having something to do, now or later; null when that is as before, and it stands
    /// where it stood.
    /// </summary>
    public bool? ListsTasks { get; init; }

    /// <summary>
    /// The unit's alerts that stand otherwise after these entries, each key once; all of them when it has moved.
    /// </summary>
    public IReadOnlyList<AlertChange> Alerts { get; init; } = [];

    /// <summary>Whom and what these entries name.</summary>
    public IReadOnlyList<TraceMark> Traces { get; init; } = [];

    /// <summary>Of earlier entries that these take back, whom and what they named.</summary>
    public IReadOnlyList<TraceMark> Untraced { get; init; } = [];

    /// <summary>Whose isolation orders at this unit are others after these entries, each person once.</summary>
    public IReadOnlyList<StayChange> Stays { get; init; } = [];

    /// <summary>Which of these entries are late, and about which day.</summary>
    public IReadOnlyList<LateMark> Late { get; init; } = [];

    public byte[]? Snapshot { get; init; }

    public AppendGuard Guard { get; init; }
}

/// <summary>The store cannot be reached, or does not say what became of a call. Mapped once, to 503.</summary>
public sealed class JournalUnavailableException(string message, Exception? inner = null) : Exception(message, inner);
