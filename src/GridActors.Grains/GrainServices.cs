using GridActors.Core.Records;
using GridActors.Grains.Units;
using GridActors.Grains.Upkeep;
using GridActors.Journaling.Loop;
using GridActors.Journaling.Ports;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace GridActors.Grains;

public static class GrainServices
{
    /// <summary>
    /// Adds the units as grains, and what keeps them true and on time. The host registers <see cref="IUnitStore"/>,
    /// <see cref="Catalogue"/>, <see cref="Calendar"/> and <see cref="IUnitLog"/>, and gives the silo reminders and a
    /// grain storage named <see cref="UpkeepStorage.Name"/>; a <see cref="FieldTime"/> where it is not the system's.
    /// </summary>
    public static IServiceCollection AddGridActorsGrains(
        this IServiceCollection services, UnitOptions units, GrainUnitsOptions options)
    {
        services.AddGridActorsUnits(units, options);
        services.AddSingleton<LostSilos>();
        services.AddHostedService<UpkeepStarter>();
        services.AddHostedService<TraceFiller>();
        return services;
    }

    /// <summary>Adds <see cref="IUnits"/> alone, for a client of the cluster that also reads the journal.</summary>
    public static IServiceCollection AddGridActorsUnits(
        this IServiceCollection services, UnitOptions units, GrainUnitsOptions options)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<FieldTime>();
        services.AddSingleton(units).AddSingleton(options);
        services.AddSingleton<IUnits, GrainUnits>();
        services.AddSingleton(provider => ActivatorUtilities.CreateInstance<UnitPorts>(
            provider, provider.GetRequiredService<FieldTime>().Provider));
        return services;
    }
}
