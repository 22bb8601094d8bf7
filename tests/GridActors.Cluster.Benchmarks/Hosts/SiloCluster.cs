using GridActors.Benchmarks.Clients;
using GridActors.Benchmarks.Runs;
using GridActors.Client;
using GridActors.Cluster.Benchmarks.Servers;
using GridActors.Postgres;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Orleans.Configuration;
using Orleans.Runtime;

namespace GridActors.Cluster.Benchmarks.Hosts;

/// <summary>
/// Silos as an administrator starts them, processes of their own on a database of their own, and an Orleans client in
/// this process.
/// </summary>
internal sealed class SiloCluster : IAsyncDisposable
{
    private const string Program = "GridActors.Silo.dll";
    private const string Variable = "ConnectionStrings__GridActors";

    private readonly List<ServerProcess> _silos = [];
    private readonly string _database;
    private IHost? _client;

    private SiloCluster(string database) => _database = database;

    public IReadOnlyList<ServerProcess> Silos => _silos;

    public IGrainFactory Grains => _client!.Services.GetRequiredService<IGrainFactory>();

    /// <param name="settings">Of every silo: <c>NAME=VALUE</c>.</param>
    public static async Task<SiloCluster> StartAsync(PostgresServer server, string name, int silos, params string[] settings)
    {
        var database = await MigratedAsync(server, name);
        var cluster = new SiloCluster(database);
        try
        {
            for (var i = 0; i < silos; i++)
            {
                cluster._silos.Add(StartSilo(database, SiloPorts.Free(), settings));
            }

            cluster._client = await ConnectAsync(database);
            return cluster;
        }
        catch
        {
            await cluster.DisposeAsync();
            throw;
        }
    }

    /// <summary>One more silo on a database that was migrated.</summary>
    public static ServerProcess StartSilo(string database, SiloPorts ports, params string[] settings) => ServerProcess.Start(
        Program,
        [
            "serve", "--open", "--urls", "http://127.0.0.1:0", "--set", $"Cluster:SiloPort={ports.Silo}",
            "--set", $"Cluster:GatewayPort={ports.Gateway}",
            .. settings.SelectMany(setting => (string[])["--set", setting]),
        ],
        (Variable, database));

    /// <returns>The connection string of a new database, migrated.</returns>
    public static async Task<string> MigratedAsync(PostgresServer server, string name)
    {
        var database = await server.CreateDatabaseAsync(name);
        ServerProcess.Run(Program, ["migrate"], (Variable, database));
        return database;
    }

    public Task RegisterAsync(string csv) => PassageRun.PostUnitsAsync(_silos[0].Address, csv);

    /// <summary>How many units each silo holds.</summary>
    public async Task<IReadOnlyList<int>> UnitsBySiloAsync() =>
    [
        .. (await Grains.GetGrain<IManagementGrain>(0).GetSimpleGrainStatistics())
            .Where(row => row.GrainType.Contains("UnitGrain", StringComparison.Ordinal))
            .Select(row => row.ActivationCount)
            .OrderDescending(),
    ];

    /// <summary>On disk, indexes included.</summary>
    public Task<long> DatabaseBytesAsync() => BytesOfAsync(_database);

    public static Task<long> BytesOfAsync(string database) =>
        PostgresServer.ScalarAsync<long>(database, "SELECT pg_database_size(current_database())");

    public async ValueTask DisposeAsync()
    {
        if (_client is not null)
        {
            await _client.StopAsync();
            _client.Dispose();
        }

        _silos.ForEach(silo => silo.Dispose());
    }

    private static async Task<IHost> ConnectAsync(string database)
    {
        var client = new HostBuilder()
            .ConfigureLogging(logging => logging.AddConsole().SetMinimumLevel(LogLevel.Error))
            .UseOrleansClient(client => client.UseGridActors(database))
            .Build();
        await client.StartAsync();
        return client;
    }
}

/// <summary>
/// Where a silo listens for other silos and for clients. One that comes back where another was lost takes its place at
/// once; elsewhere it must wait until that one counts as lost.
/// </summary>
internal sealed record SiloPorts(int Silo, int Gateway)
{
    public static SiloPorts Free() => new(PostgresServer.FreePort(), PostgresServer.FreePort());
}
