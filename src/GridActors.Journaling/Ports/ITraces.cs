using GridActors.Core.Traces;
using GridActors.Core.Units;

namespace GridActors.Journaling.Ports;

/// <summary>That an entry names somebody or something.</summary>
/// <param name="At">When it happened.</param>
/// <param name="Version">The entry's.</param>
public readonly record struct TraceMark(TraceName Name, DateTimeOffset At, long Version);

/// <summary>An entry that an index leads to, and the unit whose it is.</summary>
/// <param name="Kind">Null, like its name, for a unit that is not registered any more.</param>
public sealed record TracedEntry(UnitId Unit, UnitKind? Kind, string? Name, DateTimeOffset At, StoredEntry Entry);

/// <summary>A place in a list of traced entries: what was listed last.</summary>
public readonly record struct TracePlace(DateTimeOffset At, UnitId Unit, long Version)
{
    public static TracePlace Of(TracedEntry entry) => new(entry.At, entry.Unit, entry.Entry.Version);
}

/// <summary>A time under isolation orders of somebody who was asked for.</summary>
/// <param name="Same">As in <see cref="StayFact"/>.</param>
public readonly record struct PersonStay(TraceName Person, UnitId Unit, Stay Stay, string Same);

/// <summary>A unit of which entries are not in the index: an older program wrote them.</summary>
/// <param name="Traced">The version through which all is in it.</param>
/// <param name="Version">The unit's version now.</param>
public readonly record struct UntracedUnit(UnitId Unit, long Traced, long Version);

/// <summary>What a unit's entries after one version and up to another add to the index.</summary>
/// <param name="Stays">All of the unit's at that version; null where more entries are to follow.</param>
public sealed record TraceFilling(
    UnitId Unit, long After, long Through, IReadOnlyList<TraceMark> Marks, IReadOnlyList<TraceMark> Unmarked,
    IReadOnlyList<StayChange>? Stays);

/// <summary>
/// Who and what entries name, and who is under isolation orders: written with the entries, so never ahead of the
/// journal and, but for what an older program wrote, never behind it. What a store keeps of a name is 64 bits of a hash
/// with a key of the deployment, so that of many millions two may share one: whoever asks confirms an entry by reading
/// it.
/// </summary>
public interface ITraces
{
    /// <summary>
    /// Entries that stand and name one of these, perhaps with a few that name something else; newest first, at most
    /// <paramref name="limit"/>, those of one instant in an order that is always the same.
    /// </summary>
    /// <param name="from">The earliest instant at which it happened.</param>
    /// <param name="to">The first instant after the range.</param>
    /// <param name="after">Null: from the newest on.</param>
    ValueTask<IReadOnlyList<TracedEntry>> TraceAsync(
        IReadOnlyCollection<TraceName> names, DateTimeOffset from, DateTimeOffset to, TracePlace? after, int limit,
        CancellationToken cancellation = default);

    /// <summary>All isolation orders of these persons, ended ones too, at all units.</summary>
    ValueTask<IReadOnlyList<PersonStay>> StaysAsync(
        IReadOnlyCollection<TraceName> persons, CancellationToken cancellation = default);

    /// <summary>
    /// Units with an id above <paramref name="after"/> of which entries are not in the index, by id. Costs a scan of
    /// the heads; for the work in the background that brings the index up to the journal.
    /// </summary>
    ValueTask<IReadOnlyList<UntracedUnit>> UntracedAsync(
        UnitId? after, int limit, CancellationToken cancellation = default);

    /// <summary>
    /// Brings units' entries into the index, in one transaction. A filling does nothing where the index does not end at
    /// its <see cref="TraceFilling.After"/> any more: somebody else was first.
    /// </summary>
    ValueTask FillAsync(IReadOnlyList<TraceFilling> fillings);
}
