using GridActors.Core.Traces;
using GridActors.Core.Units;
using GridActors.Journaling.Ports;
using GridActors.Journaling.Tests.Contract;
using GridActors.Postgres.Tests.Servers;

namespace GridActors.Postgres.Tests;

public sealed class MigrationTests
{
    [Fact]
    public async Task Silos_that_migrate_at_once_take_turns()
    {
        await using var database = await TestDatabase.CreateEmptyAsync();
        await Task.WhenAll(Enumerable.Range(0, 4).Select(
            _ => Task.Run(() => PostgresMigrations.RunAsync(database.ConnectionString, TestDatabase.TimeZone))));

        Assert.Equal($"{PostgresMigrations.Newest}", await database.QueryAsync("SELECT value FROM meta WHERE name = 'schema'"));
        await using var journal = await database.OpenAsync();
        Assert.Empty(await journal.PageAsync(null, 10));
    }

    [Fact]
    public async Task Opening_changes_nothing_and_says_what_is_to_be_done()
    {
        await using var database = await TestDatabase.CreateEmptyAsync();
        var refusal = await Assert.ThrowsAsync<InvalidOperationException>(database.OpenAsync);
        Assert.Contains("migrate", refusal.Message);
        Assert.Equal(0L, await database.QueryAsync("SELECT count(*) FROM pg_namespace WHERE nspname = 'gridactors'"));
    }

    [Theory]
    [InlineData("UPDATE meta SET value = '999' WHERE name = 'oldest-writer'")]
    [InlineData("DELETE FROM meta WHERE name = 'oldest-writer'")] // not written down: nobody but that schema's programs
    public async Task A_newer_schema_to_which_this_program_may_not_write_is_left_alone(string oldestWriter)
    {
        await using var database = await TestDatabase.CreateAsync();
        await database.QueryAsync("UPDATE meta SET value = '999' WHERE name = 'schema'");
        await database.QueryAsync(oldestWriter);

        var refused = await Assert.ThrowsAsync<InvalidOperationException>(database.OpenAsync);
        Assert.Contains("schema 999", refused.Message);
        await Assert.ThrowsAsync<InvalidOperationException>(
            () => PostgresMigrations.RunAsync(database.ConnectionString, TestDatabase.TimeZone));
        Assert.Equal("999", await database.QueryAsync("SELECT value FROM meta WHERE name = 'schema'"));
    }

    [Fact]
    public async Task A_newer_schema_that_only_adds_is_written_to_and_left_as_it_is()
    {
        await using var database = await TestDatabase.CreateAsync();
        var newer = await NewerSchema.AddAsync(database.ConnectionString);

        Assert.Equal(newer, await PostgresMigrations.RunAsync(database.ConnectionString, TestDatabase.TimeZone));
        var unit = UnitId.Parse("u");
        await using (var journal = await database.OpenAsync())
        {
            Assert.True(await new UnitWriter(() => journal, unit).AppendAsync(entries: 3));
        }

        await using (var moment = await PostgresJournal.OpenMomentAsync(database.Options)) // as verify does
        {
            Assert.Equal(3, (await moment.ReadAsync(unit, 0, 10)).Count);
        }

        Assert.Equal($"{newer}", await database.QueryAsync("SELECT value FROM meta WHERE name = 'schema'"));
        Assert.Equal($"{PostgresMigrations.Newest}", await database.QueryAsync("SELECT value FROM meta WHERE name = 'oldest-writer'"));
        Assert.Equal(3L, await database.QueryAsync("SELECT count(*) FROM entry WHERE later = 0"));
    }

    [Fact]
    public async Task What_an_earlier_program_did_not_write_down_is_written_by_the_next_migration()
    {
        await using var database = await TestDatabase.CreateAsync();
        await database.QueryAsync("DELETE FROM meta WHERE name = 'oldest-writer'");
        await (await database.OpenAsync()).DisposeAsync();
        await PostgresMigrations.RunAsync(database.ConnectionString, TestDatabase.TimeZone);
        Assert.NotNull(await database.QueryAsync("SELECT value FROM meta WHERE name = 'oldest-writer'"));
    }

    [Fact]
    public async Task A_database_belongs_to_one_time_zone()
    {
        await using var database = await TestDatabase.CreateAsync();
        await Assert.ThrowsAsync<InvalidOperationException>(
            () => PostgresMigrations.RunAsync(database.ConnectionString, "Asia/Urumqi"));
        await Assert.ThrowsAsync<InvalidOperationException>(
            () => PostgresJournal.OpenAsync(database.Options with { TimeZoneId = "Asia/Urumqi" }));
        await PostgresMigrations.RunAsync(database.ConnectionString, TestDatabase.TimeZone);
    }

    [Fact]
    public async Task The_key_of_the_traces_is_made_once_and_a_given_one_is_not_kept()
    {
        await using var database = await TestDatabase.CreateAsync();
        var made = await database.QueryAsync("SELECT value FROM meta WHERE name = 'traces-key'");
        Assert.NotNull(made);
        await PostgresMigrations.RunAsync(database.ConnectionString, TestDatabase.TimeZone);
        Assert.Equal(made, await database.QueryAsync("SELECT value FROM meta WHERE name = 'traces-key'"));
        byte[] key = [.. Enumerable.Range(0, 20).Select(i => (byte)i)];
        await Assert.ThrowsAsync<InvalidOperationException>(
            () => PostgresJournal.OpenAsync(database.Options with { TracesKey = key }));

        await using var other = await TestDatabase.CreateEmptyAsync();
        await PostgresMigrations.RunAsync(other.ConnectionString, TestDatabase.TimeZone, key);
        Assert.Null(await other.QueryAsync("SELECT value FROM meta WHERE name = 'traces-key'"));
        await Assert.ThrowsAsync<InvalidOperationException>(other.OpenAsync);
        await (await PostgresJournal.OpenAsync(other.Options with { TracesKey = key })).DisposeAsync();
    }

    [Fact]
    public async Task A_database_of_the_schema_before_lists_its_villages_and_says_what_of_it_is_not_listed()
    {
        await using var database = await TestDatabase.CreateAsync();
        var person = TraceName.OfTrip("G1")!.Value;
        var journal = await database.OpenAsync();
        foreach (var (id, kind, parent) in new[]
            { ("c", UnitKind.County, null), ("t", UnitKind.Township, "c"), ("v", UnitKind.Village, "t") })
        {
            var unit = new UnitWriter(() => journal, UnitId.Parse(id));
            Assert.True(await unit.AppendAsync(append => append with
            {
                Head = UnitWriter.Head(id, kind, parent),
                Stays = [new StayChange(person, [new Stay(UnitWriter.Noon, null)])],
            }));
        }

        await journal.DisposeAsync();
        await database.QueryAsync(
            """
            DROP TABLE late;
            ALTER TABLE stay DROP COLUMN same;
            DROP INDEX trace_by_day_key;
            CREATE INDEX trace_by_key ON trace (day, key, at, unit_no, version);
            UPDATE meta SET value = '5' WHERE name = 'schema'
            """);
        await PostgresMigrations.RunAsync(database.ConnectionString, TestDatabase.TimeZone);

        journal = await database.OpenAsync();
        Assert.Equal(UnitWriter.Noon.AddTicks(1), await journal.UnlistedUntilAsync());
        Assert.Equal(
            ["v"], (await journal.TaskedAsync(UnitId.Parse("c"), UnitWriter.Noon, null, 10)).Select(unit => unit.Value));
        Assert.Equal(["", "", ""], (await journal.StaysAsync([person])).Select(stay => stay.Same));
        Assert.Empty(await journal.LateAsync(UnitId.Parse("c"), new DateOnly(2020, 2, 9), UnitWriter.Noon, 10));
        await journal.DisposeAsync();
    }

    [Fact]
    public async Task A_server_that_is_not_there_is_unavailable()
    {
        var nowhere = $"Host=127.0.0.1;Port={ThrowAwayPostgres.FreePort()};Username=postgres";
        await Assert.ThrowsAsync<JournalUnavailableException>(() => PostgresMigrations.RunAsync(nowhere, TestDatabase.TimeZone));
        await Assert.ThrowsAsync<JournalUnavailableException>(
            () => PostgresJournal.OpenAsync(new() { ConnectionString = nowhere, TimeZoneId = TestDatabase.TimeZone }));
    }
}
