using System.CommandLine;
using GridActors.Cluster.Benchmarks;
using GridActors.Cluster.Benchmarks.Lines;

var rounds = new Option<int>("--rounds") { DefaultValueFactory = _ => 3 };
var seconds = new Option<double>("--seconds") { DefaultValueFactory = _ => 5 };
var warmUp = new Option<double>("--warm-up") { DefaultValueFactory = _ => 8 };
var callers = new Option<int>("--callers") { DefaultValueFactory = _ => 1500 };
var batchCallers = new Option<int>("--batch-callers") { DefaultValueFactory = _ => 256 };
var writers = new Option<int>("--writers") { DefaultValueFactory = _ => 1 };
var households = new Option<int>("--households") { DefaultValueFactory = _ => 300_000 };
var only = new Option<string?>("--only") { Description = "Words, comma-separated: measures what has one of them in its name." };
var result = new Option<string?>("--result") { Description = "Write the result to a file, as JSON." };
var root = new RootCommand("Everything in turn: SQLite over HTTP, PostgreSQL through grains, and what people would pick instead.")
{
    rounds, seconds, warmUp, callers, batchCallers, writers, households, only, result,
};
root.SetAction((parsed, _) => SideBySideRun.RunAsync(
    new LineOptions
    {
        Callers = parsed.GetValue(callers),
        BatchCallers = parsed.GetValue(batchCallers),
        Writers = parsed.GetValue(writers),
        Households = parsed.GetValue(households),
    },
    parsed.GetValue(rounds),
    TimeSpan.FromSeconds(parsed.GetValue(seconds)),
    TimeSpan.FromSeconds(parsed.GetValue(warmUp)),
    parsed.GetValue(only),
    parsed.GetValue(result)));
return await root.Parse(args).InvokeAsync();
