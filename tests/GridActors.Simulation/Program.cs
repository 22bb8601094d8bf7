using System.CommandLine;
using GridActors.Simulation.Runs;

var seed = new Option<ulong?>("--seed") { Description = "Runs this one seed." };
var trace = new Option<bool>("--trace") { Description = "With --seed: tells what happens, step by step." };
var seeds = new Option<long>("--seeds") { Description = "Runs so many fresh seeds.", DefaultValueFactory = _ => 1_000 };
var first = new Option<ulong?>("--from") { Description = "The first of them; otherwise by the clock, so that every run is another." };
var seconds = new Option<double?>("--seconds") { Description = "Stops after so long, whatever is left." };
var threads = new Option<int>("--threads") { DefaultValueFactory = _ => Environment.ProcessorCount };
var failures = new Option<int>("--failures") { Description = "Stops after so many failed seeds.", DefaultValueFactory = _ => 1 };
var root = new RootCommand("GridActors simulation: the production loop under a seeded scheduler, a bad network and a bad store.")
{
    seed, trace, seeds, first, seconds, threads, failures,
};
root.SetAction(parsed =>
{
    if (parsed.GetValue(seed) is { } one)
    {
        var outcome = Run.Of(one, parsed.GetValue(trace) ? Console.Out : null);
        Console.WriteLine(outcome);
        return outcome.Violation is null ? 0 : 1;
    }

    var begin = parsed.GetValue(first) ?? (ulong)DateTime.UtcNow.Ticks / TimeSpan.TicksPerSecond * 1_000_000;
    var figures = Sweep.Run(
        begin, parsed.GetValue(seeds), TimeSpan.FromSeconds(parsed.GetValue(seconds) ?? double.MaxValue / 1e300),
        parsed.GetValue(threads), parsed.GetValue(failures), Console.Out);
    Console.WriteLine(figures);
    return figures.Failed.Count == 0 ? 0 : 1;
});
return root.Parse(args).Invoke();
