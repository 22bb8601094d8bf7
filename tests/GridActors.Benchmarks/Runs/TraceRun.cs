using GridActors.Benchmarks.Clients;
using GridActors.Benchmarks.Workloads;

namespace GridActors.Benchmarks.Runs;

/// <summary>
/// What the index of traces costs: passages that name nobody, a vehicle, or person, vehicle and trip, in turn, into this
/// build and, where there is one, another build of the executable beside it.
/// </summary>
internal static class TraceRun
{
    private const int Connections = 32;
    private const int Batch = 100;
    private const int SingleConnections = 64;

    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(5);

    public static async Task RunAsync(int rounds, TimeSpan duration, string? before)
    {
        var folder = Directory.CreateTempSubdirectory("gridactors-bench-");
        var servers = new List<(string Name, ServerProcess Server)>();
        try
        {
            servers.Add(("this build", ServerProcess.Start(Path.Combine(folder.FullName, "now"))));
            if (before is not null)
            {
                servers.Add(("the other", ServerProcess.Start(Path.Combine(folder.FullName, "before"), before)));
            }

            var loads = new List<(string Name, RecordLoad Load)>();
            foreach (var (name, server) in servers)
            {
                foreach (var naming in Enum.GetValues<Naming>())
                {
                    var records = new PassageRecords($"bench-{naming}", DateTimeOffset.Now.AddMinutes(-5), naming);
                    if (naming == Naming.Nobody)
                    {
                        await PassageRun.PrepareAsync(server.Address, records);
                    }

                    loads.Add(($"{name}, {naming}", new RecordLoad(server.Address, records)));
                }
            }

            await MeasureAsync($"batches of {Batch}", Connections, Batch, 1, loads, rounds, duration);
            await MeasureAsync($"batches of {Batch} over {Batch} gates", Connections, Batch, Batch, loads, rounds, duration);
            await MeasureAsync("single records", SingleConnections, 1, 1, loads, rounds, duration);
        }
        finally
        {
            servers.ForEach(server => server.Server.Dispose());
            folder.Delete(recursive: true);
        }
    }

    private static async Task MeasureAsync(
        string what, int connections, int batch, int gates, List<(string Name, RecordLoad Load)> loads, int rounds,
        TimeSpan duration)
    {
        var rates = loads.ConvertAll(_ => new List<double>());
        for (var round = 0; round <= rounds; round++)
        {
            for (var i = 0; i < loads.Count; i++)
            {
                var rate = await loads[i].Load.RunAsync(connections, batch, gates, round == 0 ? WarmUp : duration);
                if (round > 0)
                {
                    rates[i].Add(rate.RecordsPerSecond);
                }
            }
        }

        for (var i = 0; i < loads.Count; i++)
        {
            Console.WriteLine($"{what}, {loads[i].Name}: {PassageRun.Median(rates[i]):N0} records/s "
                + $"({rates[i].Min():N0} to {rates[i].Max():N0}), "
                + $"{PassageRun.Median(rates[i]) / PassageRun.Median(rates[0]):N2} x the first");
        }
    }
}
