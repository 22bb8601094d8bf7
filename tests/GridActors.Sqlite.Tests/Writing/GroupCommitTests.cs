using GridActors.Core.Areas;
using GridActors.Core.Units;
using GridActors.Journaling.Ports;
using GridActors.Journaling.Tests.Contract;

namespace GridActors.Sqlite.Tests.Writing;

/// <summary>What becomes of appends that share a transaction. A foreign lock makes them gather.</summary>
public sealed class GroupCommitTests : IAsyncLifetime
{
    private static readonly DateOnly Day = new(2020, 2, 10);

    private readonly TemporaryFolder _folder = new();
    private SqliteJournal _journal = null!;

    public async Task InitializeAsync() => _journal = await _folder.OpenAsync();

    public async Task DisposeAsync()
    {
        await _journal.DisposeAsync();
        _folder.Dispose();
    }

    [Fact]
    public async Task The_second_append_of_a_unit_in_a_transaction_sees_the_first()
    {
        var (unit, rival) = (Unit("u"), Unit("u"));
        Task<bool>[] appends;
        using (_folder.HoldWriter())
        {
            var blocked = Unit("first").AppendAsync();
            var first = unit.AppendAsync(entries: 2);
            var lost = rival.AppendAsync(); // expects version 0, as the first did
            var second = Unit("u", version: 2).AppendAsync(entries: 3);
            appends = [blocked, first, lost, second];
            await Task.Delay(50);
            Assert.DoesNotContain(appends, append => append.IsCompleted);
        }

        var committed = await Task.WhenAll(appends);
        Assert.Equal([true, true, false, true], committed);
        Assert.Equal(5, (await _journal.ReadAsync(unit.Id, 0, 100)).Count);
    }

    [Fact]
    public async Task A_head_that_somebody_wrote_past_the_journal_is_found_and_read_anew()
    {
        var unit = Unit("u");
        Assert.True(await unit.AppendAsync());
        Assert.True(await unit.AppendAsync()); // by now the writer knows the head and need not read it
        _folder.Query("UPDATE head SET version = 1, last = 1 WHERE unit_no = 1");

        await Assert.ThrowsAsync<JournalUnavailableException>(() => unit.AppendAsync());
        Assert.False(await unit.AppendAsync()); // expects version 2
        unit.Version = 1;
        Assert.True(await unit.AppendAsync());
    }

    [Fact]
    public async Task Nothing_is_answered_and_nothing_is_seen_before_it_is_committed()
    {
        var unit = Unit("u");
        Task<bool> append;
        using (_folder.HoldWriter())
        {
            append = unit.AppendAsync();
            await Task.Delay(50);
            Assert.False(append.IsCompleted);
            Assert.Equal(0, (await _journal.LoadAsync(unit.Id)).Version); // and reading does not wait for it
        }

        Assert.True(await append);
        Assert.Equal(1, (await _journal.LoadAsync(unit.Id)).Version);
    }

    [Fact]
    public async Task An_append_that_cannot_be_written_does_not_fail_its_neighbours()
    {
        UnitWriter[] units = [.. Enumerable.Range(0, 20).Select(i => Unit($"u{i}"))];
        foreach (var unit in units)
        {
            Assert.True(await unit.AppendAsync());
        }

        // The third entry of two of the units cannot be written.
        _folder.Query(
            $"""
            CREATE TRIGGER poison BEFORE INSERT ON entry WHEN new.version = 3 AND new.unit_no IN ({units[0].Key}, {units[7].Key})
            BEGIN SELECT raise(ABORT, 'poisoned'); END
            """);

        Task<bool>[] appends;
        using (_folder.HoldWriter())
        {
            var blocked = Unit("first").AppendAsync();
            await Task.Delay(20);
            appends = [.. units.Select(unit => unit.AppendAsync(append => unit.Counting(append, Sums.OfPeople(Day, 9)), entries: 5))];
        }

        foreach (var (i, append) in appends.Index())
        {
            var own = (await _journal.ReadOwnAsync(units[i].Id)).Totals;
            if (i is 0 or 7)
            {
                await Assert.ThrowsAsync<JournalUnavailableException>(() => append);
                Assert.Equal(1, (await _journal.LoadAsync(units[i].Id)).Version);
                Assert.Empty(own.Days);
            }
            else
            {
                Assert.True(await append);
                Assert.Equal(6, (await _journal.LoadAsync(units[i].Id)).Version);
                Assert.Single((await _journal.ReadOwnAsync(units[i].Id)).Totals.Days);
            }
        }
    }

    [Fact]
    public async Task Subtrees_are_saved_in_the_same_queue()
    {
        Task<bool> append;
        Task save;
        using (_folder.HoldWriter())
        {
            append = Unit("u").AppendAsync();
            save = _journal.SaveAsync([new AreaRow(new SubtreeTotals(UnitId.Parse("u"), 4, Sums.OfPeople(Day, 4)))]).AsTask();
        }

        Assert.True(await append);
        await save;
        Assert.Equal(4, (await _journal.ReadSubtreeAsync(UnitId.Parse("u")))!.Version);
    }

    [Fact]
    public async Task Closing_writes_what_still_waits()
    {
        UnitWriter[] units = [.. Enumerable.Range(0, 50).Select(i => Unit($"u{i}"))];
        Task<bool>[] appends;
        Task closing;
        using (_folder.HoldWriter())
        {
            appends = [.. units.Select(unit => unit.AppendAsync())];
            closing = _journal.DisposeAsync().AsTask();
            await Task.Delay(20);
        }

        await closing;
        Assert.All(await Task.WhenAll(appends), Assert.True);
        Assert.Equal(50L, _folder.Query("SELECT count(*) FROM entry"));
    }

    /// <summary>The writer waits for a foreign lock for some seconds, and no longer.</summary>
    [Fact]
    public async Task A_database_that_cannot_be_written_is_unavailable_to_all_and_the_writer_goes_on()
    {
        UnitWriter[] units = [.. Enumerable.Range(0, 5).Select(i => Unit($"u{i}"))];
        using (_folder.HoldWriter())
        {
            foreach (var unit in units.Select(unit => unit.AppendAsync()).ToArray())
            {
                await Assert.ThrowsAsync<JournalUnavailableException>(() => unit);
            }
        }

        foreach (var unit in units)
        {
            Assert.Equal(0, (await _journal.LoadAsync(unit.Id)).Version);
            Assert.True(await unit.AppendAsync());
        }
    }

    private UnitWriter Unit(string id, long version = 0) => new(() => _journal, UnitId.Parse(id)) { Version = version };
}
