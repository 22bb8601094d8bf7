using GridActors.Core.Bulletins;
using GridActors.Core.Records;
using GridActors.Core.Units;
using GridActors.Gateway.Access;
using GridActors.Gateway.Bulletins;
using GridActors.Gateway.Health;
using GridActors.Gateway.History;
using GridActors.Gateway.Indicators;
using GridActors.Gateway.Live;
using GridActors.Gateway.OpenApi;
using GridActors.Gateway.Plans;
using GridActors.Gateway.Records;
using GridActors.Gateway.Reports;
using GridActors.Gateway.Tasks;
using GridActors.Gateway.Totals;
using GridActors.Gateway.Units;
using GridActors.Gateway.Villages;
using GridActors.Journaling.Ports;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace GridActors.Gateway;

public static class GatewayServices
{
    /// <summary>
    /// Adds what the routes need beside the ports. The host registers those: <c>IUnits</c>, <c>IUnitDirectory</c>,
    /// <c>IJournal</c>, <c>IUnitImport</c>, <c>IAlerts</c>, <c>UnitTasks</c>, <c>UnitStates</c>, <c>TraceSearch</c>,
    /// <see cref="Catalogue"/> and <see cref="Calendar"/>; a <see cref="TimeProvider"/>, or a <see cref="FieldTime"/>
    /// alone, where it is not the system's.
    /// </summary>
    /// <exception cref="InvalidOperationException">The options cannot be meant so.</exception>
    public static IServiceCollection AddGridActorsGateway(
        this IServiceCollection services, Action<GatewayOptions>? configure = null)
    {
        var options = new GatewayOptions();
        configure?.Invoke(options);
        options.Validate();
        services.AddSingleton(options);

        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<FieldTime>();
        services.TryAddSingleton<RecordReader>();
        services.TryAddSingleton<UnitSnapshot>();
        services.AddSingleton<Readiness>();
        services.AddSingleton<JournalProbe>();
        services.AddSingleton<RecordPosts>();
        services.AddSingleton<TotalsAnswer>();
        services.AddSingleton<VoidedEntries>();
        services.AddSingleton<LiveFeeds>();
        services.AddSingleton<IndicatorList>();
        services.AddSingleton<FigureTable>();
        services.AddSingleton<UnitNames>();
        services.AddSingleton<VillageWalk>();
        services.AddSingleton<UnreachedHouseholds>();
        services.AddSingleton<VillageReports>();
        services.AddSingleton<PlansInForce>();
        services.AddSingleton<PlanTasks>();
        services.AddSingleton<BulletinSource>();
        services.AddGatewayOpenApi(needsToken: options.AccessTokens is not null);
        if (options.AccessTokens is not null)
        {
            services.AddAccessTokens();
        }

        return services;
    }
}
