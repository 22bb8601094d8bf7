using GridActors.Core.Units;
using GridActors.Journaling.Ports;
using GridActors.Journaling.Tests.Contract;
using GridActors.Sqlite.Files;

namespace GridActors.Sqlite.Tests.Files;

public sealed class OpeningTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_folder_that_does_not_exist_is_made()
    {
        var options = _folder.Options with { Directory = Path.Combine(_folder.Path, "new", "deeper") };
        await using var journal = await SqliteJournal.OpenAsync(options);
        Assert.Equal(0, (await journal.LoadAsync(UnitId.Parse("u"))).Version);
    }

    [Fact]
    public async Task A_database_without_a_schema_gets_the_newest()
    {
        _folder.Query("PRAGMA user_version"); // makes the file
        Assert.True(File.Exists(_folder.Database));
        await (await _folder.OpenAsync()).DisposeAsync();

        Assert.Equal((long)Migrations.Newest, _folder.Query("PRAGMA user_version"));
        Assert.Equal("Asia/Shanghai", _folder.Query("SELECT value FROM meta WHERE name = 'time-zone'"));
        Assert.Equal("wal", _folder.Query("PRAGMA journal_mode"));
    }

    [Fact]
    public async Task A_migration_that_fails_leaves_nothing_behind()
    {
        _folder.Query("CREATE TABLE moved (mine INTEGER)"); // stands in the way of the first migration
        await Assert.ThrowsAsync<JournalUnavailableException>(_folder.OpenAsync);

        Assert.Equal(0L, _folder.Query("PRAGMA user_version"));
        Assert.Equal(1L, _folder.Query("SELECT count(*) FROM sqlite_schema"));
        _folder.Query("DROP TABLE moved");
        await (await _folder.OpenAsync()).DisposeAsync();
    }

    [Theory]
    [InlineData("UPDATE meta SET value = '999' WHERE name = 'oldest-writer'")]
    [InlineData("DELETE FROM meta WHERE name = 'oldest-writer'")] // not written down: nobody but that schema's programs
    public async Task A_newer_schema_to_which_this_program_may_not_write_is_refused_and_left_alone(string oldestWriter)
    {
        await (await _folder.OpenAsync()).DisposeAsync();
        _folder.Query(oldestWriter);
        _folder.Query($"PRAGMA user_version={Migrations.Newest + 1}");

        await Assert.ThrowsAsync<InvalidOperationException>(() => SqliteJournal.OpenMomentAsync(_folder.Options));
        var refused = await Assert.ThrowsAsync<InvalidOperationException>(_folder.OpenAsync);
        Assert.Contains($"schema {Migrations.Newest + 1}", refused.Message, StringComparison.Ordinal);
        Assert.Equal(Migrations.Newest + 1L, _folder.Query("PRAGMA user_version"));
    }

    [Fact]
    public async Task A_newer_schema_that_only_adds_is_written_to_and_left_as_it_is()
    {
        await (await _folder.OpenAsync()).DisposeAsync();
        var newer = _folder.AddNewerSchema();
        var unit = UnitId.Parse("u");
        await using (var journal = await _folder.OpenAsync())
        {
            Assert.True(await new UnitWriter(() => journal, unit).AppendAsync(entries: 3));
        }

        await using (var moment = await SqliteJournal.OpenMomentAsync(_folder.Options)) // as verify does
        {
            Assert.Equal(3, (await moment.ReadAsync(unit, 0, 10)).Count);
        }

        Assert.Equal((long)newer, _folder.Query("PRAGMA user_version"));
        Assert.Equal($"{Migrations.Newest}", _folder.Query("SELECT value FROM meta WHERE name = 'oldest-writer'"));
        Assert.Equal(3L, _folder.Query("SELECT count(*) FROM entry WHERE later = 0"));
    }

    [Fact]
    public async Task Another_time_zone_is_refused_and_the_right_one_still_opens()
    {
        await (await _folder.OpenAsync()).DisposeAsync();

        var refused = await Assert.ThrowsAsync<InvalidOperationException>(
            () => SqliteJournal.OpenAsync(_folder.Options with { TimeZoneId = "Asia/Urumqi" }));
        Assert.Contains("Asia/Shanghai", refused.Message, StringComparison.Ordinal);
        Assert.Contains("Asia/Urumqi", refused.Message, StringComparison.Ordinal);
        await (await _folder.OpenAsync()).DisposeAsync();
    }

    [Fact]
    public async Task A_second_opener_is_refused_until_the_first_has_closed()
    {
        await using (var first = await _folder.OpenAsync())
        {
            var refused = await Assert.ThrowsAsync<InvalidOperationException>(_folder.OpenAsync);
            Assert.Contains(_folder.Path, refused.Message, StringComparison.Ordinal);
            Assert.True(await new UnitWriter(() => first, UnitId.Parse("u")).AppendAsync());
        }

        await using var second = await _folder.OpenAsync();
        Assert.Equal(1, (await second.LoadAsync(UnitId.Parse("u"))).Version);
    }

    [Fact]
    public async Task A_file_that_is_no_database_cannot_be_opened()
    {
        await File.WriteAllTextAsync(_folder.Database, new string('x', 10_000));
        await Assert.ThrowsAsync<JournalUnavailableException>(_folder.OpenAsync);
        Assert.StartsWith("xxx", await File.ReadAllTextAsync(_folder.Database), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_closed_journal_is_unavailable()
    {
        var journal = await _folder.OpenAsync();
        var unit = new UnitWriter(() => journal, UnitId.Parse("u"));
        await journal.DisposeAsync();
        await journal.DisposeAsync();

        await Assert.ThrowsAsync<JournalUnavailableException>(() => unit.AppendAsync());
        await Assert.ThrowsAsync<JournalUnavailableException>(async () => await journal.LoadAsync(unit.Id));
        Assert.False(File.Exists(_folder.Database + "-wal")); // all of it is in the database
    }
}
