using GridActors.Benchmarks.Clients;
using GridActors.Benchmarks.Workloads;

namespace GridActors.Benchmarks.Runs;

/// <summary>
/// What a deployment takes of passages, all over HTTP in batches: as fast as it answers, and what it keeps up with for
/// good. Keeps count of all that it had acknowledged.
/// </summary>
internal sealed class Rates(IReadOnlyList<Uri> servers, TimeSpan duration)
{
    public const int Batch = 100;

    private const int ClosedConnections = 32;

    /// <summary>Enough that what waits in a server is more than it lets wait.</summary>
    private const int OpenConnections = 2500;

    private const double LatencyMaxMs = 1000;

    /// <summary>Of the highest rate, between one try and the next.</summary>
    private const double Step = 0.1;

    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    private readonly PassageRecords _closed = new("closed", DateTimeOffset.Now.AddMinutes(-5));

    public OpenLoad Open { get; } = new(servers, "open", OpenConnections, Batch);

    /// <summary>Records a second in a closed loop, or in an open one that held more.</summary>
    public double Highest { get; private set; }

    /// <summary>The highest rate that an open loop held: nothing shed, p99 of calls within a second.</summary>
    public double Sustainable { get; private set; }

    /// <summary>Registers the county, opens its gates, warms up, and looks for both.</summary>
    public async Task FindAsync()
    {
        await PassageRun.PrepareAsync(servers[0], _closed);
        await ClosedAsync(WarmUp);
        Highest = await ClosedAsync(duration);
        Console.WriteLine(FormattableString.Invariant($"closed loop, batches of {Batch}: {Highest:N0} records/s"));
        var part = 1.0;
        if (await IsHeldAsync(part))
        {
            // A closed loop of few does not always get all that there is.
            for (; part < 3 && await IsHeldAsync(part + Step); part += Step)
            {
            }
        }
        else
        {
            do
            {
                part -= Step;
            }
            while (part > Step && !await IsHeldAsync(part));
        }

        Sustainable = part * Highest;
        Highest = Math.Max(Highest, Sustainable);
    }

    /// <summary>Records a second, as fast as they are answered.</summary>
    public async Task<double> ClosedAsync(TimeSpan time) =>
        (await new RecordLoad(servers[0], _closed).RunAsync(ClosedConnections, Batch, 1, time)).RecordsPerSecond;

    /// <summary>Sends what was shed until it is acknowledged.</summary>
    public async Task SettleAsync()
    {
        await Open.SettleAsync(ClosedConnections, Patience);
        if (Open.Open > 0)
        {
            throw new InvalidOperationException($"{Open.Open} records were never acknowledged");
        }
    }

    /// <summary>Once all was acknowledged: every gate's total, and the county's, equals what was sent.</summary>
    /// <param name="marked">Records of others, at any gate.</param>
    /// <exception cref="InvalidOperationException">One does not.</exception>
    public async Task CheckAsync(long marked = 0)
    {
        var gates = Enumerable.Range(0, PassageTree.Gates);
        await Totals.ExpectAsync(
            servers[0], PassageTree.County, "passages.in", gates.Sum(gate => _closed.Written(gate) + Open.SentTo(gate)) + marked);
        if (marked == 0)
        {
            foreach (var gate in gates)
            {
                var expected = _closed.Written(gate) + Open.SentTo(gate);
                await Totals.ExpectAsync(servers[0], PassageTree.Gate(gate), "passages.in", expected);
            }
        }
    }

    /// <summary>Records in the ledger as acknowledged so far.</summary>
    public long Acknowledged => Enumerable.Range(0, PassageTree.Gates).Sum(_closed.Written) + Open.Acknowledged;

    private async Task<bool> IsHeldAsync(double part)
    {
        var rate = part * Highest;
        var held = await Open.RunAsync(rate, duration);
        await SettleAsync();
        var p99 = Percentiles.Of(held.LatenciesMs, 0.99) ?? double.PositiveInfinity;
        Console.WriteLine(
            $"open loop at {rate:N0}/s: acknowledged {held.AcknowledgedPerSecond:N0}/s, shed {held.Shed:N0}, p99 {p99:N0} ms");
        return held.Shed + held.Unavailable == 0 && p99 < LatencyMaxMs;
    }
}
