using System.Diagnostics;
using GridActors.GrainInterfaces.Wire;
using GridActors.LoadDriver.Ledgers;
using GridActors.LoadDriver.Loads;
using GridActors.LoadDriver.Profiles;
using GridActors.LoadDriver.Trees;
using GridActors.LoadDriver.Ways;

namespace GridActors.LoadDriver.Measurements;

/// <summary>
/// How long after its answer a record is in the county's totals, by a <see cref="FreshnessProbe"/> at the gates of the
/// load. Its records are passages like all others: sent again until answered, and in the ledger.
/// </summary>
internal sealed class Freshness(CountyTree tree, IWay way, Delivery delivery, Profile profile, string run)
{
    /// <summary>Shares no factor with round numbers: gates come from all over the county in a short run too.</summary>
    private const long Stride = 7_919;

    private readonly Latencies _delays = new();

    /// <summary>Passages that were sent for it.</summary>
    public long Sent { get; private set; }

    /// <summary>Once nobody watches any more.</summary>
    public Percentiles Ms => _delays.All();

    /// <summary>Until it is over and what was sent by then is in, or patience ends.</summary>
    public async Task WatchAsync(
        Stopwatch watch, TimeSpan patience, CancellationToken over, CancellationToken cancellation)
    {
        var probe = new FreshnessProbe(
            (number, mark) => SendAsync(number, mark, cancellation),
            async () => (await way.TotalsAsync(tree.County, cancellation))?.Marks,
            watch);
        var samples = await probe.RunAsync(patience, over);
        Sent = probe.Sent;
        _delays.NewPart().AddRange(samples.Select(sample => new Timing(
            (float)sample.Due.TotalSeconds, (float)sample.Delay.TotalMilliseconds)));
    }

    private async Task<bool> SendAsync(long number, Mark mark, CancellationToken cancellation)
    {
        var gate = profile.Gate(number * Stride, tree.Gates);
        var unit = tree.Gate(gate);
        var at = DateTimeOffset.UtcNow - profile.Age(number);
        var batch = PassageBatch.Make(gate, unit, $"{run}-fresh", number, size: 1, at, mark);
        return await delivery.SendAsync(batch, unit, cancellation) == RecordStatus.Accepted;
    }
}
