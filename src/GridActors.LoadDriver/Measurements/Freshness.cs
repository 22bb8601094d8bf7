using System.Diagnostics;
using GridActors.LoadDriver.Ledgers;
using GridActors.LoadDriver.Ways;

namespace GridActors.LoadDriver.Measurements;

/// <summary>
/// How long after its answer a record is in the county's totals: what is acknowledged at one moment, and how long until
/// the county shows as much. Never less than it was, since later records may be among those shown.
/// </summary>
internal sealed class Freshness(string county, IWay way, Ledger ledger, Latencies latencies)
{
    private static readonly TimeSpan Pace = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(10);

    /// <param name="before">What the county showed before the run.</param>
    public async Task WatchAsync(Counts before, Stopwatch run, CancellationToken cancellation)
    {
        var part = latencies.NewPart();
        try
        {
            while (true)
            {
                var expected = before.Passages + ledger.AcknowledgedPassages;
                var began = run.Elapsed;
                while (await way.TotalsAsync(county, cancellation) is not { } seen || seen.Counts.Passages < expected)
                {
                    await Task.Delay(Look, cancellation);
                }

                part.Add(new Timing((float)began.TotalSeconds, (float)(run.Elapsed - began).TotalMilliseconds));
                await Task.Delay(Pace, cancellation);
            }
        }
        catch (OperationCanceledException)
        {
            // The run is over.
        }
    }
}
