using GridActors.Core.Areas;
using GridActors.Core.Totals;
using GridActors.Core.Units;
using GridActors.Journaling.Ports;
using GridActors.Journaling.Tests.Contract;
using GridActors.Postgres.Tests.Servers;

namespace GridActors.Postgres.Tests.Writing;

/// <summary>Two journals on one database, as two silos have them, each with two writers.</summary>
public sealed class TwoSilosTests : IAsyncLifetime
{
    private TestDatabase? _database;
    private PostgresJournal? _one;
    private PostgresJournal? _two;

    public async Task InitializeAsync()
    {
        _database = await TestDatabase.CreateAsync();
        _one = await PostgresJournal.OpenAsync(_database.Options with { Writers = 2 });
        _two = await PostgresJournal.OpenAsync(_database.Options with { Writers = 2 });
    }

    public async Task DisposeAsync()
    {
        foreach (var part in (IAsyncDisposable?[])[_one, _two, _database])
        {
            if (part is not null)
            {
                await part.DisposeAsync();
            }
        }
    }

    [Fact]
    public async Task Of_two_first_writes_one_wins_and_the_other_is_told_so()
    {
        for (var round = 0; round < 30; round++)
        {
            var (one, two) = (InOne($"u{round}"), InTwo($"u{round}"));
            var won = await Task.WhenAll(Task.Run(() => one.AppendAsync()), Task.Run(() => two.AppendAsync(entries: 2)));

            Assert.Single(won, committed => committed);
            var stored = await _one!.LoadAsync(one.Id);
            Assert.Equal(won[0] ? (one.Key, 1L) : (two.Key, 2L), (stored.Key, stored.Version));
        }
    }

    [Fact]
    public async Task A_silo_that_was_voted_out_writes_nothing_any_more()
    {
        await SetStatusAsync(3);
        (_one!.WritesAs, _two!.WritesAs) = (Silo(1), Silo(2));
        var (left, right) = (InOne("u"), InTwo("u"));
        Assert.True(await left.AppendAsync());

        await SetStatusAsync(6);
        await Assert.ThrowsAsync<JournalUnavailableException>(() => left.AppendAsync());
        await Assert.ThrowsAsync<JournalUnavailableException>(() => InOne("other").AppendAsync());
        Assert.Equal(1, (await _two.LoadAsync(left.Id)).Version);
        AreaRow area = new(new SubtreeTotals(left.Id, 1, DailyTotals.Zero));
        await Assert.ThrowsAsync<JournalUnavailableException>(async () => await _one.SaveAsync([area]));
        Assert.Null(await _two.ReadSubtreeAsync(left.Id));
        await _two.SaveAsync([area]);
        Assert.NotNull(await _two.ReadSubtreeAsync(left.Id));

        (right.Key, right.Version) = ((await _two.LoadAsync(left.Id)).Key, 1);
        Assert.True(await right.AppendAsync());
    }

    [Fact]
    public async Task A_silo_that_lost_a_unit_is_refused_and_so_is_what_it_sends_next()
    {
        var (left, right) = (InOne("u"), InTwo("u"));
        await left.AppendAsync();
        (right.Key, right.Version) = (left.Key, left.Version);
        Assert.True(await right.AppendAsync());

        Assert.False(await left.AppendAsync(entries: 5));
        left.Version += 5; // as if it did not wait for the answer
        Assert.False(await left.AppendAsync());
        Assert.Equal(2, (await _two!.LoadAsync(left.Id)).Version);
        Assert.True(await right.AppendAsync());
    }

    [Fact]
    public async Task A_parent_closes_in_one_silo_or_a_child_registers_in_the_other_never_both()
    {
        await RegisterAsync(InOne("c"), UnitKind.County, null);
        for (var round = 0; round < 40; round++)
        {
            var parent = InOne($"t{round}");
            await RegisterAsync(parent, UnitKind.Township, "c");
            var closing = Task.Run(() => parent.CloseAsync(UnitWriter.Head(parent.Id.Value, UnitKind.Township, "c")));
            var registering = Task.Run(() => RegisterAsync(InTwo($"v{round}"), UnitKind.Village, parent.Id.Value));

            Assert.NotEqual(await closing, await registering);
        }
    }

    [Fact]
    public async Task Silos_that_write_the_same_units_in_other_orders_do_not_hold_one_another_up()
    {
        const int Units = 60, Rounds = 10;
        for (var i = 0; i < Units; i++)
        {
            await InOne($"u{i}").AppendAsync();
        }

        var committed = 0L;
        await Task.WhenAll(from journal in (PostgresJournal[])[_one!, _two!]
                           from i in Enumerable.Range(0, Units)
                           let at = journal == _one ? i : Units - 1 - i
                           select Task.Run(async () =>
                           {
                               for (var round = 0; round < Rounds; round++)
                               {
                                   var unit = new UnitWriter(() => journal, UnitId.Parse($"u{at}"));
                                   (unit.Key, unit.Version, _) = await journal.LoadAsync(unit.Id);
                                   if (await unit.AppendAsync())
                                   {
                                       Interlocked.Increment(ref committed);
                                   }
                               }
                           }));

        Assert.Equal(Units + committed, await _database!.QueryAsync("SELECT count(*) FROM entry"));
        Assert.Equal((decimal)(Units + committed), await _database.QueryAsync("SELECT sum(version) FROM head"));
    }

    [Fact]
    public async Task Of_two_silos_that_save_an_area_the_newer_version_stays()
    {
        var area = UnitId.Parse("c");
        await Task.WhenAll(Enumerable.Range(1, 40).Select(version => Task.Run(() => (version % 2 == 0 ? _one! : _two!).SaveAsync(
            [new AreaRow(new SubtreeTotals(area, version, Sums.OfPeople(new DateOnly(2020, 2, 10), version)))]).AsTask())));

        var stored = await _one!.ReadSubtreeAsync(area);
        Assert.Equal(40, stored!.Version);
        Assert.True(Sums.OfPeople(new DateOnly(2020, 2, 10), 40).SameAs(stored.Totals));
    }

    private static Task<bool> RegisterAsync(UnitWriter unit, UnitKind kind, string? parent) => unit.AppendAsync(
        append => append with { Head = UnitWriter.Head(unit.Id.Value, kind, parent), Guard = AppendGuard.OpenParent });

    private UnitWriter InOne(string id) => new(() => _one!, UnitId.Parse(id));

    private static WritingSilo Silo(int port) => new("c", "127.0.0.1", port, 7);

    /// <summary>Of the first silo; the second is always active.</summary>
    private Task<object?> SetStatusAsync(int status) => _database!.QueryAsync($"""
        INSERT INTO orleans.orleansmembershipversiontable (deploymentid) VALUES ('c') ON CONFLICT DO NOTHING;
        INSERT INTO orleans.orleansmembershiptable (
          deploymentid, address, port, generation, siloname, hostname, status, proxyport, starttime, iamalivetime)
        SELECT 'c', '127.0.0.1', port, 7, 's', 'h', 3, 0, now(), now() FROM generate_series(1, 2) port
        ON CONFLICT DO NOTHING;
        UPDATE orleans.orleansmembershiptable SET status = {status} WHERE port = 1;
        """);

    private UnitWriter InTwo(string id) => new(() => _two!, UnitId.Parse(id));
}
