using GridActors.Core.Units;
using GridActors.Journaling.Ports;

namespace GridActors.Journaling.Tests.Contract;

/// <summary>What comes in about a day that is over is listed for the unit and for every area above it.</summary>
public abstract class LateContract<TStore> : JournalContract<TStore>
    where TStore : StoreUnderTest, new()
{
    private static readonly DateTimeOffset Noon = UnitWriter.Noon;
    private static readonly DateOnly Day = new(2020, 2, 7);

    [Fact]
    public async Task Late_entries_are_found_by_their_day_at_each_area_above_in_the_order_of_receipt()
    {
        var tree = await RegisterTreeAsync();
        await AppendAsync(tree["h2"], Noon.AddMinutes(3), Day);
        await AppendAsync(tree["h1"], Noon.AddMinutes(1), Day);
        await AppendAsync(tree["h1"], Noon.AddMinutes(2), Day.AddDays(1));
        await AppendAsync(tree["h1"], Noon.AddMinutes(4), null);
        await AppendAsync(tree["h1"], Noon.AddMinutes(5), Day);
        await ReopenAsync();

        foreach (var area in new[] { "c", "t", "v" })
        {
            var all = await Store.LateAsync(Id(area), Day, DateTimeOffset.MinValue, 10);
            Assert.Equal(
                [("h1", 2L), ("h2", 2L), ("h1", 5L)], all.Select(late => (late.Unit.Value, late.Entry.Version)));
        }

        var own = await Store.LateAsync(tree["h1"].Id, Day, DateTimeOffset.MinValue, 10);
        Assert.Equal([2L, 5L], own.Select(late => late.Entry.Version));
        Assert.Equal(tree["h1"].Entry(2).Utf8.ToArray(), own[0].Entry.Utf8.ToArray());
        Assert.Equal([3L], (await Store.LateAsync(tree["h1"].Id, Day.AddDays(1), DateTimeOffset.MinValue, 10))
            .Select(late => late.Entry.Version));
        Assert.Empty(await Store.LateAsync(tree["h1"].Id, Day.AddDays(2), DateTimeOffset.MinValue, 10));
        Assert.Empty(await Store.LateAsync(Id("nowhere"), Day, DateTimeOffset.MinValue, 10));
    }

    [Fact]
    public async Task Only_what_was_received_later_is_told_and_no_more_than_is_asked_for()
    {
        var tree = await RegisterTreeAsync();
        for (var i = 1; i <= 5; i++)
        {
            await AppendAsync(tree[i % 2 == 0 ? "h1" : "h2"], Noon.AddMinutes(i), Day);
        }

        var root = Id("c");
        var all = await Store.LateAsync(root, Day, DateTimeOffset.MinValue, 10);
        Assert.Equal(5, all.Count);
        Assert.Equal(all.Take(2), await Store.LateAsync(root, Day, DateTimeOffset.MinValue, 2), Same);
        Assert.Equal(all.Skip(3), await Store.LateAsync(root, Day, Noon.AddMinutes(3), 10), Same);
        Assert.Empty(await Store.LateAsync(root, Day, Noon.AddMinutes(5), 10));
    }

    [Fact]
    public async Task A_unit_that_moved_is_found_where_it_stands_and_an_append_that_lost_lists_nothing()
    {
        var tree = await RegisterTreeAsync();
        var home = tree["h1"];
        await AppendAsync(home, Noon, Day);
        var behind = new UnitWriter(() => Store, home.Id) { Key = home.Key, Version = home.Version - 1 };
        Assert.False(await behind.AppendAsync(append => append with { Late = [new LateMark(home.Version, Day.AddDays(1))] }));
        Assert.Empty(await Store.LateAsync(home.Id, Day.AddDays(1), DateTimeOffset.MinValue, 10));

        await RegisteredAsync("w", UnitKind.Village, "t");
        Assert.Single(await Store.LateAsync(Id("v"), Day, DateTimeOffset.MinValue, 10));
        Assert.True(await home.MoveAsync(UnitKind.Household, "v", "w"));
        Assert.Empty(await Store.LateAsync(Id("v"), Day, DateTimeOffset.MinValue, 10));
        Assert.Single(await Store.LateAsync(Id("w"), Day, DateTimeOffset.MinValue, 10));
    }

    [Fact]
    public async Task A_new_store_lists_everything() =>
        Assert.Equal(DateTimeOffset.MinValue, await Store.UnlistedUntilAsync());

    private static bool Same(LateEntry left, LateEntry right) =>
        (left.Unit, left.Entry.Version) == (right.Unit, right.Entry.Version);

    private static async Task AppendAsync(UnitWriter unit, DateTimeOffset received, DateOnly? day) =>
        Assert.True(await unit.AppendAsync(append => append with
        {
            Entries = [.. append.Entries.Select(entry => entry with { Received = received })],
            Late = day is { } late ? [new LateMark(append.Entries[0].Version, late)] : [],
        }));
}
