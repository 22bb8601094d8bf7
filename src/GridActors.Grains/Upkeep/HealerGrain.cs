using GridActors.Journaling.Loop;
using GridActors.Journaling.RollUps;

namespace GridActors.Grains.Upkeep;

/// <summary>What the healer keeps across silos, for people who ask whether it works.</summary>
[GenerateSerializer, Alias("gridactors.healings.v1")]
internal sealed class Healings
{
    [Id(0)]
    public DateTimeOffset LastAt { get; set; }

    [Id(1)]
    public long AreasRefreshed { get; set; }
}

/// <summary>Pull for truth across the cluster: the address and the pace of its one <see cref="RollUpWatch"/>.</summary>
internal sealed class HealerGrain(
    UnitPorts ports,
    [PersistentState("healings", UpkeepStorage.Name)] IPersistentState<Healings> healings)
    : Grain, IHealerGrain, IRemindable
{
    private const string Reminder = "heal";
    private static readonly TimeSpan ReminderPace = TimeSpan.FromMinutes(1);

    private readonly RollUpWatch _watch = new(ports.Store, ports.Units, ports.Log, ports.Time);

    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        // It may be here because the silo that had it was lost.
        _watch.Alert();
        this.RegisterGrainTimer(
            LookAsync, new GrainTimerCreationOptions(TimeSpan.Zero, RollUpWatch.Pace) { KeepAlive = true });
        return Task.CompletedTask;
    }

    public Task StartAsync() => this.RegisterOrUpdateReminder(Reminder, ReminderPace, ReminderPace);

    public Task ClusterChangedAsync()
    {
        _watch.Alert();
        return Task.CompletedTask;
    }

    public Task ReceiveReminder(string reminderName, TickStatus status) => Task.CompletedTask;

    private async Task LookAsync(CancellationToken cancellation)
    {
        if (await _watch.LookAsync(cancellation) is { Refreshed: > 0 and var refreshed })
        {
            healings.State.LastAt = ports.Time.GetUtcNow();
            healings.State.AreasRefreshed += refreshed;
            await healings.WriteStateAsync(cancellation);
        }
    }
}
