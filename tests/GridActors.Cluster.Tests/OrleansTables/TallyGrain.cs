using Orleans.Placement;
using Orleans.Runtime;

namespace GridActors.Cluster.Tests.OrleansTables;

/// <summary>Counts, and remembers it in the tables under test.</summary>
[Alias("test-tally")]
public interface ITallyGrain : IGrainWithStringKey
{
    [Alias("add")]
    Task<int> AddAsync(int count);

    [Alias("clear")]
    Task ClearAsync();

    [Alias("state")]
    Task<TallyView> StateAsync();

    [Alias("leave")]
    Task LeaveAsync();

    [Alias("remind")]
    Task RemindAsync(string name, TimeSpan period);

    [Alias("reminders")]
    Task<string[]> RemindersAsync();

    [Alias("forget")]
    Task ForgetAsync(string name);
}

[GenerateSerializer, Alias("test-tally-state")]
public sealed class TallyState
{
    [Id(0)]
    public int Sum { get; set; }
}

/// <param name="Activation">Another one after each activation.</param>
/// <param name="Silo">The address of the silo that it is on.</param>
[GenerateSerializer, Alias("test-tally-view")]
public sealed record TallyView(
    [property: Id(0)] int Sum, [property: Id(1)] bool Exists, [property: Id(2)] Guid Activation, [property: Id(3)] string Silo);

[GrainType("test-tally"), RandomPlacement] // the default placement may prefer one silo
public sealed class TallyGrain(
    [PersistentState("tally", SiloPair.Storage)] IPersistentState<TallyState> state, ILocalSiloDetails silo)
    : Grain, ITallyGrain, IRemindable
{
    private readonly Guid _activation = Guid.NewGuid();

    public async Task<int> AddAsync(int count)
    {
        state.State.Sum += count;
        await state.WriteStateAsync();
        return state.State.Sum;
    }

    public Task ClearAsync() => state.ClearStateAsync();

    public Task<TallyView> StateAsync() =>
        Task.FromResult(new TallyView(state.State.Sum, state.RecordExists, _activation, silo.SiloAddress.ToString()));

    public Task LeaveAsync()
    {
        DeactivateOnIdle();
        return Task.CompletedTask;
    }

    public Task RemindAsync(string name, TimeSpan period) => this.RegisterOrUpdateReminder(name, period, period);

    public async Task<string[]> RemindersAsync() =>
        [.. (await this.GetReminders()).Select(reminder => reminder.ReminderName).Order()];

    public async Task ForgetAsync(string name) =>
        await this.UnregisterReminder(await this.GetReminder(name) ?? throw new InvalidOperationException($"no {name}"));

    public Task ReceiveReminder(string reminderName, TickStatus status) => Task.CompletedTask;
}
