using GridActors.Core.Areas;
using GridActors.Core.Totals;
using GridActors.Core.Units;
using GridActors.Journaling.Ports;

namespace GridActors.Journaling.Tests.Contract;

/// <summary>Own totals and what children count for.</summary>
public abstract class TotalsContract<TStore> : JournalContract<TStore>
    where TStore : StoreUnderTest, new()
{
    [Fact]
    public async Task A_unit_without_entries_counts_nothing()
    {
        var own = await Store.ReadOwnAsync(Id("nobody"));
        Assert.Equal((Id("nobody"), 0L), (own.Unit, own.Version));
        AssertSame(DailyTotals.Zero, own.Totals);
        Assert.Empty(await Store.ReadChildrenAsync(Id("nobody")));
        Assert.Null(await Store.ReadSubtreeAsync(Id("nobody")));
    }

    [Fact]
    public async Task Own_totals_come_back_exactly_at_the_journals_version()
    {
        var unit = await RegisteredAsync("c", UnitKind.County);
        var totals = Sums.Of(
            (Monday, Sums.People, 3), (Monday, Sums.Litres, 0.001m), (Tuesday, Sums.Litres, -1234567.125m),
            (LeapDay, Sums.Cars, 999_999_999_999m), (new DateOnly(1, 1, 1), Sums.Cars, 1), (new DateOnly(9999, 12, 31), Sums.Cars, 2));
        await unit.CountAsync(totals, entries: 3);
        await ReopenAsync();

        var own = await Store.ReadOwnAsync(unit.Id);
        Assert.Equal(4, own.Version);
        AssertSame(totals, own.Totals);
        Assert.Equal(-1234567.124m, own.Totals.Running[Sums.Litres].Units);
    }

    [Fact]
    public async Task What_only_a_newer_program_counts_comes_back_exactly_from_a_unit_and_from_the_areas_above_it()
    {
        await RegisteredAsync("t", UnitKind.Township);
        await RegisteredAsync("v", UnitKind.Village, "t");
        var gate = await RegisteredAsync("k", UnitKind.Checkpoint, "v");
        var totals = Sums.Of((Monday, Sums.Doses, 2.125m), (Monday, Sums.People, 1), (Tuesday, Sums.Doses, 7));
        await gate.CountAsync(totals);
        await Store.SaveAsync([new AreaRow(new SubtreeTotals(Id("v"), 3, totals))]);
        await ReopenAsync();

        AssertSame(totals, (await Store.ReadOwnAsync(gate.Id)).Totals);
        AssertSame(totals, Assert.Single(await Store.ReadChildrenAsync(Id("v"))).Totals);
        AssertSame(totals, (await Store.ReadSubtreeAsync(Id("v")))!.Totals);
        AssertSame(totals, Assert.Single(await Store.ReadChildrenAsync(Id("t"))).Totals);
    }

    [Fact]
    public async Task Changed_days_are_replaced_and_other_days_stay()
    {
        var unit = await RegisteredAsync("c", UnitKind.County);
        await unit.CountAsync(Sums.Of((Monday, Sums.People, 3), (Tuesday, Sums.People, 4), (Tuesday, Sums.Cars, 1)));
        var after = Sums.Of((Monday, Sums.People, 3), (Tuesday, Sums.People, 5), (LeapDay, Sums.People, 6));
        await unit.CountAsync(after);

        AssertSame(after, (await Store.ReadOwnAsync(unit.Id)).Totals);
    }

    [Fact]
    public async Task Days_and_sums_that_cancel_out_are_removed()
    {
        var unit = await RegisteredAsync("c", UnitKind.County);
        await unit.CountAsync(Sums.Of((Monday, Sums.People, 3), (Tuesday, Sums.People, 4)));
        await unit.CountAsync(Sums.OfPeople(Tuesday, 4));
        AssertSame(Sums.OfPeople(Tuesday, 4), (await Store.ReadOwnAsync(unit.Id)).Totals);

        await unit.CountAsync(DailyTotals.Zero);
        var own = await Store.ReadOwnAsync(unit.Id);
        Assert.Equal(4, own.Version);
        AssertSame(DailyTotals.Zero, own.Totals);
    }

    [Fact]
    public async Task Own_totals_are_never_ahead_of_or_behind_the_journal()
    {
        await RegisteredAsync("v", UnitKind.Village);
        var unit = Unit("h");
        await unit.AppendAsync(append => unit.Counting(append, Sums.OfPeople(Monday, 1)) with
        {
            Head = UnitWriter.Head("h", UnitKind.Household, "v"),
        });
        var writing = Task.Run(async () =>
        {
            for (var i = 0; i < 200; i++)
            {
                await unit.CountAsync(Sums.OfPeople(Monday, unit.Version + 1 + (i % 3)), entries: 1 + (i % 3));
            }
        });
        var looks = 0;
        for (var isLast = false; !isLast; looks++)
        {
            isLast = writing.IsCompleted;
            var own = await Store.ReadOwnAsync(unit.Id);
            AssertSame(Sums.OfPeople(Monday, own.Version), own.Totals);
            var child = Assert.Single(await Store.ReadChildrenAsync(Id("v")));
            AssertSame(Sums.OfPeople(Monday, child.Version), child.Totals);
            Assert.True(child.Version >= own.Version);
        }

        await writing;
        Assert.Equal(unit.Version, (await Store.ReadOwnAsync(unit.Id)).Version);
    }

    [Fact]
    public async Task Leaves_count_by_their_journal_and_areas_by_their_stored_subtree()
    {
        await RegisteredAsync("c", UnitKind.County);
        var village = await RegisteredAsync("t", UnitKind.Township, "c");
        await village.CountAsync(Sums.OfPeople(Monday, 100)); // its own, which is not what it stored
        await RegisteredAsync("t2", UnitKind.Township, "c");
        var gate = await RegisteredAsync("k", UnitKind.Checkpoint, "c");
        await gate.CountAsync(Sums.Of((Monday, Sums.People, 5), (Tuesday, Sums.Cars, 2)));
        await RegisteredAsync("k2", UnitKind.Checkpoint, "c");
        await RegisteredAsync("below", UnitKind.Village, "t");
        await Store.SaveAsync([new AreaRow(new SubtreeTotals(Id("t"), 41, Sums.OfPeople(Tuesday, 7)))]);

        var children = (await Store.ReadChildrenAsync(Id("c"))).ToDictionary(child => child.Unit.Value);

        Assert.Equal(["k", "k2", "t", "t2"], children.Keys.Order());
        Assert.All(children.Values, child => Assert.False(child.HasMoved));
        Assert.Equal((2, 1, 41, 0), (children["k"].Version, children["k2"].Version, children["t"].Version, children["t2"].Version));
        AssertSame(gate.Totals, children["k"].Totals);
        AssertSame(DailyTotals.Zero, children["k2"].Totals);
        AssertSame(Sums.OfPeople(Tuesday, 7), children["t"].Totals);
        AssertSame(DailyTotals.Zero, children["t2"].Totals);
    }

    [Fact]
    public async Task Many_children_that_count_the_same_are_told_apart_from_those_that_do_not()
    {
        await RegisteredAsync("v", UnitKind.Village);
        var units = await Task.WhenAll(Enumerable.Range(0, 60).Select(i => RegisteredAsync($"h{i:00}", UnitKind.Household, "v")));
        await Task.WhenAll(units.Select((unit, i) => unit.CountAsync(i % 5 == 0
            ? Sums.Of((Monday, Sums.People, 2), (Tuesday, Sums.People, i))
            : Sums.Of((Monday, Sums.People, 2), (Tuesday, Sums.People, 1)))));

        var children = await Store.ReadChildrenAsync(Id("v"));

        Assert.Equal(60, children.Count);
        foreach (var child in children)
        {
            AssertSame(units.Single(unit => unit.Id == child.Unit).Totals, child.Totals);
        }
    }

    [Fact]
    public async Task A_unit_that_moves_leaves_its_last_version_behind_without_totals()
    {
        var tree = await RegisterTreeAsync();
        await RegisteredAsync("v2", UnitKind.Village, "t");
        var household = tree["h1"];
        await household.CountAsync(Sums.OfPeople(Monday, 4), entries: 5);
        Assert.True(await household.MoveAsync(UnitKind.Household, "v", "v2"));
        await household.CountAsync(Sums.OfPeople(Monday, 9)); // goes on elsewhere
        await ReopenAsync();

        var before = (await Store.ReadChildrenAsync(Id("v"))).ToDictionary(child => child.Unit.Value);
        Assert.Equal(["h1", "h2"], before.Keys.Order());
        Assert.Equal((7, true), (before["h1"].Version, before["h1"].HasMoved));
        AssertSame(DailyTotals.Zero, before["h1"].Totals);
        Assert.False(before["h2"].HasMoved);
        var after = Assert.Single(await Store.ReadChildrenAsync(Id("v2")));
        Assert.Equal((8, false), (after.Version, after.HasMoved));
        AssertSame(Sums.OfPeople(Monday, 9), after.Totals);
    }

    [Fact]
    public async Task A_unit_that_moves_back_counts_again_and_leaves_its_version_at_the_other_parent()
    {
        var tree = await RegisterTreeAsync();
        await RegisteredAsync("v2", UnitKind.Village, "t");
        await tree["h1"].CountAsync(Sums.OfPeople(Monday, 4));
        await tree["h1"].MoveAsync(UnitKind.Household, "v", "v2");
        await tree["h1"].MoveAsync(UnitKind.Household, "v2", "v");

        var back = (await Store.ReadChildrenAsync(Id("v"))).Single(child => child.Unit.Value == "h1");
        Assert.Equal((4, false), (back.Version, back.HasMoved));
        AssertSame(Sums.OfPeople(Monday, 4), back.Totals);
        var left = Assert.Single(await Store.ReadChildrenAsync(Id("v2")));
        Assert.Equal((4, true), (left.Version, left.HasMoved));

        // And away again: the newer version replaces the older.
        await tree["h1"].MoveAsync(UnitKind.Household, "v", "v2");
        Assert.Equal(5, (await Store.ReadChildrenAsync(Id("v"))).Single(child => child.HasMoved).Version);
        Assert.False(Assert.Single(await Store.ReadChildrenAsync(Id("v2"))).HasMoved);
    }

    [Fact]
    public async Task A_voided_unit_leaves_its_version_behind_too()
    {
        var tree = await RegisterTreeAsync();
        await tree["h1"].CountAsync(Sums.OfPeople(Monday, 4));
        await tree["h1"].VoidAsync(UnitWriter.Head("h1", UnitKind.Household, "v"));

        var gone = (await Store.ReadChildrenAsync(Id("v"))).Single(child => child.Unit.Value == "h1");
        Assert.Equal((3, true), (gone.Version, gone.HasMoved));
        AssertSame(DailyTotals.Zero, gone.Totals);
    }
}
