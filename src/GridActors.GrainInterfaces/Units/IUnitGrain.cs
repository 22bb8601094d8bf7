using GridActors.GrainInterfaces.Wire;

namespace GridActors.GrainInterfaces.Units;

/// <summary>
/// One unit of the tree as an actor; its key is the unit's id. All typed interfaces of a unit address the same
/// activation. A call whose answer does not come (a <see cref="TimeoutException"/>, Orleans' own exceptions) has an
/// unknown outcome: send the same records again, with the same identities. What no unit can be called (its key is none)
/// is answered like a unit that is not registered, and its records are refused as <c>bad-unit-id</c>.
/// </summary>
[Alias("gridactors.IUnitGrain")]
public interface IUnitGrain : IGrainWithStringKey
{
    /// <summary>
    /// Has the unit decide records, in their order. Answers in that order once every decision is durable; a bad record
    /// spoils no neighbour. Throws for no outage of the database: those records are answered unavailable.
    /// </summary>
    [Alias("Post")]
    Task<RecordResult[]> PostAsync(RecordEnvelope records);

    /// <summary>The committed totals of the unit's subtree; null when it is not registered.</summary>
    /// <exception cref="UnitUnavailableException">It cannot say now.</exception>
    [Alias("GetTotals")]
    Task<UnitTotals?> GetTotalsAsync();

    /// <summary>The unit's own figures and its children's; null when it is not registered.</summary>
    /// <exception cref="UnitUnavailableException">It cannot say now.</exception>
    [Alias("GetChildren")]
    Task<UnitChildren?> GetChildrenAsync();

    /// <summary>
    /// The newest alerts of the unit and of all below it, at most <paramref name="limit"/> (1 to 1000), newest first.
    /// None when it is not registered.
    /// </summary>
    /// <param name="state"><c>open</c>, <c>acknowledged</c> or <c>closed</c>; null for all.</param>
    /// <exception cref="ArgumentException">There is no such state, or the limit is another.</exception>
    /// <exception cref="UnitUnavailableException">They cannot be read now.</exception>
    [Alias("GetAlerts")]
    Task<UnitAlerts> GetAlertsAsync(string? state, int limit);

    /// <summary>
    /// The totals as soon as their version differs from <paramref name="seenVersion"/>, or as they stand when
    /// <paramref name="patience"/> is over (at most <see cref="Watching.PatienceMax"/>; negative: that long); null when
    /// the unit is not registered.
    /// </summary>
    /// <exception cref="UnitUnavailableException">It cannot say now.</exception>
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
