using GridActors.Benchmarks.Workloads;
using GridActors.Cluster.Benchmarks.Baselines;
using GridActors.Cluster.Benchmarks.Hosts;
using GridActors.Cluster.Benchmarks.Loads;
using GridActors.Cluster.Benchmarks.Servers;

namespace GridActors.Cluster.Benchmarks;

/// <summary>All in turn, several rounds, on one PostgreSQL; medians, and their ratios to plain SQL.</summary>
internal static class ClusterRun
{
    private const string PlainName = "plain SQL, one transaction a record (pgbench)";
    private const string HouseholdPlainName = "plain SQL, households (pgbench)";

    public static async Task RunAsync(RunOptions options)
    {
        await using var server = await PostgresServer.StartAsync();
        var plain = new PlainTransactions(server, "plain", PassageTree.Gates, hasTotals: true);
        await plain.PrepareAsync();
        var inserts = new PlainTransactions(server, "inserts", PassageTree.Gates, hasTotals: false);
        await inserts.PrepareAsync();
        var bulk = new BulkCopy(server);
        await bulk.PrepareAsync();
        await using var silo = await BenchmarkSilo.StartAsync(await server.CreateDatabaseAsync("cluster"), options.Writers);
        await silo.RegisterAsync(PassageTree.ToCsv());
        var units = new UnitLoad(silo.Grains);
        await units.OpenAsync();
        var saving = new SavingLoad(silo.Grains);

        Run[] runs =
        [
            new(PlainName,
                async duration => new([await plain.RunAsync(RunOptions.Connections, duration)]), plain.CheckAsync),
            new("plain SQL, inserts without totals (pgbench)",
                async duration => new([await inserts.RunAsync(RunOptions.Connections, duration)]), inserts.CheckAsync),
            new("COPY of the same rows, no totals", async duration => new([await bulk.RunAsync(duration)]), () => Task.CompletedTask),
            new("Orleans, WriteStateAsync a record",
                async duration => RunResult.Of(await saving.RunAsync(options.Callers, duration)), saving.CheckAsync),
            Ours("single records", PassageTree.Gates, options.Callers, 1),
            Ours($"batches of {RunOptions.Batch}", PassageTree.Gates, options.BatchCallers, RunOptions.Batch),
            Ours("one hot checkpoint, single records", 1, options.Callers, 1),
            Ours($"one hot checkpoint, batches of {RunOptions.Batch}", 1, options.BatchCallers, RunOptions.Batch),
            .. options.Households > 0 ? await HouseholdsAsync(server, silo, options) : [],
        ];
        runs = [.. runs.Where(run => options.Only is not { } only || run.Name.Contains(only, StringComparison.Ordinal))];

        Console.WriteLine("warming up");
        foreach (var run in runs)
        {
            await run.LoadAsync(options.WarmUp);
            await run.CheckAsync();
        }

        for (var round = 1; round <= options.Rounds; round++)
        {
            foreach (var run in runs)
            {
                await server.SettleAsync();
                run.Results.Add(await run.LoadAsync(options.Duration));
                await run.CheckAsync();
                Console.WriteLine($"round {round}: {run.Name}: {run.Results[^1]}");
            }
        }

        Print(runs);

        Run Ours(string name, int gates, int callers, int batch) => new(
            $"ours, {name}",
            async duration => RunResult.Of(await units.RunAsync(gates, callers, batch, duration)), units.CheckAsync);
    }

    /// <summary>The other workload: a county's households, each touched rarely, beside the same in plain SQL.</summary>
    private static async Task<Run[]> HouseholdsAsync(PostgresServer server, BenchmarkSilo silo, RunOptions options)
    {
        Console.WriteLine($"registering {options.Households:N0} households");
        var plain = new PlainTransactions(server, "households", options.Households, hasTotals: true);
        await plain.PrepareAsync();
        foreach (var csv in HouseholdTree.Csv(options.Households))
        {
            await silo.RegisterAsync(csv);
        }

        var load = new HouseholdLoad(silo.Grains, options.Households);
        return
        [
            new(HouseholdPlainName,
                async duration => new([await plain.RunAsync(RunOptions.Connections, duration)]), plain.CheckAsync),
            new("ours, households, single records",
                async duration => RunResult.Of(await load.RunAsync(options.Callers, duration)), load.CheckAsync),
        ];
    }

    private static void Print(Run[] runs)
    {
        Console.WriteLine();
        Console.WriteLine("| | records/s (median) | rounds | beside plain SQL | p50, p99 ms |");
        Console.WriteLine("| --- | --- | --- | --- | --- |");
        foreach (var run in runs)
        {
            var plainName = run.Name.Contains("households", StringComparison.Ordinal) ? HouseholdPlainName : PlainName;
            var beside = runs.FirstOrDefault(each => each.Name == plainName) is { } usual
                ? $"{run.Median(0) / usual.Median(0):N1} x"
                : "";
            var rates = run.Results.Select(result => result.Figures[0]).ToList();
            var latency = run.Results[0].Figures.Length > 1 ? $"{run.Median(1):N1}, {run.Median(2):N1}" : "";
            Console.WriteLine(
                $"| {run.Name} | {run.Median(0):N0} | {rates.Min():N0} to {rates.Max():N0} | {beside} | {latency} |");
        }

        Console.WriteLine();
        Console.WriteLine("Every total was exact after every run.");
    }

    /// <param name="LoadAsync">Runs for so long.</param>
    /// <param name="CheckAsync">Throws when a total is not exact.</param>
    private sealed record Run(string Name, Func<TimeSpan, Task<RunResult>> LoadAsync, Func<Task> CheckAsync)
    {
        public List<RunResult> Results { get; } = [];

        public double Median(int figure)
        {
            var sorted = Results.Select(result => result.Figures[figure]).Order().ToList();
            return sorted[sorted.Count / 2];
        }
    }

    /// <param name="Figures">Records a second; of ours also p50 and p99 of calls, ms.</param>
    private sealed record RunResult(double[] Figures)
    {
        public static RunResult Of(Measured measured) =>
            new([measured.RecordsPerSecond, measured.Percentile(0.5), measured.Percentile(0.99)]);

        public override string ToString() => string.Join(", ", Figures.Select(figure => $"{figure:N1}"));
    }
}
