using GridActors.Core.Units;
using GridActors.Journaling.Ports;

namespace GridActors.Journaling.Tests.Contract;

/// <summary>Units with something to do are found from every area above, by when there is.</summary>
public abstract class TaskContract<TStore> : JournalContract<TStore>
    where TStore : StoreUnderTest, new()
{
    private static readonly DateTimeOffset Noon = UnitWriter.Noon;

    [Fact]
    public async Task A_unit_is_found_from_the_instant_on_at_which_there_is_something_to_do()
    {
        var tree = await RegisterTreeAsync();
        await TaskAsync(tree["h1"], Noon, lists: true);
        await TaskAsync(tree["h2"], Noon.AddHours(1), lists: true);
        await ReopenAsync();

        Assert.Empty(await FindAsync("c", Noon.AddMilliseconds(-1)));
        foreach (var above in new[] { "c", "t", "v" })
        {
            Assert.Equal(["h1"], await FindAsync(above, Noon));
            Assert.Equal(["h1", "h2"], await FindAsync(above, Noon.AddHours(1)));
        }

        Assert.Equal(["h1"], await FindAsync("h1", DateTimeOffset.MaxValue));
        Assert.Empty(await FindAsync("nowhere", DateTimeOffset.MaxValue));
    }

    [Fact]
    public async Task The_last_append_says_when_and_whether()
    {
        var tree = await RegisterTreeAsync();
        await TaskAsync(tree["h1"], Noon, lists: true);
        await TaskAsync(tree["h1"], Noon.AddDays(1), lists: null);
        Assert.Empty(await FindAsync("c", Noon));
        Assert.Equal(["h1"], await FindAsync("c", Noon.AddDays(1)));

        await TaskAsync(tree["h1"], null, lists: false);
        Assert.Empty(await FindAsync("c", DateTimeOffset.MaxValue));
    }

    [Fact]
    public async Task Pages_follow_one_another()
    {
        var tree = await RegisterTreeAsync();
        for (var i = 0; i < 13; i++)
        {
            await TaskAsync(await RegisteredAsync($"x{i}", UnitKind.Household, "v"), Noon, lists: true);
        }

        var found = new List<UnitId>();
        for (UnitId? after = null; await Store.TaskedAsync(Id("t"), Noon, after, 4) is { Count: > 0 } page; after = page[^1])
        {
            Assert.InRange(page.Count, 1, 4);
            found.AddRange(page);
        }

        Assert.Equal(13, found.Distinct().Count());
        Assert.Equal(13, found.Count);
    }

    [Fact]
    public async Task A_unit_that_moves_is_found_where_it_stands()
    {
        var tree = await RegisterTreeAsync();
        await RegisteredAsync("t2", UnitKind.Township, "c");
        await RegisteredAsync("v2", UnitKind.Village, "t2");
        await TaskAsync(tree["h1"], Noon, lists: true);
        Assert.True(await tree["h1"].AppendAsync(append => append with
        {
            Head = UnitWriter.Head("h1", UnitKind.Household, "v2"),
            MovedFrom = Id("v"),
            Guard = AppendGuard.OpenParent,
            NextTask = Noon,
            ListsTasks = true,
        }));

        Assert.Equal(["h1"], await FindAsync("t2", Noon));
        Assert.Equal(["h1"], await FindAsync("c", Noon));
        Assert.Empty(await FindAsync("t", Noon));
    }

    private static async Task TaskAsync(UnitWriter unit, DateTimeOffset? at, bool? lists) =>
        Assert.True(await unit.AppendAsync(append => append with { NextTask = at, ListsTasks = lists }));

    private async Task<IEnumerable<string>> FindAsync(string unit, DateTimeOffset at) =>
        (await Store.TaskedAsync(Id(unit), at, null, 100)).Select(found => found.Value).Order(StringComparer.Ordinal);
}
