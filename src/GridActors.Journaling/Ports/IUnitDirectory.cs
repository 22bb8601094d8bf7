using GridActors.Core.Units;

namespace GridActors.Journaling.Ports;

/// <summary>What a unit is, as other units and readers see it.</summary>
/// <param name="Households">Planned number of households.</param>
/// <param name="Version">The unit's own journal version; 0 where it is not known to the maker.</param>
public sealed record UnitHead(
    UnitId Unit, UnitKind Kind, string Name, UnitId? Parent, string? Tier, int? Households, bool IsClosed, bool Exists,
    long Version);

/// <summary>The committed tree of units. A unit whose registration was voided is not in it.</summary>
public interface IUnitDirectory
{
    ValueTask<UnitHead?> FindAsync(UnitId unit, CancellationToken cancellation = default);

    /// <summary>From the root down to the unit's parent; empty for a root.</summary>
    ValueTask<IReadOnlyList<UnitHead>> ParentsAsync(UnitId unit, CancellationToken cancellation = default);

    /// <summary>
    /// The units that stand under <paramref name="parent"/>, closed ones too, by id; null: the roots.
    /// </summary>
    ValueTask<IReadOnlyList<UnitHead>> ChildrenAsync(UnitId? parent, CancellationToken cancellation = default);

    ValueTask<bool> HasOpenChildrenAsync(UnitId unit, CancellationToken cancellation = default);

    /// <summary>All units with an id above <paramref name="after"/>, by id, at most <paramref name="limit"/>.</summary>
    ValueTask<IReadOnlyList<UnitHead>> PageAsync(UnitId? after, int limit, CancellationToken cancellation = default);
}
