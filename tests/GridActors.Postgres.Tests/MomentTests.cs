using GridActors.Core.Units;
using GridActors.Journaling.Tests.Contract;
using GridActors.Postgres.Connections;
using GridActors.Postgres.Tests.Servers;
using Npgsql;

namespace GridActors.Postgres.Tests;

/// <summary>The journal as it stood when it was opened for reading, while others go on writing.</summary>
public sealed class MomentTests
{
    [PostgresFact]
    public async Task Nothing_that_is_written_later_is_seen_and_nothing_can_be_written()
    {
        await using var database = await TestDatabase.CreateAsync();
        await using var journal = await database.OpenAsync();
        var unit = new UnitWriter(() => journal, UnitId.Parse("u"));
        Assert.True(await unit.AppendAsync(entries: 3));
        await using var moment = await PostgresJournal.OpenMomentAsync(database.Options);
        Assert.True(await unit.AppendAsync(entries: 4));

        Assert.Equal(3, (await moment.LoadAsync(unit.Id)).Version);
        Assert.Equal(3, (await moment.ReadAsync(unit.Id, 0, 100)).Count);
        Assert.Equal(3, (await moment.ReadOwnAsync(unit.Id)).Version);
        Assert.Equal(7, (await journal.LoadAsync(unit.Id)).Version);
        await Assert.ThrowsAsync<InvalidOperationException>(() => moment.AppendAsync(unit.Next()).AsTask());
        await Assert.ThrowsAsync<InvalidOperationException>(
            () => PostgresJournal.OpenMomentAsync(database.Options with { TimeZoneId = "Europe/Berlin" }));
    }

    /// <summary>The index of traces of a county is read by one statement, for longer than any silo's may take.</summary>
    [Fact]
    public void A_statement_takes_as_long_as_it_takes()
    {
        var made = new NpgsqlConnectionStringBuilder(ConnectionStrings.ForMoment(
            new PostgresJournalOptions { ConnectionString = "Host=h", TimeZoneId = TestDatabase.TimeZone }));
        Assert.EndsWith("-c statement_timeout=0", made.Options); // the last of several counts
        Assert.Equal(0, made.CommandTimeout);
    }
}
