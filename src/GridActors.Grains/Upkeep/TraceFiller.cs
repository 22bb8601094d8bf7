using GridActors.Journaling.Loop;
using GridActors.Journaling.Traces;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace GridActors.Grains.Upkeep;

/// <summary>
/// Brings what older programs wrote into the index of traces: what lay there when this silo came, and what an older
/// silo beside it has written since. Several silos may do it at once: each step is taken by one of them.
/// </summary>
internal sealed partial class TraceFiller(UnitPorts ports, ILogger<TraceFiller> log) : BackgroundService
{
    private static readonly TimeSpan Pace = TimeSpan.FromHours(1);
    private static readonly TimeSpan RetryPause = TimeSpan.FromMinutes(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var fill = new TraceFill(ports);
        while (!stoppingToken.IsCancellationRequested)
        {
            var pause = Pace;
            try
            {
                await fill.RunAsync(stoppingToken);
            }
            catch (Exception failure) when (!stoppingToken.IsCancellationRequested)
            {
                NotFilled(failure);
                pause = RetryPause;
            }

            await Task.Delay(pause, ports.Time, stoppingToken);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The index of traces still lacks older entries")]
    private partial void NotFilled(Exception reason);
}
