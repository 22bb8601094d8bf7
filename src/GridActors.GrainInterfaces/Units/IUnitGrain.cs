using GridActors.GrainInterfaces.Wire;

namespace GridActors.GrainInterfaces.Units;

/// <summary>
/// One unit of the tree as an actor; its key is the unit's id. All typed interfaces of a unit address the same
/// activation. A call whose answer does not come (an exception, 30 s without one) has an unknown outcome: send the same
/// records again, with the same identities.
/// </summary>
[Alias("gridactors.IUnitGrain")]
public interface IUnitGrain : IGrainWithStringKey
{
    /// <summary>
    /// Has the unit decide records, in their order. Answers in that order once every decision is durable; a bad record
    /// spoils no neighbour.
    /// </summary>
    [Alias("Post")]
    Task<RecordResult[]> PostAsync(RecordEnvelope records);

    /// <summary>The committed totals of the unit's subtree; null when it is not registered.</summary>
    [Alias("GetTotals")]
    Task<UnitTotals?> GetTotalsAsync();

    /// <summary>The unit's own figures and its children's; null when it is not registered.</summary>
    [Alias("GetChildren")]
    Task<UnitChildren?> GetChildrenAsync();

    /// <summary>
    /// The newest alerts of the unit and of all below it, at most <paramref name="limit"/> (1 to 1000), newest first.
    /// </summary>
    /// <param name="state"><c>open</c>, <c>acknowledged</c> or <c>closed</c>; null for all.</param>
    [Alias("GetAlerts")]
    Task<UnitAlerts> GetAlertsAsync(string? state, int limit);

    /// <summary>
    /// The totals as soon as their version differs from <paramref name="seenVersion"/>, or as they stand when
    /// <paramref name="patience"/> (at most <see cref="Watching.PatienceMax"/>) is over; null when the unit is not
    /// registered.
    /// </summary>
    [Alias("WaitForTotals")]
    Task<UnitTotals?> WaitForTotalsAsync(long seenVersion, TimeSpan patience);
}

/// <summary>Persons, returnees and isolation: households, and institutions too.</summary>
[Alias("gridactors.IHouseholdGrain")]
public interface IHouseholdGrain : IUnitGrain;

/// <summary>A checkpoint 卡点.</summary>
[Alias("gridactors.ICheckpointGrain")]
public interface ICheckpointGrain : IUnitGrain;

/// <summary>Any unit from province to community.</summary>
[Alias("gridactors.IAreaGrain")]
public interface IAreaGrain : IUnitGrain;

[Alias("gridactors.IGridGrain")]
public interface IGridGrain : IAreaGrain;

[Alias("gridactors.IVillageGrain")]
public interface IVillageGrain : IAreaGrain;

[Alias("gridactors.ITownshipGrain")]
public interface ITownshipGrain : IAreaGrain;

[Alias("gridactors.ICountyGrain")]
public interface ICountyGrain : IAreaGrain;
