using GridActors.Core.Units;
using GridActors.Journaling.Deadlines;
using GridActors.Journaling.Ports;
using GridActors.Journaling.RollUps;

namespace GridActors.Simulation.Hosts;

/// <summary>
/// What one host of a deployment does beside serving: sweeps deadlines and heals totals, at the paces of the cluster's upkeep.
/// </summary>
internal sealed class Upkeep(World world, Host host)
{
    private static readonly TimeSpan AlertPace = TimeSpan.FromSeconds(6);
    public static readonly TimeSpan AlertLasts = TimeSpan.FromSeconds(25);
    private static readonly TimeSpan RestPace = TimeSpan.FromMinutes(1);

    private readonly DeadlineSweeper _sweeper = new(host.Ports.Store, host.Units, world.Log, host.Clock);
    private readonly RollUpHealer _healer = new(host.Ports.Store, host.Units);
    private HashSet<UnitId> _lagged = [];
    private DateTimeOffset _lookedAt;
    private DateTimeOffset _alertBegan;

    public void Start()
    {
        Begin("sweeper", SweepAsync);
        Begin("healer", HealAsync);
    }

    /// <summary>Exactly one host has it; one that was voted out believes that it still has.</summary>
    private bool HasDuty => host.IsVotedOut || world.Cluster.Members.FirstOrDefault() == host;

    private void Begin(string name, Func<Task> work)
    {
        var turns = world.Scheduler.NewTurns($"{name}@{host}", host.Gate);
        host.Work.Add(turns);
        turns.Post(work);
    }

    private async Task SweepAsync()
    {
        while (true)
        {
            // Longer than in production, where it is a second: a night has many of them.
            await world.PaceAsync(world.Chance.Seconds(1, 30));
            if (!HasDuty)
            {
                continue;
            }

            try
            {
                await _sweeper.SweepAsync(host.Clock.GetUtcNow());
            }
            catch (JournalUnavailableException)
            {
                // What is due stays due; the next sweep finds it.
            }
        }
    }

    private async Task HealAsync()
    {
        while (true)
        {
            var isAlert = world.Scheduler.Now < _alertBegan + AlertLasts;
            if (world.Cluster.ChangedAt > _alertBegan)
            {
                (_alertBegan, isAlert) = (world.Cluster.ChangedAt, true);
            }

            if (HasDuty && (isAlert || world.Scheduler.Now - _lookedAt >= RestPace))
            {
                await LookAsync(isAlert);
            }

            await world.PaceAsync(AlertPace);
        }
    }

    private async Task LookAsync(bool isAlert)
    {
        try
        {
            _lookedAt = world.Scheduler.Now;
            if (isAlert)
            {
                await _healer.HealAsync();
                return;
            }

            // A busy area always lags a little: at rest only what lagged at two looks is read again.
            var lagging = await host.Ports.Store.FindStaleAsync();
            await _healer.RefreshAsync(lagging.Where(_lagged.Contains));
            _lagged = [.. lagging];
        }
        catch (Exception reason)
        {
            world.Trace.Say($"heal   {host} could not: {reason.Message}");
        }
    }
}
