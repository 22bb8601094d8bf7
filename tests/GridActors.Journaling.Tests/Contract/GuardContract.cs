using GridActors.Core.Units;
using GridActors.Journaling.Ports;

namespace GridActors.Journaling.Tests.Contract;

/// <summary>What an append may demand of other units holds at the moment when it commits.</summary>
public abstract class GuardContract<TStore> : JournalContract<TStore>
    where TStore : StoreUnderTest, new()
{
    [Fact]
    public async Task A_unit_comes_only_under_a_parent_that_is_registered_and_open()
    {
        var county = await RegisteredAsync("c", UnitKind.County);
        var closed = await RegisteredAsync("closed", UnitKind.Township, "c");
        Assert.True(await closed.CloseAsync(UnitWriter.Head("closed", UnitKind.Township, "c")));
        var gone = await RegisteredAsync("gone", UnitKind.Township, "c");
        Assert.True(await gone.VoidAsync(UnitWriter.Head("gone", UnitKind.Township, "c")));
        Assert.True(await Unit("unregistered").AppendAsync());

        foreach (var parent in (string[])["nobody", "closed", "gone", "unregistered"])
        {
            var child = Unit($"under-{parent}");
            Assert.False(await RegisterGuardedAsync(child, parent));
            Assert.Equal(new StoredUnit(0, 0, null), await Store.LoadAsync(child.Id));
            Assert.Null(await Store.FindAsync(child.Id));
        }

        Assert.True(await RegisterGuardedAsync(Unit("under-c"), county.Id.Value));
    }

    [Fact]
    public async Task A_root_has_no_parent_to_be_guarded()
    {
        var root = Unit("root");
        Assert.True(await root.AppendAsync(append => append with
        {
            Head = UnitWriter.Head("root", UnitKind.Province),
            Guard = AppendGuard.OpenParent,
        }));
    }

    [Fact]
    public async Task A_unit_closes_only_when_no_open_unit_stands_under_it()
    {
        var tree = await RegisterTreeAsync();
        var village = UnitWriter.Head("v", UnitKind.Village, "t");
        Assert.False(await tree["v"].CloseAsync(village));
        Assert.False((await Store.FindAsync(Id("v")))!.IsClosed);
        Assert.Equal(1, (await Store.LoadAsync(Id("v"))).Version);

        Assert.True(await tree["h1"].CloseAsync(UnitWriter.Head("h1", UnitKind.Household, "v")));
        Assert.False(await tree["v"].CloseAsync(village));
        await RegisteredAsync("v2", UnitKind.Village, "t");
        Assert.True(await tree["h2"].MoveAsync(UnitKind.Household, "v", "v2"));

        Assert.True(await tree["v"].CloseAsync(village));
        Assert.True((await Store.FindAsync(Id("v")))!.IsClosed);
    }

    [Fact]
    public async Task A_unit_that_was_voided_does_not_keep_its_parent_open()
    {
        var tree = await RegisterTreeAsync();
        Assert.True(await tree["h1"].VoidAsync(UnitWriter.Head("h1", UnitKind.Household, "v")));
        Assert.True(await tree["h2"].VoidAsync(UnitWriter.Head("h2", UnitKind.Household, "v")));
        Assert.True(await tree["v"].CloseAsync(UnitWriter.Head("v", UnitKind.Village, "t")));
    }

    [Fact]
    public async Task A_registration_is_voided_only_when_no_unit_ever_stood_under_it()
    {
        var tree = await RegisterTreeAsync();
        var village = UnitWriter.Head("v", UnitKind.Village, "t");
        await RegisteredAsync("v2", UnitKind.Village, "t");
        Assert.False(await tree["v"].VoidAsync(village));
        Assert.True(await tree["h1"].MoveAsync(UnitKind.Household, "v", "v2"));
        Assert.True(await tree["h2"].MoveAsync(UnitKind.Household, "v", "v2"));
        Assert.False(await tree["v"].VoidAsync(village));
        Assert.NotNull(await Store.FindAsync(Id("v")));

        var closed = await RegisteredAsync("v3", UnitKind.Village, "t");
        var child = await RegisteredAsync("h3", UnitKind.Household, "v3");
        Assert.True(await child.CloseAsync(UnitWriter.Head("h3", UnitKind.Household, "v3")));
        Assert.False(await closed.VoidAsync(UnitWriter.Head("v3", UnitKind.Village, "t")));

        var empty = await RegisteredAsync("v4", UnitKind.Village, "t");
        Assert.True(await empty.VoidAsync(UnitWriter.Head("v4", UnitKind.Village, "t")));
        Assert.Null(await Store.FindAsync(Id("v4")));
    }

    [Fact]
    public async Task A_parent_that_closes_while_a_child_registers_stays_without_open_children()
    {
        await RegisteredAsync("c", UnitKind.County);
        for (var round = 0; round < 30; round++)
        {
            var (id, head) = ($"t{round}", UnitWriter.Head($"t{round}", UnitKind.Township, "c"));
            var parent = await RegisteredAsync(id, UnitKind.Township, "c");
            var closing = Task.Run(() => parent.CloseAsync(head));
            var registering = Task.Run(() => RegisterGuardedAsync(Unit($"v{id}"), id));

            Assert.NotEqual(await closing, await registering);
        }
    }

    [Fact]
    public async Task A_guard_that_fails_does_not_fail_its_neighbours()
    {
        await RegisteredAsync("c", UnitKind.County);
        var registered = await Task.WhenAll(Enumerable.Range(0, 60).Select(i => Task.Run(
            () => RegisterGuardedAsync(Unit($"t{i}"), i % 3 == 0 ? "nobody" : "c"))));

        Assert.Equal(Enumerable.Range(0, 60).Select(i => i % 3 != 0), registered);
        Assert.Equal(40, (await Store.ChildrenAsync(Id("c"))).Count);
    }

    private static Task<bool> RegisterGuardedAsync(UnitWriter unit, string parent) => unit.AppendAsync(append => append with
    {
        Head = UnitWriter.Head(unit.Id.Value, UnitKind.Township, parent),
        Guard = AppendGuard.OpenParent,
    });
}
