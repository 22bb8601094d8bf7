using GridActors.Gateway.Health;
using GridActors.Journaling.Telemetry;
using OpenTelemetry;
using OpenTelemetry.Resources;

namespace GridActors.Silo.Hosting;

/// <summary>
/// Traces and metrics over OTLP, when the environment says where to (OTEL_EXPORTER_OTLP_ENDPOINT); nothing is measured
/// for nobody.
/// </summary>
internal static class Telemetry
{
    private const string Endpoint = "OTEL_EXPORTER_OTLP_ENDPOINT";

    /// <param name="instance">What this silo is called in metrics and traces; the same after a restart.</param>
    public static IServiceCollection AddTelemetry(
        this IServiceCollection services, IConfiguration settings, string instance)
    {
        if (!IsWanted(settings))
        {
            return services;
        }

        services.AddOpenTelemetry()
            .ConfigureResource(resource => resource.AddService("gridactors-silo", serviceInstanceId: instance))
            .WithTracing(tracing => tracing
                .AddSource(
                    UnitTelemetry.Name,
                    "Microsoft.AspNetCore",
                    "Microsoft.Orleans.Runtime",
                    "Microsoft.Orleans.Application",
                    "Npgsql"))
            .WithMetrics(metrics => metrics
                .AddMeter(
                    UnitTelemetry.Name,
                    "Microsoft.Orleans",
                    "Microsoft.AspNetCore.Hosting",
                    "System.Runtime",
                    "Npgsql"))
            .UseOtlpExporter();
        return services;
    }

    /// <summary>Calls between grains carry the trace that they belong to: a filter around each call.</summary>
    public static ISiloBuilder AddTelemetry(this ISiloBuilder silo, IConfiguration settings) =>
        IsWanted(settings) ? silo.AddActivityPropagation() : silo;

    /// <summary>Whether this silo has joined and takes requests: 1, else 0.</summary>
    public static void Measure(this Readiness readiness) => UnitTelemetry.Meter.CreateObservableGauge(
        "gridactors.silo.ready",
        () => readiness.IsReady ? 1 : 0,
        description: "Whether the silo has joined its cluster and takes requests: 1, else 0.");

    private static bool IsWanted(IConfiguration settings) => !string.IsNullOrEmpty(settings[Endpoint]);
}
