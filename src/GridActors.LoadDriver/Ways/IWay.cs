using GridActors.GrainInterfaces.Wire;
using GridActors.LoadDriver.Ledgers;
using GridActors.LoadDriver.Measurements;

namespace GridActors.LoadDriver.Ways;

/// <summary>A unit's running totals as far as they are compared.</summary>
/// <param name="Marks">Records of each of <see cref="Mark.All"/>, in their order.</param>
internal readonly record struct TotalsSeen(Counts Counts, long OpenGates, IReadOnlyList<long> Marks);

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
