using GridActors.Benchmarks.Clients;

namespace GridActors.Benchmarks.Runs;

/// <summary>
/// Who looks on while four fifths of what the deployment can take come in: how fresh the county's totals are, and how long a read of
/// a township takes, without and with a thousand live subscribers. Beside each read stands one from a process that only
/// answers: what the machine, shared with the driver, makes of any answer just then.
/// </summary>
internal static class ReadersRun
{
    /// <summary>
    /// Of the load before anything is measured beside it: gates keep their connections for days, and the first second of
    /// an open loop is spent on calls over connections that are new.
    /// </summary>
    private static readonly TimeSpan Lead = TimeSpan.FromSeconds(3);

    public static async Task RunStandaloneAsync(int subscribers, TimeSpan duration)
    {
        var folder = Directory.CreateTempSubdirectory("gridactors-bench-");
        try
        {
            using var server = ServerProcess.Start(folder.FullName);
            await RunAsync("standalone, SQLite", [server], subscribers, duration);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    public static async Task RunAsync(string host, IReadOnlyList<ServerProcess> servers, int subscribers, TimeSpan duration)
    {
        using var empty = ServerProcess.StartBaseline(null);
        var rates = new Rates([.. servers.Select(server => server.Address)], duration);
        await rates.FindAsync();
        var scenes = new List<Scene>
        {
            await SceneAsync("nothing else going on", servers, empty, rates, 0, 0, duration),
            await SceneAsync("subscribers only", servers, empty, rates, subscribers, 0, duration),
        };
        (double Share, double Rate, string Of)[] loads =
        [
            (0.4, rates.Sustainable, "the rate that is held"),
            (0.8, rates.Sustainable, "the rate that is held"),
            (0.8, rates.Highest, "the highest, which is held for seconds"),
        ];
        foreach (var (share, rate, of) in loads)
        {
            var name = FormattableString.Invariant($"{share:P0} of {of}");
            foreach (var followers in (int[])[0, subscribers])
            {
                scenes.Add(await SceneAsync(name, servers, empty, rates, followers, share * rate, duration));
            }
        }

        await rates.CheckAsync(scenes.Sum(scene => scene.Fresh.Records));
        Console.WriteLine();
        Console.WriteLine($"readers: {host}; highest rate {rates.Highest:N0} records/s, held {rates.Sustainable:N0}");
        Console.WriteLine();
        Console.WriteLine("| | subscribers | acknowledged/s | in the county's totals, p99 ms | read of a township, p50, p99 ms "
            + "| of an empty answer, p50, p99 ms | live events/s | processor, server, driver |");
        Console.WriteLine("| --- | --- | --- | --- | --- | --- | --- | --- |");
        foreach (var scene in scenes)
        {
            Console.WriteLine($"| {scene.Name} | {scene.Subscribers:N0}{(scene.Broken > 0 ? $" ({scene.Broken} broke off)" : "")} | "
                + $"{scene.AcknowledgedPerSecond:N0} | {P(scene.Fresh.Ms, 0.99):N0} | "
                + $"{P(scene.Reads, 0.5):N1}, {P(scene.Reads, 0.99):N1} | "
                + $"{P(scene.Empty, 0.5):N1}, {P(scene.Empty, 0.99):N1} | {scene.EventsPerSecond:N0} | "
                + $"{scene.Server:P0}, {scene.Driver:P0} of a core |");
        }
    }

    private static async Task<Scene> SceneAsync(
        string name, IReadOnlyList<ServerProcess> servers, ServerProcess empty, Rates rates, int subscribers, double rate,
        TimeSpan duration)
    {
        var dashboards = new Dashboards(servers[0].Address);
        using var over = new CancellationTokenSource();
        var watching = dashboards.WatchAsync(subscribers, over.Token);
        var load = rate > 0 ? rates.Open.RunAsync(rate, Lead + duration) : null;
        await Task.Delay(Lead);
        var (events, server, driver) = (dashboards.Events, Processor(servers), Environment.CpuUsage.TotalTime);
        var fresh = Freshness.MeasureAsync(servers[0].Address, $"fresh-{Guid.NewGuid():N}", duration);
        var reads = Dashboards.ReadAsync(servers[^1].Address, duration);
        var others = Dashboards.ReadAsync(empty.Address, duration);
        await Task.WhenAll(fresh, reads, others);
        var eventsPerSecond = (dashboards.Events - events) / duration.TotalSeconds;
        var (ofServers, ofDriver) = (Processor(servers) - server, Environment.CpuUsage.TotalTime - driver);
        var acknowledged = load is null ? 0 : (await load).AcknowledgedPerSecond;
        var scene = new Scene(
            name, dashboards.Watching, dashboards.Broken, acknowledged, await fresh, await reads, await others, eventsPerSecond,
            ofServers / duration, ofDriver / duration);
        await over.CancelAsync();
        await watching;
        await rates.SettleAsync();
        return scene;
    }

    private static double P(double[] sorted, double part) => Percentiles.Of(sorted, part) ?? 0;

    private static TimeSpan Processor(IReadOnlyList<ServerProcess> servers) =>
        servers.Aggregate(TimeSpan.Zero, (sum, server) => sum + server.ProcessorTime);

    /// <param name="Server">Processor time a second, of all servers.</param>
    private sealed record Scene(
        string Name, int Subscribers, int Broken, double AcknowledgedPerSecond, Freshness Fresh, double[] Reads, double[] Empty,
        double EventsPerSecond, double Server, double Driver);
}
