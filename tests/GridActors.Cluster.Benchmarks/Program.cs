using System.CommandLine;
using GridActors.Cluster.Benchmarks;

var rounds = new Option<int>("--rounds") { DefaultValueFactory = _ => 3 };
var seconds = new Option<double>("--seconds") { DefaultValueFactory = _ => 8 };
var warmUp = new Option<double>("--warm-up") { DefaultValueFactory = _ => 8 };
var callers = new Option<int>("--callers") { DefaultValueFactory = _ => 1500 };
var batchCallers = new Option<int>("--batch-callers") { DefaultValueFactory = _ => 256 };
var writers = new Option<int>("--writers") { DefaultValueFactory = _ => 1 };
var households = new Option<int>("--households") { DefaultValueFactory = _ => 300_000 };
var only = new Option<string?>("--only") { Description = "Part of a line's name; measures nothing else." };
var root = new RootCommand("A cluster's units on PostgreSQL, beside plain SQL and beside Orleans' own persistence.")
{
    rounds, seconds, warmUp, callers, batchCallers, writers, households, only,
};
root.SetAction((parsed, _) => ClusterRun.RunAsync(new RunOptions
{
    Rounds = parsed.GetValue(rounds),
    Duration = TimeSpan.FromSeconds(parsed.GetValue(seconds)),
    WarmUp = TimeSpan.FromSeconds(parsed.GetValue(warmUp)),
    Callers = parsed.GetValue(callers),
    BatchCallers = parsed.GetValue(batchCallers),
    Writers = parsed.GetValue(writers),
    Households = parsed.GetValue(households),
    Only = parsed.GetValue(only),
}));
return await root.Parse(args).InvokeAsync();
