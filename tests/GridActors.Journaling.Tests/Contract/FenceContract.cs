using GridActors.Core.Units;
using GridActors.Journaling.Ports;

namespace GridActors.Journaling.Tests.Contract;

/// <summary>Of two writers of one unit at most one goes on.</summary>
public abstract class FenceContract<TStore> : JournalContract<TStore>
    where TStore : StoreUnderTest, new()
{
    [Fact]
    public async Task An_append_from_an_older_version_conflicts_and_leaves_nothing_behind()
    {
        await RegisteredAsync("c", UnitKind.County);
        var winner = await RegisteredAsync("t", UnitKind.Township, "c");
        var loser = Unit("t");
        (loser.Key, loser.Version) = (winner.Key, winner.Version);
        await winner.CountAsync(Sums.OfPeople(Monday, 3));

        Assert.False(await loser.AppendAsync(
            append => loser.Counting(append, Sums.OfPeople(Tuesday, 8)) with
            {
                Head = UnitWriter.Head("t", UnitKind.Township, "elsewhere") with { Name = "lost" },
                MovedFrom = Id("c"),
                NextDue = UnitWriter.Noon,
                Snapshot = [9],
            },
            entries: 4));

        var stored = await Store.LoadAsync(winner.Id);
        Assert.Equal((winner.Key, 2, null), (stored.Key, stored.Version, stored.Snapshot));
        Assert.Equal(2, (await Store.ReadAsync(winner.Id, 0, 10)).Count);
        AssertSame(winner.Totals, (await Store.ReadOwnAsync(winner.Id)).Totals);
        var head = await Store.FindAsync(winner.Id);
        Assert.Equal(("单位 t", Id("c"), 2L), (head!.Name, head.Parent, head.Version));
        Assert.Empty(await Store.DueAsync(DateTimeOffset.MaxValue, 10));
        Assert.False(Assert.Single(await Store.ReadChildrenAsync(Id("c"))).HasMoved);
    }

    /// <summary>
    /// A key on (unit, version) alone would let it through: none of its versions exists. It was decided from a state
    /// that lacks what the winner wrote.
    /// </summary>
    [Fact]
    public async Task The_successor_of_a_lost_append_is_lost_too()
    {
        var winner = await RegisteredAsync("u", UnitKind.County);
        var loser = Unit("u");
        (loser.Key, loser.Version) = (winner.Key, winner.Version);
        Assert.True(await winner.AppendAsync(entries: 2));

        Assert.False(await loser.AppendAsync(entries: 5));
        loser.Version += 5; // as if it did not wait for the answer
        Assert.False(await loser.AppendAsync());

        Assert.Equal(3, (await Store.LoadAsync(winner.Id)).Version);
        Assert.Equal([1, 2, 3], (await Store.ReadAsync(winner.Id, 0, 100)).Select(entry => entry.Version));
        Assert.True(await winner.AppendAsync());
    }

    [Fact]
    public async Task An_append_to_a_unit_that_does_not_exist_expects_version_0()
    {
        var unit = Unit("u");
        unit.Version = 3;
        Assert.False(await unit.AppendAsync());
        Assert.Equal(new StoredUnit(0, 0, null), await Store.LoadAsync(unit.Id));
    }

    [Fact]
    public async Task Of_simultaneous_first_writes_one_wins_and_the_unit_loads_ever_after()
    {
        for (var round = 0; round < 20; round++)
        {
            var name = $"u{round}";
            UnitWriter[] writers = [.. Enumerable.Range(0, 8).Select(_ => Unit(name))];
            var won = await Task.WhenAll(writers.Select((writer, i) => Task.Run(() => writer.AppendAsync(
                append => append with { Entries = [.. append.Entries.Select(entry => entry with { Id = new($"w{i}", entry.Version) })] },
                entries: i + 1))));

            var winner = Array.IndexOf(won, true);
            Assert.Single(won, committed => committed);
            var stored = await Store.LoadAsync(Id(name));
            Assert.Equal((writers[winner].Key, winner + 1), (stored.Key, stored.Version));
            var entries = await Store.ReadAsync(Id(name), 0, 100);
            Assert.Equal(winner + 1, entries.Count);
            Assert.All(entries, entry => Assert.Equal($"w{winner}", entry.Id.Source));
            Assert.True(await writers[winner].AppendAsync());
        }
    }

    [Fact]
    public async Task A_conflict_does_not_fail_its_neighbours()
    {
        UnitWriter[] units = [.. await Task.WhenAll(Enumerable.Range(0, 100).Select(i => RegisteredAsync($"u{i}", UnitKind.County)))];
        foreach (var stale in units.Where((_, i) => i % 2 == 0))
        {
            stale.Version += 7;
        }

        var committed = await Task.WhenAll(units.Select(unit => Task.Run(() => unit.AppendAsync(entries: 2))));

        for (var i = 0; i < units.Length; i++)
        {
            Assert.Equal(i % 2 != 0, committed[i]);
            Assert.Equal(i % 2 != 0 ? 3 : 1, (await Store.LoadAsync(units[i].Id)).Version);
        }
    }

    [Fact]
    public async Task Appends_of_one_unit_that_are_sent_without_waiting_follow_one_another()
    {
        var unit = await RegisteredAsync("u", UnitKind.County);
        var appends = new List<Task<AppendResult>>();
        for (var i = 0; i < 50; i++)
        {
            appends.Add(Store.AppendAsync(unit.Next(2)).AsTask());
            unit.Version += 2;
        }

        Assert.All(await Task.WhenAll(appends), result => Assert.True(result.Committed));
        Assert.Equal(101, (await Store.LoadAsync(unit.Id)).Version);
        Assert.Equal(101, (await Store.ReadAsync(unit.Id, 0, 1000)).Count);
    }

    [Fact]
    public async Task Many_writers_at_once_lose_nothing_and_keep_their_units_apart()
    {
        const int Tasks = 20, Appends = 10;
        UnitWriter[] units = [.. Enumerable.Range(0, Tasks).Select(i => Unit($"u{i}"))];
        await Task.WhenAll(units.Select(unit => Task.Run(async () =>
        {
            for (var i = 1; i <= Appends; i++)
            {
                await unit.CountAsync(Sums.OfPeople(Monday.AddDays(i % 3), unit.Version + 1 + (i % 4)), entries: 1 + (i % 4));
            }
        })));
        await ReopenAsync();

        foreach (var unit in units)
        {
            var stored = await Store.LoadAsync(unit.Id);
            Assert.Equal((unit.Key, unit.Version), (stored.Key, stored.Version));
            var entries = await Store.ReadAsync(unit.Id, 0, 1000);
            Assert.Equal(Enumerable.Range(1, (int)unit.Version).Select(version => (long)version), entries.Select(entry => entry.Version));
            Assert.All(entries, entry => Assert.Equal(unit.Entry(entry.Version).Utf8.ToArray(), entry.Utf8.ToArray()));
            AssertSame(unit.Totals, (await Store.ReadOwnAsync(unit.Id)).Totals);
        }

        Assert.Equal(Tasks, units.Select(unit => unit.Key).Distinct().Count());
    }
}
