using GridActors.Gateway.Tests.Hosts;
using GridActors.Postgres;
using GridActors.Postgres.Tests.Servers;
using GridActors.Silo.Hosting;
using Microsoft.Extensions.Configuration;

namespace GridActors.Silo.Tests.Gateway;

/// <summary>The silo as <c>serve --open</c> runs it, each on a database of its own, inside the tests' process.</summary>
internal static class PostgresSilo
{
    private const string TimeZone = "Asia/Shanghai";

    /// <summary>Migrated once; a database made after it is ready at once.</summary>
    private static readonly Lazy<Task<string>> Template = new(MigrateTemplateAsync);

    public static async Task<RunningGateway> StartAsync()
    {
        var postgres = await ThrowAwayPostgres.Shared;
        var database = await postgres.CopyDatabaseAsync(await Template.Value);
        var settings = SiloSettings.From(new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["ConnectionStrings:GridActors"] = database,
            ["TimeZone"] = TimeZone,
            ["Cluster:SiloPort"] = $"{ThrowAwayPostgres.FreePort()}",
            ["Cluster:GatewayPort"] = $"{ThrowAwayPostgres.FreePort()}",
        }).Build());
        var server = await SiloServer.StartAsync(
            settings, "http://127.0.0.1:0", tokensDirectory: null, TimeProvider.System, CancellationToken.None);
        return new RunningGateway(new Uri(server.Address), server.Services, async () =>
        {
            await server.DisposeAsync();
            await postgres.DropDatabaseAsync(database);
        });
    }

    private static async Task<string> MigrateTemplateAsync()
    {
        var database = await (await ThrowAwayPostgres.Shared).CreateDatabaseAsync();
        await PostgresMigrations.RunAsync(database, TimeZone);
        return database;
    }
}
