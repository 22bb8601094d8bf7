using System.Net;
using System.Text;
using GridActors.Benchmarks.Clients;
using GridActors.Cluster.Benchmarks.Baselines;
using GridActors.Cluster.Benchmarks.Servers;
using GridActors.Core.Records;
using GridActors.Grains;
using GridActors.Grains.Units;
using GridActors.Grains.Upkeep;
using GridActors.Journaling.Import;
using GridActors.Journaling.Loop;
using GridActors.Journaling.Ports;
using GridActors.Postgres;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Orleans.Configuration;

namespace GridActors.Cluster.Benchmarks.Hosts;

/// <summary>A silo in this process with our units on PostgreSQL and, beside them, grains that save themselves.</summary>
internal sealed class BenchmarkSilo : IAsyncDisposable
{
    private const string TimeZone = "Asia/Shanghai";
    private const string Cluster = "benchmark";

    private readonly IHost _host;
    private readonly PostgresJournal _journal;

    private BenchmarkSilo(IHost host, PostgresJournal journal) => (_host, _journal) = (host, journal);

    public IGrainFactory Grains => _host.Services.GetRequiredService<IGrainFactory>();

    public UnitPorts Ports => _host.Services.GetRequiredService<UnitPorts>();

    public static async Task<BenchmarkSilo> StartAsync(string database, int writers)
    {
        await PostgresMigrations.RunAsync(database, TimeZone);
        var journal = await PostgresJournal.OpenAsync(
            new PostgresJournalOptions { ConnectionString = database, TimeZoneId = TimeZone, Writers = writers });
        var orleans = ClusterSchema.ConnectionString(database);
        var host = new HostBuilder()
            .ConfigureLogging(logging => logging.AddConsole().SetMinimumLevel(LogLevel.Error))
            .UseOrleans(silo => silo
                .Configure<ClusterOptions>(options => (options.ClusterId, options.ServiceId) = (Cluster, Cluster))
                .ConfigureEndpoints(IPAddress.Loopback, PostgresServer.FreePort(), PostgresServer.FreePort())
                .UseAdoNetClustering(options => (options.Invariant, options.ConnectionString) = ("Npgsql", orleans))
                .AddAdoNetGrainStorage(UpkeepStorage.Name, options => (options.Invariant, options.ConnectionString) = ("Npgsql", orleans))
                .AddAdoNetGrainStorage(SavingGrain.Storage, options => (options.Invariant, options.ConnectionString) = ("Npgsql", orleans))
                .UseAdoNetReminderService(options => (options.Invariant, options.ConnectionString) = ("Npgsql", orleans))
                .AddActivationRebalancer())
            .ConfigureServices(services => services
                .AddSingleton<IUnitStore>(journal)
                .AddSingleton<IJournal>(journal)
                .AddSingleton<IUnitDirectory>(journal)
                .AddSingleton<ILateEntries>(journal)
                .AddSingleton<IAreaStore>(journal)
                .AddSingleton<IUnitLog, ConsoleLog>()
                .AddSingleton(Catalogue.Standard)
                .AddSingleton(new Calendar(TimeZoneInfo.FindSystemTimeZoneById(TimeZone)))
                .AddGridActorsGrains(new UnitOptions(), new GrainUnitsOptions()))
            .Build();
        var silo = host.Services.GetRequiredService<ILocalSiloDetails>().SiloAddress;
        journal.WritesAs = new WritingSilo( // as in production: each append looks whether its silo was voted out
            Cluster, silo.Endpoint.Address.ToString(), silo.Endpoint.Port, silo.Generation);
        await host.StartAsync();
        return new BenchmarkSilo(host, journal);
    }

    /// <param name="csv">A list of units, as the gateway takes it.</param>
    public async Task RegisterAsync(string csv)
    {
        var rows = csv.Split('\n', StringSplitOptions.RemoveEmptyEntries).Skip(1)
            .Select(line => line.Split(','))
            .Select((cells, i) => new UnitRow(i + 2, cells[0], cells[1], cells[2], cells[3], null, null))
            .ToList();
        var result = await new UnitImport(Ports).ImportAsync(rows, null, default);
        if (result.Failures.Count > 0)
        {
            throw new InvalidOperationException($"registering: {result.Failures[0]}");
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _host.StopAsync();
        _host.Dispose();
        await _journal.DisposeAsync();
    }
}
