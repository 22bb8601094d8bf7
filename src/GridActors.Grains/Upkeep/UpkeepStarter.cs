using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace GridActors.Grains.Upkeep;

/// <summary>Each silo has upkeep work, and tells the healer when a silo came or went.</summary>
internal sealed partial class UpkeepStarter(
    IGrainFactory grains,
    IClusterMembershipService membership,
    LostSilos lost,
    TimeProvider time,
    ILogger<UpkeepStarter> log)
    : BackgroundService
{
    private static readonly TimeSpan RetryPause = TimeSpan.FromSeconds(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await InsistAsync(grains.GetGrain<IDeadlineGrain>(0).StartAsync, stoppingToken);
        lost.Joined();
        await InsistAsync(grains.GetGrain<IHealerGrain>(0).StartAsync, stoppingToken);
        await foreach (var members in membership.MembershipUpdates.WithCancellation(stoppingToken))
        {
            lost.See(members);
            await InsistAsync(grains.GetGrain<IHealerGrain>(0).ClusterChangedAsync, stoppingToken);
        }
    }

    /// <summary>The silo may not have joined yet, or the call went to one that was just lost.</summary>
    private async Task InsistAsync(Func<Task> call, CancellationToken cancellation)
    {
        while (!cancellation.IsCancellationRequested)
        {
            try
            {
                await call();
                return;
            }
            catch (Exception failure)
            {
                TriesAgain(failure.Message);
                await Task.Delay(RetryPause, time, cancellation);
            }
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Upkeep is not reached yet: {Reason}")]
    private partial void TriesAgain(string reason);
}
