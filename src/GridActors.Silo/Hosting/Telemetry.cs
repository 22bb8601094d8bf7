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

    public static IServiceCollection AddTelemetry(this IServiceCollection services, IConfiguration settings)
    {
        if (string.IsNullOrEmpty(settings[Endpoint]))
        {
            return services;
        }

        services.AddOpenTelemetry()
            .ConfigureResource(resource => resource.AddService("gridactors-silo"))
            .WithTracing(tracing => tracing
                .AddSource(
                    "Microsoft.AspNetCore", "Microsoft.Orleans.Runtime", "Microsoft.Orleans.Application", "Npgsql"))
            .WithMetrics(metrics => metrics
                .AddMeter("Microsoft.Orleans", "Microsoft.AspNetCore.Hosting", "System.Runtime", "Npgsql"))
            .UseOtlpExporter();
        return services;
    }
}
