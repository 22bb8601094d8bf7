using System.CommandLine;
using GridActors.Benchmarks.Baselines;
using GridActors.Benchmarks.Clients;
using GridActors.Benchmarks.Runs;
using GridActors.Benchmarks.Workloads;

var rounds = new Option<int>("--rounds") { DefaultValueFactory = _ => 3 };
var seconds = new Option<double>("--seconds") { DefaultValueFactory = _ => 8 };
var only = new Option<string?>("--only") { Description = "Words, comma-separated: measures what has one of them in its name." };
var connections = new Option<int>("--connections") { DefaultValueFactory = _ => PassageTree.Gates };
var passages = new Command("passages", "1,500 checkpoints over HTTP into SQLite, beside plain SQLite code and Redis.")
{
    rounds, seconds, only, connections,
};
passages.SetAction((parsed, _) => PassageRun.RunAsync(
    parsed.GetValue(rounds), TimeSpan.FromSeconds(parsed.GetValue(seconds)), parsed.GetValue(only), parsed.GetValue(connections)));

var count = new Option<int>("--count") { DefaultValueFactory = _ => 1_000_000 };
var households = new Command("households", "A million households: memory, start-up, recovery.") { count };
households.SetAction((parsed, _) => HouseholdRun.RunAsync(parsed.GetValue(count)));

var isolated = new Option<int>("--isolated") { DefaultValueFactory = _ => 10_000 };
var sweep = new Command("sweep", "Missed health checks among a million households: what finding them costs.") { count, isolated };
sweep.SetAction((parsed, _) => SweepRun.RunAsync(parsed.GetValue(count), parsed.GetValue(isolated)));

var before = new Option<string?>("--before") { Description = "Another build's executable (.dll) to set beside this one's." };
var traces = new Command("traces", "What the index of traces costs passages over HTTP.") { rounds, seconds, before };
traces.SetAction((parsed, _) => TraceRun.RunAsync(
    parsed.GetValue(rounds), TimeSpan.FromSeconds(parsed.GetValue(seconds)), parsed.GetValue(before)));

var programs = new Argument<string[]>("programs")
{
    Description = "GridActors.Standalone.dll of each build, the one to measure by first.", Arity = ArgumentArity.OneOrMore,
};
var builds = new Command("builds", "Builds of the executable beside each other, in turn: what a change brought.")
{
    programs, rounds, seconds, connections,
};
builds.SetAction((parsed, _) => BuildsRun.RunAsync(
    parsed.GetValue(programs)!, parsed.GetValue(rounds), TimeSpan.FromSeconds(parsed.GetValue(seconds)), parsed.GetValue(connections)));

var result = new Option<string?>("--result") { Description = "Write the result to a file, as JSON." };
var growth = new Command("growth", "How cost grows with units, history and children of a parent.") { seconds, only, result };
growth.SetAction((parsed, _) => GrowthRun.RunAsync(
    TimeSpan.FromSeconds(parsed.GetValue(seconds)),
    () => Task.FromResult<IDeployment>(new StandaloneDeployment()),
    parsed.GetValue(only),
    parsed.GetValue(result)));

var overload = new Command("overload", "Three times the rate that it keeps up with.") { seconds };
overload.SetAction((parsed, _) => OverloadRun.RunStandaloneAsync(TimeSpan.FromSeconds(parsed.GetValue(seconds))));

var subscribers = new Option<int>("--subscribers") { DefaultValueFactory = _ => 1000 };
var readers = new Command("readers", "Dashboards beside four fifths of the rate that it holds.") { subscribers, seconds };
readers.SetAction((parsed, _) => ReadersRun.RunStandaloneAsync(
    parsed.GetValue(subscribers), TimeSpan.FromSeconds(parsed.GetValue(seconds))));

var active = new Option<int>("--active") { DefaultValueFactory = _ => 100_000 };
var memory = new Command("memory", "What an active household takes, in memory and of its host.") { count, active };
memory.SetAction((parsed, _) => MemoryRun.RunAsync(parsed.GetValue(count), parsed.GetValue(active)));

var steps = new Command("steps", "Reading a passage and its unit's loop, without disk and network: time and garbage.");
steps.SetAction((_, _) => StepsRun.RunAsync());

Option<double> Measured(string name, string what) => new(name) { Description = what, Required = true };
var siloTime = Measured("--silo-us", "Processor time of silos a passage, microseconds.");
var databaseTime = Measured("--database-us", "Processor time of the database a passage, microseconds.");
var householdMemory = Measured("--household-bytes", "Resident bytes of an active household, its host's part included.");
var householdDisk = Measured("--household-disk", "Bytes on disk of a registered household.");
var passageDisk = Measured("--passage-disk", "Bytes on disk of a passage.");
var paper = new Command("paper", "What a province and the country need, calculated from what was measured.")
{
    siloTime, databaseTime, householdMemory, householdDisk, passageDisk,
};
paper.SetAction(parsed => PaperRun.Run(new Inputs
{
    SiloMicroseconds = parsed.GetValue(siloTime),
    DatabaseMicroseconds = parsed.GetValue(databaseTime),
    HouseholdBytes = parsed.GetValue(householdMemory),
    HouseholdDiskBytes = parsed.GetValue(householdDisk),
    PassageDiskBytes = parsed.GetValue(passageDisk),
}));

var rows = new Option<long>("--rows") { DefaultValueFactory = _ => 30_000_000 };
var search = new Command("search", "A search among tens of millions of indexed passages, on SQLite.") { rows };
search.SetAction((parsed, _) => SearchRun.RunAsync(parsed.GetValue(rows)));

// Started by passages, in a process of its own.
var directory = new Option<string?>("--directory");
var baseline = new Command("baseline", "Serves the same requests the usual way.") { directory };
baseline.Hidden = true;
baseline.SetAction((parsed, _) => PlainServer.RunAsync(parsed.GetValue(directory)));

return await new RootCommand("GridActors benchmarks.")
{
    passages, households, sweep, traces, builds, search, growth, overload, readers, memory, steps, paper, baseline,
}.Parse(args).InvokeAsync();
