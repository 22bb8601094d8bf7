using GridActors.Core.Units;
using GridActors.Journaling.Ports;
using GridActors.Journaling.Telemetry;

namespace GridActors.Journaling.Deadlines;

/// <summary>
/// Finds the units of which a deadline has passed and tells them the time. Costs in proportion to what is due: a
/// million idle households need no timer and no memory.
/// </summary>
public sealed class DeadlineSweeper(IDeadlines deadlines, IUnits units, IUnitLog log, TimeProvider time)
{
    /// <summary>Units told at a time.</summary>
    public const int BatchUnits = 500;

    public static readonly TimeSpan Pace = TimeSpan.FromSeconds(1);

    /// <summary>Sweeps until cancelled.</summary>
    public async Task RunAsync(CancellationToken cancellation)
    {
        while (!cancellation.IsCancellationRequested)
        {
            try
            {
                await SweepAsync(time.GetUtcNow(), cancellation);
            }
            catch (JournalUnavailableException)
            {
                // What is due stays due; the next sweep finds it.
            }

            await Task.Delay(Pace, time, cancellation);
        }
    }

    /// <summary>
    /// Tells every unit that is due, once, a batch at a time; what is due still, because that failed or changed
    /// nothing, is passed over until the next sweep, and hides nothing that is due after it. Returns how many were
    /// told.
    /// </summary>
    public async Task<int> SweepAsync(DateTimeOffset now, CancellationToken cancellation = default)
    {
        var passedOver = new HashSet<UnitId>();
        var last = new List<UnitId>();
        var told = 0;
        while (true)
        {
            // The most overdue come first, so those that are due still stand before all others.
            var due = await deadlines.DueAsync(now, BatchUnits + passedOver.Count + last.Count, cancellation);
            passedOver.UnionWith(due.Intersect(last));
            var batch = due.Where(unit => !passedOver.Contains(unit)).Take(BatchUnits).ToList();
            var failures = await TellAsync(batch, now);
            last = batch;
            told += batch.Count - failures;
            if (batch.Count < BatchUnits)
            {
                break;
            }
        }

        if (told > 0)
        {
            UnitMetrics.Told(told);
        }

        return told;
    }

    /// <summary>Returns how many could not be told.</summary>
    private async Task<int> TellAsync(IReadOnlyList<UnitId> batch, DateTimeOffset now)
    {
        var failures = 0;
        await Task.WhenAll(batch.Select(async unit =>
        {
            try
            {
                await units.TickAsync(unit, now);
            }
            catch (Exception reason)
            {
                log.TickFailed(unit, reason);
                Interlocked.Increment(ref failures);
            }
        }));
        return failures;
    }
}
