using GridActors.Core.Units;
using GridActors.Journaling.Tests.Contract;
using GridActors.Postgres.Tests.Servers;

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
}
