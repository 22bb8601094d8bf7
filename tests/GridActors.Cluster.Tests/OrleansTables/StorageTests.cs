using Microsoft.Extensions.DependencyInjection;
using Orleans.Runtime;
using Orleans.Storage;

namespace GridActors.Cluster.Tests.OrleansTables;

[Collection(nameof(SiloPair))]
public sealed class StorageTests(SiloPair silos)
{
    private const string StateName = "tally";

    [Fact]
    public async Task A_grain_finds_its_state_again_after_it_was_deactivated()
    {
        var grain = silos.Grains.GetGrain<ITallyGrain>("kept");
        Assert.False((await grain.StateAsync()).Exists);
        await grain.AddAsync(2);
        Assert.Equal(5, await grain.AddAsync(3));

        var before = await grain.StateAsync();
        var after = await AnewAsync(grain);
        Assert.NotEqual(before.Activation, after.Activation);
        Assert.Equal((5, true), (after.Sum, after.Exists));
        Assert.Equal(9, await grain.AddAsync(4));
    }

    [Fact]
    public async Task Cleared_state_stays_cleared_and_can_be_written_again()
    {
        var grain = silos.Grains.GetGrain<ITallyGrain>("cleared");
        await grain.AddAsync(2);
        await grain.ClearAsync();
        Assert.False((await grain.StateAsync()).Exists);
        Assert.False((await AnewAsync(grain)).Exists);
        Assert.Equal(1, await grain.AddAsync(1));
        Assert.Equal((1, true), ((await AnewAsync(grain)).Sum, true));
        Assert.Equal(3, await silos.ScalarAsync<int>("SELECT version FROM orleansstorage WHERE grainidextensionstring = 'cleared'"));
    }

    [Theory]
    [InlineData("text")]
    [InlineData("number")] // no extension: null in the key
    [InlineData("number and text")]
    [InlineData("guid")]
    public async Task Of_fifty_racing_first_writes_one_wins_and_the_state_loads_for_ever_after(string kind)
    {
        var id = GrainId.Create(GrainType.Create($"test-race-{kind.Replace(' ', '-')}"), kind switch
        {
            "text" => IdSpan.Create("race"),
            "number" => GrainIdKeyExtensions.CreateIntegerKey(7),
            "number and text" => GrainIdKeyExtensions.CreateIntegerKey(7, "race"),
            _ => GrainIdKeyExtensions.CreateGuidKey(Guid.NewGuid()),
        });
        var type = $"race {kind}"; // the name of the state: rows are counted by it
        IGrainStorage[] storages = [Storage(silos.One), Storage(silos.Two)];
        var go = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var writes = Enumerable.Range(1, 50).Select(async sum =>
        {
            await go.Task;
            try
            {
                await storages[sum % 2].WriteStateAsync(type, id, State(sum));
                return sum;
            }
            catch (InconsistentStateException)
            {
                return 0;
            }
        }).ToArray();
        go.SetResult();
        var winner = Assert.Single(await Task.WhenAll(writes), sum => sum != 0);

        for (var time = 0; time < 3; time++)
        {
            var loaded = new GrainState<TallyState>();
            await storages[time % 2].ReadStateAsync(type, id, loaded);
            Assert.Equal((winner, true, "1"), (loaded.State!.Sum, loaded.RecordExists, loaded.ETag));
        }

        Assert.Equal(1L, await silos.ScalarAsync<long>($"SELECT count(*) FROM orleansstorage WHERE graintypestring = '{type}'"));
    }

    [Fact]
    public async Task Of_writes_upon_one_version_one_wins_and_neither_clears_nor_deletes_with_an_old_one()
    {
        var id = GrainId.Create("test-race", "later");
        var storage = Storage(silos.One);
        await storage.WriteStateAsync(StateName, id, State(1));
        var won = 0;
        await Task.WhenAll(Enumerable.Range(0, 20).Select(async _ =>
        {
            try
            {
                await storage.WriteStateAsync(StateName, id, State(2, etag: "1"));
                Interlocked.Increment(ref won);
            }
            catch (InconsistentStateException)
            {
                // What is expected of all but one.
            }
        }));
        Assert.Equal(1, won);

        await Assert.ThrowsAsync<InconsistentStateException>(() => storage.ClearStateAsync(StateName, id, State(1, etag: "1")));
        var deleting = silos.One.Services.GetRequiredKeyedService<IGrainStorage>(SiloPair.DeletingStorage);
        await Assert.ThrowsAsync<InconsistentStateException>(() => deleting.ClearStateAsync(StateName, id, State(1, etag: "1")));

        var state = State(0, etag: "2");
        await deleting.ClearStateAsync(StateName, id, state);
        Assert.Null(state.ETag);
        Assert.Equal(0L, await silos.ScalarAsync<long>("SELECT count(*) FROM orleansstorage WHERE grainidextensionstring = 'later'"));
    }

    private static IGrainStorage Storage(Microsoft.Extensions.Hosting.IHost silo) =>
        silo.Services.GetRequiredKeyedService<IGrainStorage>(SiloPair.Storage);

    private static GrainState<TallyState> State(int sum, string? etag = null) =>
        new(new TallyState { Sum = sum }, etag!) { RecordExists = etag is not null };

    /// <summary>Has the grain deactivated.</summary>
    /// <returns>What its next activation read.</returns>
    private static async Task<TallyView> AnewAsync(ITallyGrain grain)
    {
        var before = await grain.StateAsync();
        await grain.LeaveAsync();
        var now = before;
        await SiloPair.UntilAsync("another activation", TimeSpan.FromSeconds(10), async () =>
        {
            now = await grain.StateAsync();
            return now.Activation != before.Activation;
        });
        return now;
    }
}
