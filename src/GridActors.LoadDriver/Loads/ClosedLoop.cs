using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text;
using GridActors.GrainInterfaces.Wire;
using GridActors.LoadDriver.Ledgers;
using GridActors.LoadDriver.Trees;
using GridActors.LoadDriver.Ways;

namespace GridActors.LoadDriver.Loads;

/// <param name="Elapsed">From the first record to the last answer.</param>
/// <param name="LatenciesMs">Of batches, from the first attempt to the answer of the last record; ascending.</param>
internal sealed record Measured(TimeSpan Elapsed, double[] LatenciesMs)
{
    public double Percentile(double p) => LatenciesMs.Length == 0
        ? 0
        : LatenciesMs[(int)Math.Min(LatenciesMs.Length - 1, p * LatenciesMs.Length)];
}

/// <summary>
/// As many senders as calls may be under way; each sends its next batch when the last one is answered for good. Gates
/// are dealt out to senders; where these are more, several share one gate.
/// </summary>
internal sealed class ClosedLoop(CountyTree tree, IWay way, Ledger ledger, LoadOptions options)
{
    private static readonly TimeSpan PauseMin = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan PauseMax = TimeSpan.FromSeconds(2);

    /// <summary>Another one each run, so that no run repeats another's identities.</summary>
    private readonly string _run = $"load-{DateTimeOffset.UtcNow.ToUnixTimeMilliseconds():x}";

    /// <exception cref="HttpRequestException">A gate was not opened in time.</exception>
    public async Task OpenGatesAsync(CancellationToken cancellation)
    {
        var at = DateTimeOffset.UtcNow.AddMinutes(-1);
        await Parallel.ForAsync(
            0, tree.Gates, new ParallelOptions { MaxDegreeOfParallelism = 64, CancellationToken = cancellation },
            async (gate, _) =>
            {
                var unit = tree.Gate(gate);
                var record = Encoding.UTF8.GetBytes(
                    $$$"""
                    {"source":"{{{_run}}}","seq":1,"unit":"{{{unit}}}","at":"{{{at:O}}}","type":"checkpoint.open"}
                    """);
                var watch = Stopwatch.StartNew();
                while ((await way.PostAsync(unit, [record], cancellation))[0] is not (
                    RecordStatus.Accepted or RecordStatus.Duplicate))
                {
                    if (watch.Elapsed > options.Patience)
                    {
                        throw new HttpRequestException($"{unit} does not open");
                    }

                    await Task.Delay(PauseMax, cancellation);
                }
            });
    }

    public async Task<Measured> RunAsync(CancellationToken cancellation)
    {
        var latencies = new ConcurrentBag<double[]>();
        var watch = Stopwatch.StartNew();
        await Task.WhenAll(Enumerable.Range(0, options.InFlight).Select(sender => Task.Run(
            async () => latencies.Add(await SendAsync(sender, watch, cancellation)), cancellation)));
        return new Measured(watch.Elapsed, [.. latencies.SelectMany(each => each).Order()]);
    }

    private async Task<double[]> SendAsync(int sender, Stopwatch watch, CancellationToken cancellation)
    {
        var source = $"{_run}-{sender}";
        int[] gates =
        [
            .. Enumerable.Range(0, tree.Gates).Where(gate => gate % options.InFlight == sender % tree.Gates),
        ];
        var units = Array.ConvertAll(gates, tree.Gate);
        var seqs = new long[gates.Length];
        var latencies = new List<double>();
        for (var turn = 0; watch.Elapsed < options.Duration; turn = (turn + 1) % gates.Length)
        {
            var batch = PassageBatch.Make(
                gates[turn], units[turn], source, 1 + seqs[turn], options.Batch, DateTimeOffset.UtcNow);
            seqs[turn] += options.Batch;
            var began = watch.Elapsed;
            if (await DeliverAsync(batch, units[turn], cancellation))
            {
                latencies.Add((watch.Elapsed - began).TotalMilliseconds);
            }
        }

        return [.. latencies];
    }

    /// <summary>Until every record has its answer; false when patience ended before.</summary>
    private async Task<bool> DeliverAsync(PassageBatch batch, string unit, CancellationToken cancellation)
    {
        var patience = Stopwatch.StartNew();
        var pause = PauseMin;
        var isAgain = false;
        for (var rest = batch; ; isAgain = true)
        {
            ledger.Sending(rest, isAgain);
            var answers = await way.PostAsync(unit, rest.Records, cancellation);
            ledger.Answered(rest, answers);
            if (rest.Rest(answers) is not { } next)
            {
                return true;
            }

            if (patience.Elapsed > options.Patience)
            {
                return false;
            }

            rest = next;
            await Task.Delay(pause, cancellation);
            pause = pause * 2 < PauseMax ? pause * 2 : PauseMax;
        }
    }
}
