using GridActors.Core.Units;
using GridActors.Journaling.Ports;
using GridActors.Journaling.Tests.Contract;
using GridActors.Postgres.Tests.Servers;
using Npgsql;

namespace GridActors.Postgres.Tests.Writing;

/// <summary>What becomes of appends that share a transaction. A foreign lock on one unit makes them gather.</summary>
public sealed class GroupCommitTests : IAsyncLifetime
{
    private static readonly DateOnly Day = new(2020, 2, 10);

    private TestDatabase? _database;
    private PostgresJournal? _journal;

    public async Task InitializeAsync()
    {
        _database = await TestDatabase.CreateAsync();
        // Order is a connection's: over two, units that follow one another may be written in any.
        _journal = await PostgresJournal.OpenAsync(_database.Options with { Writers = 1 });
    }

    public async Task DisposeAsync()
    {
        foreach (var part in (IAsyncDisposable?[])[_journal, _database])
        {
            if (part is not null)
            {
                await part.DisposeAsync();
            }
        }
    }

    [Fact]
    public async Task The_second_append_of_a_unit_in_a_batch_sees_the_first()
    {
        var (unit, rival) = (Unit("u"), Unit("u"));
        Task<bool>[] appends;
        await using (await HoldAsync("first"))
        {
            var blocked = Unit("first", 1).AppendAsync();
            await Task.Delay(50);
            var first = unit.AppendAsync(entries: 2);
            var lost = rival.AppendAsync(); // expects version 0, as the first did
            var second = Unit("u", version: 2).AppendAsync(entries: 3);
            appends = [blocked, first, lost, second];
            await Task.Delay(50);
            Assert.DoesNotContain(appends, append => append.IsCompleted);
        }

        var committed = await Task.WhenAll(appends);
        Assert.Equal([true, true, false, true], committed);
        Assert.Equal(5, (await _journal!.ReadAsync(unit.Id, 0, 100)).Count);
    }

    [Fact]
    public async Task A_parent_and_its_children_sent_without_waiting_are_written_in_their_order()
    {
        Task<bool>[] appends;
        await using (await HoldAsync("first"))
        {
            var blocked = Unit("first", 1).AppendAsync();
            await Task.Delay(50);
            appends =
            [
                blocked,
                RegisterAsync("c", UnitKind.County, null),
                RegisterAsync("t", UnitKind.Township, "c"),
                RegisterAsync("v", UnitKind.Village, "t"),
                Unit("t", version: 1).CloseAsync(UnitWriter.Head("t", UnitKind.Township, "c")),
            ];
        }

        var committed = await Task.WhenAll(appends);
        Assert.Equal([true, true, true, true, false], committed);
        Assert.Equal(["c", "t"], (await _journal!.ParentsAsync(UnitId.Parse("v"))).Select(head => head.Unit.Value));
    }

    [Fact]
    public async Task An_append_that_cannot_be_written_does_not_fail_its_neighbours()
    {
        var units = await WrittenAsync(20);
        foreach (var poisoned in (UnitWriter[])[units[0], units[7]])
        {
            // Somebody put a row where two of the units will write their next entry.
            await _database!.QueryAsync(
                "INSERT INTO entry (unit_no, version, source, seq, received, utf8) "
                + $"VALUES ({poisoned.Key}, 3, 'x', 3, 1, '')");
        }

        Task<bool>[] appends =
        [
            .. units.Select(unit => unit.AppendAsync(append => unit.Counting(append, Sums.OfPeople(Day, 9)), entries: 5)),
        ];

        foreach (var (i, append) in appends.Index())
        {
            if (i is 0 or 7)
            {
                await Assert.ThrowsAsync<JournalUnavailableException>(() => append);
                Assert.Equal(1, (await _journal!.LoadAsync(units[i].Id)).Version);
                Assert.Empty((await _journal!.ReadOwnAsync(units[i].Id)).Totals.Days);
            }
            else
            {
                Assert.True(await append);
                Assert.Single((await _journal!.ReadOwnAsync(units[i].Id)).Totals.Days);
            }
        }
    }

    [Fact]
    public async Task A_unit_that_somebody_has_locked_fails_alone()
    {
        var units = await WrittenAsync(20);
        await using (await HoldAsync("u3"))
        {
            Task<bool>[] appends = [.. units.Select(unit => unit.AppendAsync(entries: 2))];
            foreach (var (i, append) in appends.Index())
            {
                if (i == 3)
                {
                    await Assert.ThrowsAsync<JournalUnavailableException>(() => append);
                }
                else
                {
                    Assert.True(await append);
                }
            }
        }

        Assert.True(await units[3].AppendAsync()); // nothing of the other was written
        Assert.Equal(2, (await _journal!.LoadAsync(units[3].Id)).Version);
    }

    [Fact]
    public async Task A_registration_under_a_parent_that_somebody_has_locked_fails_alone()
    {
        Assert.True(await RegisterAsync("c", UnitKind.County, null));
        Assert.True(await RegisterAsync("d", UnitKind.County, null));
        await using (await HoldAsync("c"))
        {
            var (under, beside) = (RegisterAsync("tc", UnitKind.Township, "c"), RegisterAsync("td", UnitKind.Township, "d"));
            Assert.True(await beside);
            await Assert.ThrowsAsync<JournalUnavailableException>(() => under);
        }

        Assert.True(await RegisterAsync("tc", UnitKind.Township, "c"));
    }

    [Fact]
    public async Task Saving_a_subtree_does_not_wait_for_appends()
    {
        await using (await HoldAsync("first"))
        {
            var blocked = Unit("first", 1).AppendAsync();
            await Task.Delay(50);
            await _journal!.SaveAsync([new AreaRow(new(UnitId.Parse("c"), 4, Sums.OfPeople(Day, 4)))]);
            Assert.False(blocked.IsCompleted);
        }

        Assert.Equal(4, (await _journal.ReadSubtreeAsync(UnitId.Parse("c")))!.Version);
    }

    [Fact]
    public async Task Closing_writes_what_still_waits()
    {
        Task<bool>[] appends = [.. Enumerable.Range(0, 200).Select(i => Unit($"u{i}").AppendAsync())];
        await _journal!.DisposeAsync();

        Assert.All(await Task.WhenAll(appends), Assert.True);
        Assert.Equal(200L, await _database!.QueryAsync("SELECT count(*) FROM entry"));
        await Assert.ThrowsAsync<JournalUnavailableException>(() => Unit("late").AppendAsync());
        await Assert.ThrowsAsync<JournalUnavailableException>(() => _journal.LoadAsync(UnitId.Parse("u1")).AsTask());
    }

    [Fact]
    public async Task Who_finds_no_place_in_the_queue_waits_for_one()
    {
        await using var narrow = await PostgresJournal.OpenAsync(_database!.Options with { WaitingAppendsMax = 3 });
        var appends = Enumerable.Range(0, 100).Select(i => new UnitWriter(() => narrow, UnitId.Parse($"n{i}")).AppendAsync());
        Assert.All(await Task.WhenAll(appends), Assert.True);
    }

    [Fact]
    public async Task People_read_records_and_totals_in_plain_sql()
    {
        var unit = Unit("u");
        await unit.CountAsync(Sums.OfPeople(Day, 7));

        Assert.Equal("""{"unit":"u","seq":1}""", await _database!.QueryAsync("SELECT json FROM record WHERE unit = 'u'"));
        Assert.Equal("7", await _database.QueryAsync(
            "SELECT counts->>'contract.people' FROM unit_totals WHERE unit = 'u' AND day = '2020-02-10'"));
        Assert.Equal("7", await _database.QueryAsync(
            "SELECT counts->>'contract.people' FROM unit_totals WHERE unit = 'u' AND day = 'running'"));
    }

    private async Task<UnitWriter[]> WrittenAsync(int count)
    {
        UnitWriter[] units = [.. Enumerable.Range(0, count).Select(i => Unit($"u{i}"))];
        foreach (var unit in units)
        {
            Assert.True(await unit.AppendAsync());
        }

        return units;
    }

    private Task<bool> RegisterAsync(string id, UnitKind kind, string? parent) => Unit(id).AppendAsync(
        append => append with { Head = UnitWriter.Head(id, kind, parent), Guard = AppendGuard.OpenParent });

    /// <summary>Locks a unit, which is written first if need be, as a session that hangs would; until disposed of.</summary>
    private async Task<NpgsqlConnection> HoldAsync(string id)
    {
        if ((await _journal!.LoadAsync(UnitId.Parse(id))).Version == 0)
        {
            Assert.True(await Unit(id).AppendAsync());
        }

        var connection = new NpgsqlConnection(_database!.ConnectionString + ";Pooling=false;Search Path=gridactors");
        await connection.OpenAsync();
        await connection.BeginTransactionAsync();
        await using var command = new NpgsqlCommand(
            "SELECT version FROM head WHERE unit_no = (SELECT no FROM unit WHERE id = $1) FOR UPDATE", connection)
        {
            Parameters = { new NpgsqlParameter<string> { TypedValue = id } },
        };
        await command.ExecuteScalarAsync();
        return connection;
    }

    private UnitWriter Unit(string id, long version = 0) => new(() => _journal!, UnitId.Parse(id)) { Version = version };
}
