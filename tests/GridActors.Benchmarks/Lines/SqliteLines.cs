using GridActors.Benchmarks.Baselines;
using GridActors.Benchmarks.Clients;
using GridActors.Benchmarks.Runs;
using GridActors.Benchmarks.Workloads;

namespace GridActors.Benchmarks.Lines;

/// <summary>
/// Passages over HTTP into the standalone executable, beside plain SQLite code doing the same job, in process and behind
/// HTTP, SQLite's own bulk load, and an endpoint that does nothing.
/// </summary>
internal sealed class SqliteLines : IDisposable
{
    public const string Group = "SQLite, passages";
    public const int Batch = 100;

    private const string Single = "single records";
    private const int BatchConnections = 32;

    private static readonly string Batches = $"batches of {Batch}, a gate's own";

    private readonly int _connections;
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("gridactors-bench-");
    private readonly List<ServerProcess> _servers = [];
    private readonly Lazy<Task<OwnServer>> _own;
    private readonly Lazy<Task<RecordLoad>> _plain;
    private readonly Lazy<Task<RecordLoad>> _empty;
    private int _runs;

    /// <param name="connections">Over which single records come, each its next when the last is answered.</param>
    public SqliteLines(int connections)
    {
        _connections = connections;
        _own = new(PrepareAsync);
        _plain = new(() => Task.FromResult(Baseline(_folder.CreateSubdirectory("plain-http").FullName)));
        _empty = new(() => Task.FromResult(Baseline(null)));
    }

    public static IReadOnlyList<Aim> Aims { get; } =
    [
        new("SQLite, over HTTP: batches beside the bulk load of the same rows", $"{Group}: {Batches}", $"{Group}: bulk load", 0.5),
        new("SQLite, over HTTP: single records beside an empty endpoint", $"{Group}: {Single}", $"{Group}: empty endpoint", 0.5),
    ];

    public IReadOnlyList<Line> All =>
    [
        Ours(Batches, BatchConnections, Batch, 1),
        Ours($"batches of {Batch}, over {Batch} gates", BatchConnections, Batch, Batch),
        Ours(Single, _connections, 1, 1),
        Ours($"{Batches}, each naming a vehicle", BatchConnections, Batch, 1, Naming.Vehicle),
        Ours($"{Single}, each naming a vehicle", _connections, 1, 1, Naming.Vehicle),
        new(Group, "plain SQL, one transaction a record", duration => Task.FromResult(
            new Sample(PlainSqlite.Run(NewFolder(), duration)))) { IsUsual = true },
        Http("plain SQL behind HTTP", _plain),
        new(Group, "bulk load", duration => Task.FromResult(new Sample(PlainSqlite.RunBulk(NewFolder(), duration)))),
        Http("empty endpoint", _empty),
    ];

    /// <summary>What the server holds, once it was started.</summary>
    public string? Memory => _own is { IsValueCreated: true, Value: { IsCompletedSuccessfully: true } started }
        ? FormattableString.Invariant(
            $"{started.Result.Server.ResidentMiB:N0} MiB resident, {started.Result.Server.ResidentPeakMiB:N0} MiB at most")
        : null;

    public void Dispose()
    {
        _servers.ForEach(server => server.Dispose());
        _folder.Delete(recursive: true);
    }

    private Line Ours(
        string name, int connections, int batch, int gatesPerBatch, Naming naming = Naming.Nobody) => new(Group, name, async duration =>
    {
        var own = await _own.Value;
        var measuring = Freshness.MeasureAsync(own.Server.Address, $"fresh-{++_runs}", duration);
        var result = await own.Loads[naming].RunAsync(connections, batch, gatesPerBatch, duration);
        var fresh = await measuring;
        own.Acknowledged += result.Records + fresh.Records;
        return new Sample(
            result.RecordsPerSecond, result.Percentile(0.5), result.Percentile(0.99), Percentiles.Of(fresh.Ms, 0.99));
    })
    {
        CheckAsync = async () => await (await _own.Value).CheckAsync(),
    };

    private Line Http(string name, Lazy<Task<RecordLoad>> load) => new(Group, name, async duration =>
    {
        var result = await (await load.Value).RunAsync(_connections, 1, 1, duration);
        return new Sample(result.RecordsPerSecond, result.Percentile(0.5), result.Percentile(0.99));
    });

    private async Task<OwnServer> PrepareAsync()
    {
        var server = ServerProcess.Start(Path.Combine(_folder.FullName, "data"));
        _servers.Add(server);
        var at = DateTimeOffset.Now.AddMinutes(-5);
        var records = new PassageRecords("bench", at);
        await PassageRun.PrepareAsync(server.Address, records);
        return new OwnServer(server, new Dictionary<Naming, RecordLoad>
        {
            [Naming.Nobody] = new(server.Address, records),
            [Naming.Vehicle] = new(server.Address, new PassageRecords("bench-lanes", at, Naming.Vehicle)),
        });
    }

    private RecordLoad Baseline(string? directory)
    {
        var server = ServerProcess.StartBaseline(directory);
        _servers.Add(server);
        return new RecordLoad(server.Address, new PassageRecords("bench", DateTimeOffset.Now));
    }

    private string NewFolder() => _folder.CreateSubdirectory($"plain-{++_runs}").FullName;

    private sealed record OwnServer(ServerProcess Server, IReadOnlyDictionary<Naming, RecordLoad> Loads)
    {
        public long Acknowledged { get; set; }

        /// <exception cref="InvalidOperationException">The county's total is not what was acknowledged.</exception>
        public Task CheckAsync() => Totals.ExpectAsync(Server.Address, PassageTree.County, "passages.in", Acknowledged);
    }
}
