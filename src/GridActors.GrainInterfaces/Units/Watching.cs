using System.Runtime.CompilerServices;
using GridActors.GrainInterfaces.Wire;

namespace GridActors.GrainInterfaces.Units;

/// <summary>A dashboard's way to follow a unit.</summary>
public static class Watching
{
    /// <summary>
    /// How long one call may wait for a change. A unit that is to go to another silo first ends the calls that wait in
    /// it, and until then takes no new ones: neither what is reported to it nor who only reads.
    /// </summary>
    public static readonly TimeSpan PatienceMax = TimeSpan.FromSeconds(2);

    /// <summary>
    /// An answer that a silo still owes can be lost when it goes; a watch does not wait for one as long as calls do.
    /// </summary>
    private static readonly TimeSpan AnswerPatience = PatienceMax + TimeSpan.FromSeconds(3);

    private static readonly TimeSpan RetryPause = TimeSpan.FromSeconds(1);

    /// <summary>
    /// The totals now and whenever they have changed, the newest only: a slow reader skips versions, and none is older
    /// than the one before. Goes on through the loss of a silo. Ends where no unit is registered.
    /// </summary>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    /// <exception cref="ObjectDisposedException">The client was stopped.</exception>
    public static async IAsyncEnumerable<UnitTotals> WatchTotalsAsync(
        this IUnitGrain unit, [EnumeratorCancellation] CancellationToken cancellation = default)
    {
        var (heard, told) = (-1L, -1L);
        while (true)
        {
            UnitTotals? totals;
            try
            {
                totals = await unit.WaitForTotalsAsync(heard, PatienceMax)
                    .WaitAsync(AnswerPatience, cancellation);
            }
            catch (Exception failure) when (failure is not (OperationCanceledException or ObjectDisposedException))
            {
                // The unit comes up again on another silo; the next call finds it there.
                await Task.Delay(RetryPause, cancellation);
                continue;
            }

            if (totals is null)
            {
                yield break;
            }

            // An area that came up on another silo is behind what it told before, until those below have answered.
            heard = totals.Version;
            if (heard > told)
            {
                told = heard;
                yield return totals;
            }
        }
    }
}
