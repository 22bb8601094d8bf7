using GridActors.Journaling.Deadlines;
using GridActors.Journaling.Ports;
using GridActors.Journaling.RollUps;

namespace GridActors.Simulation.Hosts;

/// <summary>
/// What one host of a deployment does beside serving: sweeps deadlines and heals totals, at the paces of the cluster's upkeep.
/// </summary>
internal sealed class Upkeep(World world, Host host)
{
    private readonly DeadlineSweeper _sweeper = new(host.Ports.Store, host.Units, world.Log, host.Clock);
    private readonly RollUpWatch _watch = new(host.Ports.Store, host.Units, world.Log, host.Clock);
    private DateTimeOffset _alertedAt;

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
            if (world.Cluster.ChangedAt > _alertedAt)
            {
                _alertedAt = world.Cluster.ChangedAt;
                _watch.Alert();
            }

            if (HasDuty)
            {
                await LookAsync();
            }

            await world.PaceAsync(RollUpWatch.Pace);
        }
    }

    private async Task LookAsync()
    {
        try
        {
            await _watch.LookAsync();
        }
        catch (Exception reason)
        {
            world.Trace.Say($"heal   {host} could not: {reason.Message}");
        }
    }
}
