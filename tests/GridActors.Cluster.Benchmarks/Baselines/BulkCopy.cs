using System.Diagnostics;
using GridActors.Benchmarks.Workloads;
using GridActors.Cluster.Benchmarks.Servers;
using Npgsql;

namespace GridActors.Cluster.Benchmarks.Baselines;

/// <summary>
/// What the database can take at most of the same rows: COPY in binary into a table with the identity as its key, over
/// two connections, a commit every ten thousand rows. No totals, no one who waits for an answer.
/// </summary>
internal sealed class BulkCopy(PostgresServer server)
{
    private const string Database = "bulk";
    private const int Connections = 2;
    private const int RowsPerCommit = 10_000;

    private const string Data =
        """{"direction":"in","people":2,"temperature":36.5,"code":"green","outcome":"pass"}""";

    private string _connectionString = "";
    private long _seq;

    public async Task PrepareAsync()
    {
        _connectionString = await server.CreateDatabaseAsync(Database);
        await PostgresServer.SqlAsync(
            _connectionString,
            "CREATE TABLE record (unit text, source text, seq bigint, at timestamptz, data text, PRIMARY KEY (unit, source, seq))");
    }

    /// <summary>Durable rows a second.</summary>
    public async Task<double> RunAsync(TimeSpan duration)
    {
        var watch = Stopwatch.StartNew();
        var rows = await Task.WhenAll(Enumerable.Range(0, Connections).Select(_ => Task.Run(() => CopyAsync(watch, duration))));
        return rows.Sum() / watch.Elapsed.TotalSeconds;
    }

    private async Task<long> CopyAsync(Stopwatch watch, TimeSpan duration)
    {
        await using var connection = new NpgsqlConnection(_connectionString);
        await connection.OpenAsync();
        var at = DateTime.UtcNow;
        var rows = 0L;
        while (watch.Elapsed < duration)
        {
            var first = Interlocked.Add(ref _seq, RowsPerCommit) - RowsPerCommit;
            await using var copy = await connection.BeginBinaryImportAsync("COPY record FROM STDIN (FORMAT binary)");
            for (var i = 0; i < RowsPerCommit; i++)
            {
                await copy.StartRowAsync();
                await copy.WriteAsync(PassageTree.Gate((int)((first + i) % PassageTree.Gates)));
                await copy.WriteAsync("tablet-1");
                await copy.WriteAsync(first + i);
                await copy.WriteAsync(at);
                await copy.WriteAsync(Data);
            }

            rows += (long)await copy.CompleteAsync();
        }

        return rows;
    }
}
