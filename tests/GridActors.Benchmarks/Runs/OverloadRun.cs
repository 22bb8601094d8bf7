using System.Diagnostics;
using GridActors.Benchmarks.Clients;
using GridActors.Benchmarks.Workloads;

namespace GridActors.Benchmarks.Runs;

/// <summary>
/// Three times what a deployment keeps up with, sent whatever the answers do: what it sheds and how, what it still
/// takes, what it holds in memory, and that nothing acknowledged is lost. What was shed is sent again afterwards, as
/// devices do, and then every total must equal the ledger.
/// </summary>
internal static class OverloadRun
{
    private const double Times = 3;

    private static readonly TimeSpan Pace = TimeSpan.FromMilliseconds(250);

    public static async Task RunStandaloneAsync(TimeSpan duration)
    {
        var folder = Directory.CreateTempSubdirectory("gridactors-bench-");
        try
        {
            using var server = ServerProcess.Start(folder.FullName);
            await RunAsync("standalone, SQLite", [server], duration);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    public static async Task RunAsync(string name, IReadOnlyList<ServerProcess> servers, TimeSpan duration)
    {
        var rates = new Rates([.. servers.Select(server => server.Address)], duration);
        await rates.FindAsync();
        var (before, driverBefore, serverBefore) = (Resident(servers), Environment.CpuUsage.TotalTime, Processor(servers));
        using var over = new CancellationTokenSource();
        var watching = WatchAsync(servers, over.Token);
        var overload = await rates.Open.RunAsync(Times * rates.Sustainable, 2 * duration);
        var (driver, server) = (Environment.CpuUsage.TotalTime - driverBefore, Processor(servers) - serverBefore);
        await over.CancelAsync();
        var most = await watching;
        var lost = await LostAsync(servers[0].Address, rates.Acknowledged);
        var open = rates.Open.Open;
        await rates.SettleAsync();
        await rates.CheckAsync();
        var closedBefore = Processor(servers);
        var after = await rates.ClosedAsync(duration);
        var afterProcessor = Processor(servers) - closedBefore;
        var rest = Resident(servers);

        Console.WriteLine();
        var shed = overload.Shed / Rates.Batch;
        var (ofHighest, ofHeld) = (
            overload.AnsweredPerSecond / rates.Highest, overload.AnsweredPerSecond / rates.Sustainable);
        Console.WriteLine($"| overload: {name} | |");
        Console.WriteLine("| --- | --- |");
        Console.WriteLine($"| highest rate, batches of {Rates.Batch} | {rates.Highest:N0} records/s |");
        Console.WriteLine($"| sustainable, open loop | {rates.Sustainable:N0} records/s |");
        Console.WriteLine($"| offered for {overload.Seconds:N0} s | {overload.Offered / overload.Seconds:N0} records/s, "
            + $"{overload.Offered / overload.Seconds / rates.Sustainable:N1} x the sustainable rate |");
        Console.WriteLine($"| acknowledged | {overload.AcknowledgedPerSecond:N0} records/s meanwhile, "
            + $"{overload.AnsweredPerSecond:N0} until all was answered: {ofHighest:N2} x the highest rate, "
            + $"{ofHeld:N2} x the sustainable one; p99 of a call "
            + $"{Percentiles.Of(overload.LatenciesMs, 0.99) ?? 0:N0} ms |");
        Console.WriteLine($"| shed with 503 | {overload.Shed:N0} records in {shed:N0} calls, {overload.Silent:N0} of these without "
            + $"Retry-After; answered unavailable {overload.Unavailable:N0} |");
        Console.WriteLine($"| resident | {before:N0} MiB before, {most:N0} MiB at most, {rest:N0} MiB after |");
        Console.WriteLine(
            $"| processor time until all was answered | server {server.TotalSeconds:N1} s, driver {driver.TotalSeconds:N1} s |");
        var (busy, calm) = (
            overload.Acknowledged / server.TotalSeconds,
            after * duration.TotalSeconds / afterProcessor.TotalSeconds);
        Console.WriteLine($"| acknowledged a second of the server's processor time | {busy:N0} records; {calm:N0} in the closed loop "
            + $"afterwards: {busy / calm:N2} x |");
        Console.WriteLine($"| acknowledged and not in the county's totals | {lost:N0} |");
        Console.WriteLine($"| sent again until acknowledged | {open:N0} records; then all totals equal the ledger, gate by gate |");
        Console.WriteLine($"| closed loop afterwards | {after:N0} records/s |");
    }

    /// <summary>What the totals lack of the ledger before anything is sent again; they have 10 s to come up.</summary>
    private static async Task<long> LostAsync(Uri server, long acknowledged)
    {
        using var http = new HttpClient { BaseAddress = server };
        var watch = Stopwatch.StartNew();
        while (true)
        {
            var lost = acknowledged - await Totals.ReadAsync(http, PassageTree.County, "passages.in");
            if (lost <= 0 || watch.Elapsed > TimeSpan.FromSeconds(10))
            {
                return Math.Max(0, lost);
            }

            await Task.Delay(Pace);
        }
    }

    private static async Task<double> WatchAsync(IReadOnlyList<ServerProcess> servers, CancellationToken cancellation)
    {
        var most = 0.0;
        while (!cancellation.IsCancellationRequested)
        {
            most = Math.Max(most, Resident(servers));
            await Task.Delay(Pace, CancellationToken.None);
        }

        return most;
    }

    private static double Resident(IReadOnlyList<ServerProcess> servers) => servers.Sum(server => server.ResidentMiB);

    private static TimeSpan Processor(IReadOnlyList<ServerProcess> servers) =>
        servers.Aggregate(TimeSpan.Zero, (sum, server) => sum + server.ProcessorTime);
}
