using GridActors.Core.Units;
using GridActors.Journaling.Ports;
using GridActors.Journaling.Tests.Contract;

namespace GridActors.Sqlite.Tests.Reading;

/// <summary>The journal as it stood when it was opened for reading, beside the one that goes on writing.</summary>
public sealed class MomentTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Nothing_that_is_written_later_is_seen_and_nothing_can_be_written()
    {
        await using var journal = await _folder.OpenAsync();
        var unit = new UnitWriter(() => journal, UnitId.Parse("u"));
        Assert.True(await unit.AppendAsync(entries: 3));
        await using var moment = await SqliteJournal.OpenMomentAsync(_folder.Options);
        Assert.True(await unit.AppendAsync(entries: 4));

        Assert.Equal(3, (await moment.LoadAsync(unit.Id)).Version);
        Assert.Equal(3, (await moment.ReadAsync(unit.Id, 0, 100)).Count);
        Assert.Equal(3, (await moment.ReadOwnAsync(unit.Id)).Version);
        Assert.Equal(7, (await journal.LoadAsync(unit.Id)).Version);
        await Assert.ThrowsAsync<InvalidOperationException>(() => moment.AppendAsync(unit.Next()).AsTask());
    }

    [Fact]
    public async Task Another_time_zone_and_a_folder_without_a_journal_are_told()
    {
        await Assert.ThrowsAsync<JournalUnavailableException>(() => SqliteJournal.OpenMomentAsync(_folder.Options));
        Assert.False(SqliteJournal.IsOpen(_folder.Options.Directory));
        await using (await _folder.OpenAsync())
        {
            Assert.True(SqliteJournal.IsOpen(_folder.Options.Directory));
            await Assert.ThrowsAsync<InvalidOperationException>(
                () => SqliteJournal.OpenMomentAsync(_folder.Options with { TimeZoneId = "Europe/Berlin" }));
        }

        Assert.False(SqliteJournal.IsOpen(_folder.Options.Directory));
    }
}
