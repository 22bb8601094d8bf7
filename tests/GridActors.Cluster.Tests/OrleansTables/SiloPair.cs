using System.Net;
using GridActors.Postgres.Tests.Servers;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;
using Orleans.Configuration;

namespace GridActors.Cluster.Tests.OrleansTables;

/// <summary>Two silos in this process, on a database that holds nothing but the tables under test.</summary>
public sealed class SiloPair : IAsyncLifetime
{
    public const string Cluster = "test-cluster";
    public const string Service = "test-service";
    public const string Storage = "tables";
    public const string DeletingStorage = "tables-deleting"; // rows go with the state
    private const string Invariant = "Npgsql";

    private ThrowAwayPostgres _postgres = null!;

    public string ConnectionString { get; private set; } = "";

    public IHost One { get; private set; } = null!;

    public IHost Two { get; private set; } = null!;

    public IGrainFactory Grains => One.Services.GetRequiredService<IGrainFactory>();

    public async Task InitializeAsync()
    {
        _postgres = await ThrowAwayPostgres.StartAsync();
        var database = await _postgres.CreateDatabaseAsync();
        await ThrowAwayPostgres.RunSqlAsync(database, ReadSchema());
        ConnectionString = new NpgsqlConnectionStringBuilder(database) { SearchPath = "orleans" }.ConnectionString;
        One = Silo("one");
        Two = Silo("two");
        await Task.WhenAll(One.StartAsync(), Two.StartAsync());
    }

    public async Task DisposeAsync()
    {
        await Two.StopAsync();
        await One.StopAsync();
        Two.Dispose();
        One.Dispose();
        await _postgres.DisposeAsync();
    }

    public IHost Client() => new HostBuilder()
        .ConfigureLogging(logging => logging.SetMinimumLevel(LogLevel.Warning))
        .UseOrleansClient(client => client
            .Configure<ClusterOptions>(Name)
            .UseAdoNetClustering(options =>
            {
                options.Invariant = Invariant;
                options.ConnectionString = ConnectionString;
            }))
        .Build();

    public async Task<T> ScalarAsync<T>(string sql)
    {
        await using var connection = new NpgsqlConnection(ConnectionString);
        await connection.OpenAsync();
#pragma warning disable CA2100 // Text of the tests.
        await using var command = new NpgsqlCommand(sql, connection);
#pragma warning restore CA2100
        return (T)(await command.ExecuteScalarAsync())!;
    }

    public static async Task UntilAsync(string what, TimeSpan limit, Func<Task<bool>> isSo)
    {
        for (var end = DateTime.UtcNow + limit; !await isSo(); await Task.Delay(100))
        {
            Assert.True(DateTime.UtcNow < end, $"not within {limit}: {what}");
        }
    }

    private IHost Silo(string name) => new HostBuilder()
        .ConfigureLogging(logging => logging.SetMinimumLevel(LogLevel.Warning))
        .UseOrleans(silo => silo
            .Configure<ClusterOptions>(Name)
            .Configure<SiloOptions>(options => options.SiloName = name)
            .Configure<ClusterMembershipOptions>(options =>
            {
                options.TableRefreshTimeout = TimeSpan.FromSeconds(1);
                options.ProbeTimeout = TimeSpan.FromSeconds(1);
                options.NumMissedProbesLimit = 2;
            })
            .ConfigureEndpoints(IPAddress.Loopback, ThrowAwayPostgres.FreePort(), ThrowAwayPostgres.FreePort())
            .UseAdoNetClustering(options =>
            {
                options.Invariant = Invariant;
                options.ConnectionString = ConnectionString;
            })
            .AddAdoNetGrainStorage(Storage, options =>
            {
                options.Invariant = Invariant;
                options.ConnectionString = ConnectionString;
            })
            .AddAdoNetGrainStorage(DeletingStorage, options =>
            {
                options.Invariant = Invariant;
                options.ConnectionString = ConnectionString;
                options.DeleteStateOnClear = true;
            })
            .UseAdoNetReminderService(options =>
            {
                options.Invariant = Invariant;
                options.ConnectionString = ConnectionString;
            }))
        .Build();

    private static void Name(ClusterOptions options)
    {
        options.ClusterId = Cluster;
        options.ServiceId = Service;
    }

    private static string ReadSchema()
    {
        using var stream = typeof(SiloPair).Assembly.GetManifestResourceStream("100-orleans")!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}

[CollectionDefinition(nameof(SiloPair))]
public sealed class SiloPairCollection : ICollectionFixture<SiloPair>;
