using GridActors.Benchmarks.Clients;
using GridActors.Benchmarks.Workloads;

namespace GridActors.Benchmarks.Runs;

/// <summary>
/// What a change brought: builds of the executable side by side, each on a database of its own, loaded in turn in short
/// rounds. Each round's rate is set beside the first build's of the same round, so that what the machine does
/// meanwhile, which is often more than what the change did, falls on all of them.
/// </summary>
internal static class BuildsRun
{
    private const int BatchConnections = 32;
    private const int Batch = 100;

    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(10);

    /// <param name="programs">Executables (.dll) of other builds; the first is what the others are measured by.</param>
    public static async Task RunAsync(IReadOnlyList<string> programs, int rounds, TimeSpan duration, int connections)
    {
        var folder = Directory.CreateTempSubdirectory("gridactors-bench-");
        var builds = new List<Build>();
        try
        {
            foreach (var program in programs)
            {
                var server = ServerProcess.Start(Path.Combine(folder.FullName, $"{builds.Count}"), program);
                var records = new PassageRecords("bench", DateTimeOffset.Now.AddMinutes(-5));
                builds.Add(new Build(program, server, new RecordLoad(server.Address, records)));
                await PassageRun.PrepareAsync(server.Address, records);
            }

            await MeasureAsync("single records", builds, connections, 1, rounds, duration);
            await MeasureAsync($"batches of {Batch}", builds, BatchConnections, Batch, rounds, duration);
        }
        finally
        {
            builds.ForEach(build => build.Server.Dispose());
            folder.Delete(recursive: true);
        }
    }

    private static async Task MeasureAsync(
        string what, List<Build> builds, int connections, int batch, int rounds, TimeSpan duration)
    {
        foreach (var build in builds)
        {
            await build.Load.RunAsync(connections, batch, 1, WarmUp);
        }

        var rates = builds.ConvertAll(_ => new List<double>());
        var processor = builds.ConvertAll(_ => new List<double>());
        for (var round = 0; round < rounds; round++)
        {
            for (var i = 0; i < builds.Count; i++)
            {
                var before = builds[i].Server.ProcessorTime;
                var load = await builds[i].Load.RunAsync(connections, batch, 1, duration);
                rates[i].Add(load.RecordsPerSecond);
                processor[i].Add((builds[i].Server.ProcessorTime - before).TotalMicroseconds / load.Records);
            }
        }

        for (var i = 0; i < builds.Count; i++)
        {
            var ratios = rates[i].Zip(rates[0], (rate, first) => rate / first).ToList();
            Console.WriteLine(
                $"{what}, {builds[i].Program}: {PassageRun.Median(rates[i]):N0} records/s "
                + $"({rates[i].Min():N0} to {rates[i].Max():N0}), {PassageRun.Median(ratios):N3} x the first, "
                + $"{PassageRun.Median(processor[i]):N1} µs of the server's processor time each");
        }
    }

    private sealed record Build(string Program, ServerProcess Server, RecordLoad Load);
}
