using GridActors.Journaling.Loop;
using GridActors.Journaling.Traces;
using Microsoft.Extensions.Hosting;

namespace GridActors.Grains.Upkeep;

/// <summary>
/// Brings what older programs wrote into the index of traces. Several silos may do it at once: each step is taken by
/// one of them.
/// </summary>
internal sealed class TraceFiller(UnitPorts ports) : BackgroundService
{
    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        new TraceFill(ports).RunAsync(stoppingToken);
}
