using GridActors.Benchmarks.Lines;
using GridActors.Cluster.Benchmarks.Lines;
using GridActors.Cluster.Benchmarks.Servers;

namespace GridActors.Cluster.Benchmarks;

/// <summary>Everything in turn on this machine, and one table of it.</summary>
internal static class SideBySideRun
{
    /// <param name="only">Words of lines' names, comma-separated; null for all.</param>
    /// <param name="result">File for the result as JSON; null for none.</param>
    public static async Task<int> RunAsync(
        LineOptions options, int rounds, TimeSpan duration, TimeSpan warmUp, string? only, string? result)
    {
        var server = new Lazy<Task<PostgresServer>>(PostgresServer.StartAsync);
        using var sqlite = new SqliteLines(options.HttpConnections);
        await using var redis = new RedisLines();
        await using var stop = new Stop(server);
        await using var postgres = new PostgresLines(server, options);
        await using var silos = new SiloLines(server, options);
        Line[] lines = [.. sqlite.All.Concat(redis.All).Concat(postgres.All).Concat(silos.All).Where(line => line.IsWanted(only))];
        Aim[] aims = [.. SqliteLines.Aims, .. PostgresLines.Aims];

        var (before, _) = DiskFlush.Measure();
        var isWhole = await Rounds.RunAsync(lines, rounds, duration, warmUp);
        var (after, p99) = DiskFlush.Measure();
        RoundsReport.Print(lines, aims);
        Console.WriteLine();
        if (sqlite.Memory is { } memory)
        {
            Console.WriteLine($"the standalone server: {memory}");
        }

        Console.WriteLine(FormattableString.Invariant(
            $"a page flushed to this disk: {before:N2} ms before, {after:N2} ms after (median of 300), p99 {p99:N2} ms"));
        await silos.ReportAsync();
        Console.WriteLine(isWhole ? "Every total was exact after every run." : "A line failed; see what was left out.");
        if (result is not null)
        {
            await RoundsReport.WriteAsync(result, lines, aims, rounds, duration);
        }

        return isWhole ? 0 : 1;
    }

    /// <summary>The server goes when all that use it have gone.</summary>
    private sealed class Stop(Lazy<Task<PostgresServer>> server) : IAsyncDisposable
    {
        public async ValueTask DisposeAsync()
        {
            if (server is { IsValueCreated: true, Value.IsCompletedSuccessfully: true })
            {
                await (await server.Value).DisposeAsync();
            }
        }
    }
}
