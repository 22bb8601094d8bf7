using GridActors.Core.Units;
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

/// <summary>
/// Pull for truth across the cluster. Stored totals of a busy area lag by design, a few seconds, so at rest only what
/// lagged at two looks in a row is read again. After a silo came or went all that lags is, several times: what an area
/// stores a few seconds later may show that its parent missed it.
/// </summary>
internal sealed class HealerGrain(
    UnitPorts ports,
    [PersistentState("healings", UpkeepStorage.Name)] IPersistentState<Healings> healings)
    : Grain, IHealerGrain, IRemindable
{
    private const string Reminder = "heal";
    private static readonly TimeSpan ReminderPace = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan RestPace = TimeSpan.FromMinutes(1);

    /// <summary>Above the pace in which areas store their totals, so that every look sees newer ones.</summary>
    private static readonly TimeSpan AlertPace = TimeSpan.FromSeconds(6);

    private readonly RollUpHealer _healer = new(ports.Store, ports.Units);
    private HashSet<UnitId> _lagged = [];
    private DateTimeOffset _alertUntil;
    private DateTimeOffset _lookedAt;

    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        // It may be here because the silo that had it was lost.
        _alertUntil = ports.Time.GetUtcNow() + LostSilos.Lasts;
        this.RegisterGrainTimer(
            LookAsync, new GrainTimerCreationOptions(TimeSpan.Zero, AlertPace) { KeepAlive = true });
        return Task.CompletedTask;
    }

    public Task StartAsync() => this.RegisterOrUpdateReminder(Reminder, ReminderPace, ReminderPace);

    public Task ClusterChangedAsync()
    {
        _alertUntil = ports.Time.GetUtcNow() + LostSilos.Lasts;
        return Task.CompletedTask;
    }

    public Task ReceiveReminder(string reminderName, TickStatus status) => Task.CompletedTask;

    private async Task LookAsync(CancellationToken cancellation)
    {
        var now = ports.Time.GetUtcNow();
        var isAlert = now < _alertUntil;
        if (!isAlert && now - _lookedAt < RestPace)
        {
            return;
        }

        _lookedAt = now;
        var lagging = await ports.Store.FindStaleAsync(cancellation);
        var refreshed = await _healer.RefreshAsync(
            isAlert ? lagging : lagging.Where(_lagged.Contains), cancellation);
        _lagged = [.. lagging];
        if (refreshed > 0)
        {
            healings.State.LastAt = now;
            healings.State.AreasRefreshed += refreshed;
            await healings.WriteStateAsync(cancellation);
        }
    }
}
