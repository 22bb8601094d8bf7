using GridActors.Core.Records;
using GridActors.Core.Units;
using GridActors.Journaling.Tests.Contract;

namespace GridActors.Sqlite.Tests.Reading;

/// <summary>What a damaged file says of a unit whose entries cannot all be come by.</summary>
public sealed class EntryChainTests : IAsyncLifetime
{
    private readonly TemporaryFolder _folder = new();
    private SqliteJournal _journal = null!;
    private UnitWriter _unit = null!;

    public async Task InitializeAsync()
    {
        _journal = await _folder.OpenAsync();
        _unit = new UnitWriter(() => _journal, UnitId.Parse("u"));
        var neighbour = new UnitWriter(() => _journal, UnitId.Parse("w"));
        for (var i = 0; i < 40; i++)
        {
            await _unit.AppendAsync();
            await neighbour.AppendAsync();
        }
    }

    public async Task DisposeAsync()
    {
        await _journal.DisposeAsync();
        _folder.Dispose();
    }

    [Theory]
    [InlineData("DELETE FROM entry WHERE unit_no = 1 AND version = 20")]
    [InlineData("UPDATE entry SET version = 99 WHERE unit_no = 1 AND version = 20")]
    [InlineData("UPDATE entry SET unit_no = 2 WHERE unit_no = 1 AND version = 20")]
    [InlineData("UPDATE entry SET before = before - 1 WHERE unit_no = 1 AND version = 21")]
    public async Task An_entry_that_is_not_where_it_should_be_is_named_and_hides_none_but_those_up_to_the_mark_before(string damage)
    {
        _folder.Query(damage);

        var failure = await Assert.ThrowsAsync<InvalidDataException>(async () => await _journal.ReadAsync(_unit.Id, 0, 100));
        Assert.Contains("Entry 20 of unit number 1", failure.Message, StringComparison.Ordinal);
        await Assert.ThrowsAsync<InvalidDataException>(
            async () => await _journal.FindAsync(_unit.Id, [new RecordId("dev", 19)]));
        Assert.Equal(16, (await _journal.ReadAsync(_unit.Id, 0, 16)).Count);
        Assert.Equal(20, (await _journal.ReadAsync(_unit.Id, 20, 100)).Count);
        Assert.Equal(40, (await _journal.ReadAsync(UnitId.Parse("w"), 0, 100)).Count);
    }

    [Fact]
    public async Task A_search_passes_over_what_lies_between_marks_with_other_numbers()
    {
        _folder.Query("DELETE FROM entry WHERE unit_no = 1 AND version BETWEEN 17 AND 30"); // who went there would fail
        Assert.Equal(5, Assert.Single(await _journal.FindAsync(_unit.Id, [new RecordId("dev", 5)])).Version);
    }
}
