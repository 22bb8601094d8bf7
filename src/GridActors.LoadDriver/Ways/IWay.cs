using GridActors.GrainInterfaces.Wire;

namespace GridActors.LoadDriver.Ways;

/// <summary>How the driver reaches the cluster.</summary>
internal interface IWay : IAsyncDisposable
{
    /// <summary>
    /// Records of one unit; their statuses in their order. All unavailable when no answer came: the outcome is unknown.
    /// </summary>
    Task<IReadOnlyList<RecordStatus>> PostAsync(
        string unit, IReadOnlyList<ReadOnlyMemory<byte>> records, CancellationToken cancellation);

    /// <summary>Null when the unit cannot be reached now.</summary>
    Task<TotalsSeen?> TotalsAsync(string unit, CancellationToken cancellation);
}
