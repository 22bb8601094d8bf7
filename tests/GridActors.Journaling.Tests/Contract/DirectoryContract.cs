using GridActors.Core.Units;
using GridActors.Journaling.Ports;

namespace GridActors.Journaling.Tests.Contract;

public abstract class DirectoryContract<TStore> : JournalContract<TStore>
    where TStore : StoreUnderTest, new()
{
    [Fact]
    public async Task A_unit_is_found_with_all_that_it_is()
    {
        await RegisteredAsync("c", UnitKind.County);
        var unit = Unit("k");
        var head = new UnitHead(
            unit.Id, UnitKind.Checkpoint, "罗湖口岸 \"A\" 🚧", Id("c"), "county", 120, IsClosed: false, Exists: true, Version: 0);
        await unit.AppendAsync(append => append with { Head = head });
        await unit.AppendAsync(entries: 2);
        await ReopenAsync();

        Assert.Equal(head with { Version = 3 }, await Store.FindAsync(unit.Id));
        Assert.Null(await Store.FindAsync(Id("nobody")));
        Assert.Null(await Store.FindAsync(Id("K"))); // case counts
    }

    [Fact]
    public async Task A_later_head_replaces_the_earlier()
    {
        var unit = await RegisteredAsync("c", UnitKind.County);
        var amended = UnitWriter.Head("c", UnitKind.County) with { Name = "新名", Households = 7, Tier = "x" };
        await unit.AppendAsync(append => append with { Head = amended });
        Assert.Equal(amended with { Version = 2 }, await Store.FindAsync(unit.Id));

        await unit.AppendAsync(append => append with { Head = amended with { Households = null, Tier = null } });
        Assert.Equal(amended with { Households = null, Tier = null, Version = 3 }, await Store.FindAsync(unit.Id));
    }

    [Fact]
    public async Task A_unit_with_entries_but_without_registration_is_not_in_the_tree()
    {
        await Unit("u").AppendAsync();

        Assert.Null(await Store.FindAsync(Id("u")));
        Assert.Empty(await Store.ChildrenAsync(null));
        Assert.Empty(await Store.PageAsync(null, 10));
    }

    [Fact]
    public async Task Parents_come_from_the_root_down()
    {
        await RegisterTreeAsync();

        Assert.Equal(["c", "t", "v"], Ids(await Store.ParentsAsync(Id("h1"))));
        Assert.Empty(await Store.ParentsAsync(Id("c")));
        Assert.Empty(await Store.ParentsAsync(Id("nobody")));
    }

    [Fact]
    public async Task Children_come_by_id_and_closed_ones_too()
    {
        await RegisteredAsync("c", UnitKind.County);
        await RegisteredAsync("a-root", UnitKind.County);
        foreach (var id in (string[])["t2", "t10", "T1", "t1"])
        {
            await RegisteredAsync(id, UnitKind.Township, "c");
        }

        await RegisteredAsync("v", UnitKind.Village, "t1");
        var closing = Unit("t3");
        var head = UnitWriter.Head("t3", UnitKind.Township, "c");
        await closing.AppendAsync(append => append with { Head = head });
        await closing.CloseAsync(head);

        var children = await Store.ChildrenAsync(Id("c"));
        Assert.Equal(["T1", "t1", "t10", "t2", "t3"], Ids(children));
        Assert.Equal([false, false, false, false, true], children.Select(child => child.IsClosed));
        Assert.All(children, child => Assert.Equal(Id("c"), child.Parent));
        Assert.Equal(2, children[4].Version);
        Assert.Equal(["a-root", "c"], Ids(await Store.ChildrenAsync(null)));
        Assert.Empty(await Store.ChildrenAsync(Id("v")));
        Assert.Empty(await Store.ChildrenAsync(Id("nobody")));
    }

    [Fact]
    public async Task Open_children_are_told_from_closed_ones()
    {
        var tree = await RegisterTreeAsync();
        Assert.True(await Store.HasOpenChildrenAsync(Id("v")));
        Assert.False(await Store.HasOpenChildrenAsync(Id("h1")));
        Assert.False(await Store.HasOpenChildrenAsync(Id("nobody")));

        await tree["h1"].CloseAsync(UnitWriter.Head("h1", UnitKind.Household, "v"));
        Assert.True(await Store.HasOpenChildrenAsync(Id("v")));
        await tree["h2"].CloseAsync(UnitWriter.Head("h2", UnitKind.Household, "v"));
        Assert.False(await Store.HasOpenChildrenAsync(Id("v")));
    }

    [Fact]
    public async Task All_units_come_in_pages_by_id()
    {
        var tree = await RegisterTreeAsync();
        await Unit("d").AppendAsync(); // never registered

        Assert.Equal(["c", "h1"], Ids(await Store.PageAsync(null, 2)));
        Assert.Equal(["h2", "t"], Ids(await Store.PageAsync(Id("h1"), 2)));
        Assert.Equal(["v"], Ids(await Store.PageAsync(Id("t"), 2)));
        Assert.Empty(await Store.PageAsync(Id("v"), 2));
        Assert.Empty(await Store.PageAsync(Id("zzz"), 2));
        Assert.Equal(["h1", "h2", "t", "v"], Ids(await Store.PageAsync(Id("cc"), 9))); // no such unit
        Assert.Equal(tree.Count, (await Store.PageAsync(null, 100)).Count);
    }

    [Fact]
    public async Task A_voided_unit_is_in_no_list_and_may_be_registered_again()
    {
        var tree = await RegisterTreeAsync();
        var head = UnitWriter.Head("h1", UnitKind.Household, "v");
        Assert.True(await tree["h1"].VoidAsync(head));

        Assert.Null(await Store.FindAsync(Id("h1")));
        Assert.Equal(["h2"], Ids(await Store.ChildrenAsync(Id("v"))));
        Assert.Equal(["c"], Ids(await Store.ChildrenAsync(null)));
        Assert.Equal(["c", "h2", "t", "v"], Ids(await Store.PageAsync(null, 9)));
        Assert.Empty(await Store.ParentsAsync(Id("h1")));
        Assert.Equal(2, (await Store.LoadAsync(Id("h1"))).Version);

        Assert.True(await tree["h1"].AppendAsync(append => append with { Head = head }));
        Assert.Equal(["h1", "h2"], Ids(await Store.ChildrenAsync(Id("v"))));
        Assert.Equal(3, (await Store.FindAsync(Id("h1")))!.Version);
    }

    [Fact]
    public async Task A_moved_unit_stands_only_where_it_went()
    {
        var tree = await RegisterTreeAsync();
        await RegisteredAsync("v2", UnitKind.Village, "t");
        Assert.True(await tree["h1"].MoveAsync(UnitKind.Household, "v", "v2"));

        Assert.Equal(["h2"], Ids(await Store.ChildrenAsync(Id("v"))));
        Assert.Equal(["h1"], Ids(await Store.ChildrenAsync(Id("v2"))));
        Assert.Equal(["c", "t", "v2"], Ids(await Store.ParentsAsync(Id("h1"))));
    }

    private static IEnumerable<string> Ids(IEnumerable<UnitHead> heads) => heads.Select(head => head.Unit.Value);
}
