using GridActors.Journaling.Deadlines;
using GridActors.Journaling.Loop;

namespace GridActors.Grains.Upkeep;

/// <summary>What the sweeper keeps across silos, for people who ask whether it works.</summary>
[GenerateSerializer, Alias("gridactors.sweeps.v1")]
internal sealed class Sweeps
{
    [Id(0)]
    public DateTimeOffset LastAt { get; set; }

    [Id(1)]
    public long UnitsTold { get; set; }
}

/// <summary>
/// A timer while it is active; a reminder brings it back on another silo when its own is lost. Two of them for a while
/// do no harm: what is no longer due has nothing to say.
/// </summary>
internal sealed class DeadlineGrain(
    UnitPorts ports,
    [PersistentState("sweeps", UpkeepStorage.Name)] IPersistentState<Sweeps> sweeps)
    : Grain, IDeadlineGrain, IRemindable
{
    private const string Reminder = "sweep";
    private static readonly TimeSpan ReminderPace = TimeSpan.FromMinutes(1); // the shortest that reminders allow
    private static readonly TimeSpan SavePace = TimeSpan.FromMinutes(1);

    private readonly DeadlineSweeper _sweeper = new(ports.Store, ports.Units, ports.Log, ports.Time);
    private DateTimeOffset _savedAt;

    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        this.RegisterGrainTimer(
            SweepAsync,
            new GrainTimerCreationOptions(DeadlineSweeper.Pace, DeadlineSweeper.Pace) { KeepAlive = true });
        return Task.CompletedTask;
    }

    public Task StartAsync() => this.RegisterOrUpdateReminder(Reminder, ReminderPace, ReminderPace);

    public Task ReceiveReminder(string reminderName, TickStatus status) => Task.CompletedTask;

    private async Task SweepAsync(CancellationToken cancellation)
    {
        var now = ports.Time.GetUtcNow();
        sweeps.State.UnitsTold += await _sweeper.SweepAsync(now, cancellation);
        sweeps.State.LastAt = now;
        if (now - _savedAt >= SavePace)
        {
            _savedAt = now;
            await sweeps.WriteStateAsync(cancellation);
        }
    }
}
