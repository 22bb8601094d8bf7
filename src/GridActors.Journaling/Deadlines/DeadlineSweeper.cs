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
                while (await SweepAsync(time.GetUtcNow(), cancellation) == BatchUnits)
                {
                }
            }
            catch (JournalUnavailableException)
            {
                // What is due stays due; the next sweep finds it.
            }

            await Task.Delay(Pace, time, cancellation);
        }
    }

    /// <summary>One round; returns how many units were told and are no longer due for it.</summary>
    public async Task<int> SweepAsync(DateTimeOffset now, CancellationToken cancellation = default)
    {
        var due = await deadlines.DueAsync(now, BatchUnits, cancellation);
        var told = await Task.WhenAll(due.Select(async unit =>
        {
            try
            {
                await units.TickAsync(unit, now);
                return true;
            }
            catch (Exception reason)
            {
                log.TickFailed(unit, reason);
                return false;
            }
        }));
        var count = told.Count(done => done);
        if (count > 0)
        {
            UnitMetrics.Told(count);
        }

        return count;
    }
}
