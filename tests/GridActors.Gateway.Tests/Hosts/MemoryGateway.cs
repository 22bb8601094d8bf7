using GridActors.Core.Records;
using GridActors.Core.Units;
using GridActors.Gateway.Access;
using GridActors.Gateway.Health;
using GridActors.Journaling.Import;
using GridActors.Journaling.Loop;
using GridActors.Journaling.Memory;
using GridActors.Journaling.Ports;
using GridActors.Journaling.Tasks;
using GridActors.Journaling.Traces;
using GridActors.Standalone.Hosting;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace GridActors.Gateway.Tests.Hosts;

/// <summary>The real units of one process on the in-memory journal, behind a real Kestrel on a free loopback port.</summary>
public sealed record MemoryGateway
{
    public IReadOnlyList<AccessToken>? AccessTokens { get; init; }

    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>Stands between the gateway and the units, to look on or to get in the way.</summary>
    public Func<IUnits, IUnits> AroundUnits { get; init; } = units => units;

    public Func<IJournal, IJournal> AroundJournal { get; init; } = journal => journal;

    /// <summary>What the process says; null: nothing.</summary>
    public ILoggerProvider? Log { get; init; }

    public async Task<RunningGateway> StartAsync()
    {
        var store = new MemoryJournal();
        var calendar = new Calendar(TimeZoneInfo.FindSystemTimeZoneById("Asia/Shanghai"));
        var units = new LocalUnits(
            Catalogue.Standard, calendar, store, Time, new SilentLog(), new UnitOptions(), new LocalUnitsOptions());

        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        if (Log is not null)
        {
            builder.Logging.AddProvider(Log);
        }

        builder.WebHost.UseUrls("http://127.0.0.1:0").UseGatewayKestrel();
        builder.Services
            .AddSingleton(AroundUnits(units))
            .AddSingleton(AroundJournal(store))
            .AddSingleton<IUnitDirectory>(store)
            .AddSingleton<ILateEntries>(store)
            .AddSingleton<IAlerts>(store)
            .AddSingleton(new UnitTasks(units.Ports))
            .AddSingleton(new UnitStates(units.Ports))
            .AddSingleton(new TraceSearch(units.Ports))
            .AddSingleton<IUnitImport>(new UnitImport(units.Ports))
            .AddSingleton(Catalogue.Standard)
            .AddSingleton(calendar)
            .AddSingleton(Time)
            .AddGridActorsGateway(options => options.AccessTokens = AccessTokens);
        var app = builder.Build();
        app.MapGridActors();
        app.Services.GetRequiredService<Readiness>().IsReady = true;
        await app.StartAsync();
        var address = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First();
        return new RunningGateway(new Uri(address), app.Services, async () =>
        {
            await app.StopAsync();
            await app.DisposeAsync();
            await units.StopAsync(TimeSpan.FromSeconds(5));
        });
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
