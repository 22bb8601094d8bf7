using System.CommandLine;
using GridActors.Benchmarks.Runs;
using GridActors.Benchmarks.Workloads;
using GridActors.Cluster.Benchmarks;
using GridActors.Cluster.Benchmarks.Hosts;
using GridActors.Cluster.Benchmarks.Lines;

var rounds = new Option<int>("--rounds") { DefaultValueFactory = _ => 3 };
var seconds = new Option<double>("--seconds") { DefaultValueFactory = _ => 5 };
var warmUp = new Option<double>("--warm-up") { DefaultValueFactory = _ => 8 };
var callers = new Option<int>("--callers") { DefaultValueFactory = _ => 1500 };
var connections = new Option<int>("--connections") { DefaultValueFactory = _ => PassageTree.Gates };
var batchCallers = new Option<int>("--batch-callers") { DefaultValueFactory = _ => 256 };
var writers = new Option<int>("--writers") { DefaultValueFactory = _ => 2 };
var households = new Option<int>("--households") { DefaultValueFactory = _ => 300_000 };
var only = new Option<string?>("--only") { Description = "Words, comma-separated: measures what has one of them in its name." };
var result = new Option<string?>("--result") { Description = "Write the result to a file, as JSON." };
var root = new RootCommand("Everything in turn: SQLite over HTTP, PostgreSQL through grains, and what people would pick instead.")
{
    rounds, seconds, warmUp, callers, connections, batchCallers, writers, households, only, result,
};
root.SetAction((parsed, _) => SideBySideRun.RunAsync(
    new LineOptions
    {
        Callers = parsed.GetValue(callers),
        HttpConnections = parsed.GetValue(connections),
        BatchCallers = parsed.GetValue(batchCallers),
        Writers = parsed.GetValue(writers),
        Households = parsed.GetValue(households),
    },
    parsed.GetValue(rounds),
    TimeSpan.FromSeconds(parsed.GetValue(seconds)),
    TimeSpan.FromSeconds(parsed.GetValue(warmUp)),
    parsed.GetValue(only),
    parsed.GetValue(result)));

var silos = new Option<int>("--silos") { DefaultValueFactory = _ => 1 };
var overload = new Command("overload", "Three times the rate that a cluster keeps up with.") { silos, seconds };
overload.SetAction((parsed, _) => SiloRuns.OverloadAsync(
    parsed.GetValue(silos), TimeSpan.FromSeconds(parsed.GetValue(seconds))));
root.Subcommands.Add(overload);

var subscribers = new Option<int>("--subscribers") { DefaultValueFactory = _ => 1000 };
var readers = new Command("readers", "Dashboards beside four fifths of the rate that a cluster holds.") { silos, subscribers, seconds };
readers.SetAction((parsed, _) => SiloRuns.ReadersAsync(
    parsed.GetValue(silos), parsed.GetValue(subscribers), TimeSpan.FromSeconds(parsed.GetValue(seconds))));
root.Subcommands.Add(readers);

var count = new Option<int>("--count") { DefaultValueFactory = _ => 300_000 };
var active = new Option<int>("--active") { DefaultValueFactory = _ => 100_000 };
var memory = new Command("memory", "What an active household takes of a silo.") { count, active };
memory.SetAction((parsed, _) => SiloRuns.MemoryAsync(parsed.GetValue(count), parsed.GetValue(active)));
root.Subcommands.Add(memory);

var points = new Option<string?>("--only") { Description = "Words, comma-separated: measures the points that have one in their names." };
var file = new Option<string?>("--result") { Description = "Write the points to a file, as JSON." };
var growth = new Command("growth", "How a silo's cost grows with units, history and children of a parent.") { seconds, points, file };
growth.SetAction((parsed, _) => GrowthRun.RunAsync(
    TimeSpan.FromSeconds(parsed.GetValue(seconds)), SiloDeployment.DeployAsync, parsed.GetValue(points), parsed.GetValue(file)));
root.Subcommands.Add(growth);
return await root.Parse(args).InvokeAsync();
