using System.Net;
using GridActors.Core.Records;
using GridActors.Core.Units;
using GridActors.Gateway;
using GridActors.Gateway.Health;
using GridActors.Gateway.Tests.Hosts;
using GridActors.Grains.Units;
using GridActors.Grains.Upkeep;
using GridActors.Journaling.Import;
using GridActors.Journaling.Loop;
using GridActors.Journaling.Memory;
using GridActors.Journaling.Ports;
using GridActors.Journaling.Tasks;
using GridActors.Journaling.Traces;
using GridActors.Postgres.Tests.Servers;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Orleans.Configuration;

namespace GridActors.Grains.Tests.Hosts;

/// <summary>
/// A real silo with the gateway in it, on an in-memory journal that several silos of this process may share: the
/// cluster's code without a database.
/// </summary>
internal sealed class MemorySilo : IAsyncDisposable
{
    private readonly WebApplication _app;

    private MemorySilo(WebApplication app, int siloPort, int gatewayPort, string cluster) =>
        (_app, SiloPort, GatewayPort, Cluster) = (app, siloPort, gatewayPort, cluster);

    public int SiloPort { get; }

    public int GatewayPort { get; }

    public string Cluster { get; }

    public IServiceProvider Services => _app.Services;

    public IUnits Units => Services.GetRequiredService<IUnits>();

    public UnitPorts Ports => Services.GetRequiredService<UnitPorts>();

    public Uri Address => new(
        Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First());

    /// <param name="first">The silo whose cluster to join; null for a cluster of its own.</param>
    public static async Task<MemorySilo> StartAsync(MemoryJournal store, MemorySilo? first = null)
    {
        var (siloPort, gatewayPort) = (FreePorts.Next(), FreePorts.Next());
        var cluster = first?.Cluster ?? $"test-{siloPort}";
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0").UseGatewayKestrel();
        builder.Host.UseOrleans(silo => silo
            .UseLocalhostClustering(
                siloPort, gatewayPort,
                first is null ? null : new IPEndPoint(IPAddress.Loopback, first.SiloPort), cluster, cluster)
            .Configure<ClusterMembershipOptions>(options =>
            {
                options.ProbeTimeout = TimeSpan.FromSeconds(1);
                options.NumMissedProbesLimit = 2;
            })
            .AddMemoryGrainStorage(UpkeepStorage.Name)
            .UseInMemoryReminderService());
        var calendar = new Calendar(TimeZoneInfo.FindSystemTimeZoneById("Asia/Shanghai"));
        builder.Services
            .AddSingleton<IUnitStore>(store)
            .AddSingleton<IJournal>(store)
            .AddSingleton<IUnitDirectory>(store)
            .AddSingleton<ILateEntries>(store)
            .AddSingleton<IAreaStore>(store)
            .AddSingleton<IAlerts>(store)
            .AddSingleton<UnitTasks>()
            .AddSingleton<UnitStates>()
            .AddSingleton<TraceSearch>()
            .AddSingleton<IUnitLog, SilentLog>()
            .AddSingleton(Catalogue.Standard)
            .AddSingleton(calendar)
            .AddSingleton<IUnitImport>(services => new UnitImport(services.GetRequiredService<UnitPorts>()))
            .AddGridActorsGrains(new UnitOptions(), new GrainUnitsOptions())
            .AddGridActorsGateway();
        var app = builder.Build();
        app.MapGridActors();
        app.Services.GetRequiredService<Readiness>().IsReady = true;
        await app.StartAsync();
        return new MemorySilo(app, siloPort, gatewayPort, cluster);
    }

    /// <summary>A client app, outside every silo.</summary>
    public async Task<IHost> ConnectAsync()
    {
        var client = new HostBuilder()
            .UseOrleansClient(orleans => orleans.UseLocalhostClustering(GatewayPort, Cluster, Cluster))
            .Build();
        await client.StartAsync();
        return client;
    }

    public static async Task<RunningGateway> StartGatewayAsync()
    {
        var silo = await StartAsync(new MemoryJournal());
        return new RunningGateway(silo.Address, silo.Services, silo.DisposeAsync);
    }

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync();
        await _app.DisposeAsync();
    }

    private sealed class SilentLog : IUnitLog
    {
        public void BatchFailed(UnitId unit, int records, Exception reason)
        {
        }

        public void ReportFailed(UnitId unit, UnitId parent, Exception reason)
        {
        }

        public void SaveFailed(UnitId area, Exception reason)
        {
        }

        public void TickFailed(UnitId unit, Exception reason)
        {
        }

        public void RefreshFailed(UnitId area, Exception reason)
        {
        }

        public void TracesNotFilled(Exception reason)
        {
        }
    }
}
