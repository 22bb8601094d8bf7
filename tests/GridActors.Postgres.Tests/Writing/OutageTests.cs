using GridActors.Core.Totals;
using GridActors.Core.Units;
using GridActors.Journaling.Ports;
using GridActors.Journaling.Tests.Contract;
using GridActors.Postgres.Tests.Servers;

namespace GridActors.Postgres.Tests.Writing;

/// <summary>The database goes away and comes back. What was answered stays, and the journal recovers by itself.</summary>
public sealed class OutageTests
{
    private static readonly TimeSpan RecoveryMax = TimeSpan.FromSeconds(30);

    [Fact]
    public async Task Sessions_that_are_terminated_are_opened_anew()
    {
        await using var database = await TestDatabase.CreateAsync();
        await using var journal = await database.OpenAsync();
        await WithLoadAsync(journal, async () =>
        {
            for (var round = 0; round < 10; round++)
            {
                await Task.Delay(50);
                await database.QueryAsync(
                    "SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity "
                    + "WHERE datname = current_database() AND pid <> pg_backend_pid()");
            }
        });
    }

    /// <summary>As after a failover: the server is well again, and what ails is the session that it answered before.</summary>
    [Fact]
    public async Task A_session_that_can_only_read_is_not_kept()
    {
        await using var database = await TestDatabase.CreateAsync();
        const string OfNewSessions =
            "DO $$ BEGIN EXECUTE format('ALTER DATABASE %I SET default_transaction_read_only = {0}', current_database()); END $$";
        await database.QueryAsync(OfNewSessions.Replace("{0}", "on"));
        await using var journal = await database.OpenAsync();
        var unit = new UnitWriter(() => journal, UnitId.Parse("u"));
        var area = new AreaRow(new(UnitId.Parse("c"), 1, DailyTotals.Zero));
        await Assert.ThrowsAsync<JournalUnavailableException>(() => unit.AppendAsync());
        await Assert.ThrowsAsync<JournalUnavailableException>(() => journal.SaveAsync([area]).AsTask());

        await database.QueryAsync("SET transaction_read_only = off; " + OfNewSessions.Replace("{0}", "off"));
        Assert.True(await unit.AppendAsync());
        await journal.SaveAsync([area]);
    }

    [OwnPostgresFact]
    public async Task A_server_that_is_killed_comes_back_with_all_that_was_answered()
    {
        await using var server = await ThrowAwayPostgres.StartOwnAsync();
        await using var database = await TestDatabase.CreateAsync(server);
        await using var journal = await database.OpenAsync();
        await WithLoadAsync(journal, async () =>
        {
            await Task.Delay(200);
            await server.KillAsync();
            await Assert.ThrowsAsync<JournalUnavailableException>(
                () => new UnitWriter(() => journal, UnitId.Parse("meanwhile")).AppendAsync());
            await Assert.ThrowsAsync<JournalUnavailableException>(() => journal.LoadAsync(UnitId.Parse("u1")).AsTask());
            await server.StartAgainAsync();
        });
    }

    /// <summary>
    /// Some units are written all the while, each by one writer that loads its unit again after an outage, as the loop
    /// does. Afterwards each has exactly what was answered, and of what was not answered all or nothing.
    /// </summary>
    private static async Task WithLoadAsync(PostgresJournal journal, Func<Task> disturb)
    {
        using var ending = new CancellationTokenSource();
        var writers = Enumerable.Range(0, 10).Select(i => Task.Run(async () =>
        {
            var unit = new UnitWriter(() => journal, UnitId.Parse($"u{i}"));
            while (!ending.IsCancellationRequested)
            {
                await AppendKnowinglyAsync(journal, unit);
            }

            await AppendKnowinglyAsync(journal, unit); // and it is well again
            var stored = await journal.LoadAsync(unit.Id);
            Assert.Equal((unit.Key, unit.Version), (stored.Key, stored.Version));
            Assert.Equal(unit.Version, (await journal.ReadAsync(unit.Id, 0, int.MaxValue)).Count);
        })).ToArray();
        try
        {
            await disturb();
        }
        finally
        {
            await ending.CancelAsync();
            await Task.WhenAll(writers).WaitAsync(RecoveryMax * 2);
        }
    }

    private static async Task AppendKnowinglyAsync(PostgresJournal journal, UnitWriter unit)
    {
        var giveUp = Environment.TickCount64 + (long)RecoveryMax.TotalMilliseconds;
        while (true)
        {
            try
            {
                var before = unit.Version;
                Assert.True(await unit.AppendAsync(entries: 3));
                Assert.Equal(before + 3, unit.Version);
                return;
            }
            catch (JournalUnavailableException) when (Environment.TickCount64 < giveUp)
            {
                await ReloadAsync(journal, unit, giveUp);
            }
        }
    }

    private static async Task ReloadAsync(PostgresJournal journal, UnitWriter unit, long giveUp)
    {
        while (true)
        {
            try
            {
                var stored = await journal.LoadAsync(unit.Id);
                Assert.True(stored.Version == unit.Version || stored.Version == unit.Version + 3);
                (unit.Key, unit.Version) = (stored.Key, stored.Version);
                return;
            }
            catch (JournalUnavailableException) when (Environment.TickCount64 < giveUp)
            {
                await Task.Delay(20);
            }
        }
    }
}
