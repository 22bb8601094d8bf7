using GridActors.Core.Areas;
using GridActors.Core.Totals;
using GridActors.Core.Units;
using GridActors.Journaling.Ports;

namespace GridActors.Journaling.Tests.Contract;

/// <summary>Stored subtrees, and finding those that lag.</summary>
public abstract class AreaContract<TStore> : JournalContract<TStore>
    where TStore : StoreUnderTest, new()
{
    [Fact]
    public async Task A_stored_subtree_comes_back_exactly()
    {
        await RegisterTreeAsync();
        var totals = Sums.Of((Monday, Sums.People, 3), (Tuesday, Sums.Litres, 0.5m), (LeapDay, Sums.Cars, -2));
        await SaveAsync("v", 17, totals);
        await ReopenAsync();

        var stored = await Store.ReadSubtreeAsync(Id("v"));
        Assert.Equal((Id("v"), 17L), (stored!.Unit, stored.Version));
        AssertSame(totals, stored.Totals);
        Assert.Null(await Store.ReadSubtreeAsync(Id("t")));
        Assert.Equal(1, (await Store.LoadAsync(Id("v"))).Version); // its journal is another matter
    }

    [Fact]
    public async Task An_older_or_equal_version_is_passed_over()
    {
        await RegisterTreeAsync();
        await SaveAsync("v", 17, Sums.OfPeople(Monday, 3));
        await SaveAsync("v", 16, Sums.OfPeople(Monday, 2));
        await SaveAsync("v", 17, Sums.OfPeople(Tuesday, 9));

        var stored = await Store.ReadSubtreeAsync(Id("v"));
        Assert.Equal(17, stored!.Version);
        AssertSame(Sums.OfPeople(Monday, 3), stored.Totals);
    }

    [Fact]
    public async Task Saving_without_a_list_of_days_replaces_them_all()
    {
        await RegisterTreeAsync();
        await SaveAsync("v", 1, Sums.Of((Monday, Sums.People, 3), (Tuesday, Sums.People, 4)));
        await SaveAsync("v", 2, Sums.OfPeople(LeapDay, 5));

        AssertSame(Sums.OfPeople(LeapDay, 5), (await Store.ReadSubtreeAsync(Id("v")))!.Totals);
    }

    [Fact]
    public async Task Saving_changed_days_leaves_the_others_and_removes_empty_ones()
    {
        await RegisterTreeAsync();
        await SaveAsync("v", 1, Sums.Of((Monday, Sums.People, 3), (Tuesday, Sums.People, 4), (LeapDay, Sums.People, 5)));
        var after = Sums.Of((Monday, Sums.People, 3), (Tuesday, Sums.People, 6));
        await Store.SaveAsync(
        [
            new AreaRow(
                new SubtreeTotals(Id("v"), 2, after),
                [new DayBucket(Tuesday, after.Of(Tuesday)), new DayBucket(LeapDay, Bucket.Empty)],
                ChangedSince: 1),
        ]);

        AssertSame(after, (await Store.ReadSubtreeAsync(Id("v")))!.Totals);
    }

    [Fact]
    public async Task Changed_days_of_a_subtree_that_was_never_stored_store_all_of_it()
    {
        await RegisterTreeAsync();
        var totals = Sums.Of((Monday, Sums.People, 3), (Tuesday, Sums.People, 4));
        await Store.SaveAsync([new AreaRow(new SubtreeTotals(Id("v"), 2, totals), [new DayBucket(Tuesday, totals.Of(Tuesday))])]);

        AssertSame(totals, (await Store.ReadSubtreeAsync(Id("v")))!.Totals);
    }

    /// <summary>Two hosts had the area: what the one changed and changed back the other has stored in between.</summary>
    [Fact]
    public async Task Changed_days_since_another_version_than_the_stored_store_all_of_it()
    {
        await RegisterTreeAsync();
        await SaveAsync("v", 1, Sums.Of((Monday, Sums.People, 3)));
        await SaveAsync("v", 2, Sums.Of((Monday, Sums.People, 3), (Tuesday, Sums.People, 4)));
        var totals = Sums.Of((Monday, Sums.People, 3), (LeapDay, Sums.People, 5));
        await Store.SaveAsync(
        [
            new AreaRow(
                new SubtreeTotals(Id("v"), 4, totals), [new DayBucket(LeapDay, totals.Of(LeapDay))], ChangedSince: 1),
        ]);

        AssertSame(totals, (await Store.ReadSubtreeAsync(Id("v")))!.Totals);
    }

    [Fact]
    public async Task Several_areas_are_saved_at_once_each_by_its_own_version()
    {
        await RegisterTreeAsync();
        await SaveAsync("v", 9, Sums.OfPeople(Monday, 9));
        Assert.False(await Store.SaveAsync(
        [
            new AreaRow(new SubtreeTotals(Id("v"), 5, Sums.OfPeople(Monday, 5))),
            new AreaRow(new SubtreeTotals(Id("t"), 6, Sums.OfPeople(Monday, 6))),
        ]));
        Assert.True(await Store.SaveAsync([]));

        Assert.Equal(9, (await Store.ReadSubtreeAsync(Id("v")))!.Version);
        Assert.Equal(6, (await Store.ReadSubtreeAsync(Id("t")))!.Version);
    }

    [Fact]
    public async Task Areas_whose_version_lags_are_found_deepest_first()
    {
        var tree = await RegisterTreeAsync(); // each with one entry
        Assert.Equal(["v", "t", "c"], await StaleAsync());

        await SaveAsync("v", 3); // its own and two households
        Assert.Equal(["t", "c"], await StaleAsync());
        await SaveAsync("t", 4);
        await SaveAsync("c", 5);
        Assert.Empty(await StaleAsync());

        await tree["h1"].AppendAsync(entries: 2);
        Assert.Equal(["v"], await StaleAsync()); // those above lag what is stored below them only once that is stored
        await SaveAsync("v", 5);
        Assert.Equal(["t"], await StaleAsync());
        await SaveAsync("t", 6);
        await SaveAsync("c", 7);
        Assert.Empty(await StaleAsync());

        await tree["t"].AppendAsync(); // an area's own entries count too
        Assert.Equal(["t"], await StaleAsync());
    }

    [Fact]
    public async Task A_subtree_stored_at_too_high_a_version_is_found_as_well()
    {
        await RegisteredAsync("c", UnitKind.County);
        await SaveAsync("c", 99);
        Assert.Equal(["c"], await StaleAsync());
    }

    [Fact]
    public async Task Leaves_and_units_that_nobody_registered_are_never_stale()
    {
        await Unit("unregistered").AppendAsync();
        var alone = Unit("h");
        await alone.AppendAsync(append => append with { Head = UnitWriter.Head("h", UnitKind.Household, "parent") });
        Assert.Empty(await StaleAsync());
    }

    [Fact]
    public async Task The_version_that_a_moved_unit_left_behind_counts()
    {
        var tree = await RegisterTreeAsync();
        await RegisteredAsync("v2", UnitKind.Village, "t");
        await SaveAsync("v", 3);
        await SaveAsync("v2", 1);
        await SaveAsync("t", 5);
        await SaveAsync("c", 6);
        Assert.Empty(await StaleAsync());

        await tree["h1"].MoveAsync(UnitKind.Household, "v", "v2");
        Assert.Equal(["v", "v2"], (await StaleAsync()).Order());
        await SaveAsync("v", 4); // own 1, h2 1, h1 as it left 2
        await SaveAsync("v2", 3); // own 1, h1 2
        Assert.Equal(["t"], await StaleAsync());
        await SaveAsync("t", 8);
        await SaveAsync("c", 9);
        Assert.Empty(await StaleAsync());
    }

    private async Task<string[]> StaleAsync() => [.. (await Store.FindStaleAsync()).Select(unit => unit.Value)];

    private async Task SaveAsync(string area, long version, DailyTotals? totals = null) =>
        await Store.SaveAsync([new AreaRow(new SubtreeTotals(Id(area), version, totals ?? Sums.OfPeople(Monday, version)))]);
}
