using GridActors.Benchmarks.Clients;
using GridActors.Cluster.Benchmarks.Servers;

namespace GridActors.Cluster.Benchmarks.Hosts;

/// <summary>A cluster of one silo on a database of its own.</summary>
internal sealed class SiloDeployment : IDeployment
{
    private readonly PostgresServer _server;
    private readonly string _database;
    private readonly SiloPorts _ports = SiloPorts.Free();

    private SiloDeployment(PostgresServer server, string database) => (_server, _database) = (server, database);

    public static async Task<IDeployment> DeployAsync()
    {
        var server = await PostgresServer.StartAsync();
        return new SiloDeployment(server, await SiloCluster.MigratedAsync(server, "growth"));
    }

    public ServerProcess Start() => SiloCluster.StartSilo(_database, _ports);

    public Task<long> BytesAsync() => SiloCluster.BytesOfAsync(_database);

    public ValueTask DisposeAsync() => _server.DisposeAsync();
}
