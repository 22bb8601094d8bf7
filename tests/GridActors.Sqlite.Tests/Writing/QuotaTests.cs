using GridActors.Core.Units;
using GridActors.Journaling.Ports;
using GridActors.Journaling.Tests.Contract;

namespace GridActors.Sqlite.Tests.Writing;

/// <summary>A database that may not grow further behaves as on a full disk: SQLite answers both with the same error.</summary>
public sealed class QuotaTests : IDisposable
{
    private static readonly DateOnly Day = new(2020, 2, 10);

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_full_database_is_unavailable_keeps_what_it_has_and_goes_on_once_there_is_room()
    {
        var journal = await SqliteJournal.OpenAsync(_folder.Options with { MaxPages = 100 }); // 400 KiB
        UnitWriter[] units = [.. Enumerable.Range(0, 4).Select(i => new UnitWriter(() => journal, UnitId.Parse($"u{i}")))];
        var isFull = false;
        for (var round = 0; !isFull; round++)
        {
            Assert.True(round < 100, "never full");
            foreach (var unit in units)
            {
                try
                {
                    await WriteAsync(unit, bytes: 9_000);
                }
                catch (JournalUnavailableException)
                {
                    isFull = true;
                }
            }
        }

        await AssertWholeAsync(journal, units);

        // What needs no more pages is still taken: the writer goes on by itself.
        await Assert.ThrowsAsync<JournalUnavailableException>(() => WriteAsync(units[0], bytes: 1_000_000));
        await WriteAsync(units[1], bytes: 1);
        await AssertWholeAsync(journal, units);
        await journal.DisposeAsync();

        journal = await SqliteJournal.OpenAsync(_folder.Options with { MaxPages = 1_000 });
        await AssertWholeAsync(journal, units);
        foreach (var unit in units)
        {
            await WriteAsync(unit, bytes: 100_000);
        }

        await AssertWholeAsync(journal, units);
        await journal.DisposeAsync();
    }

    private static Task WriteAsync(UnitWriter unit, int bytes) => unit.CountAsync(
        Sums.OfPeople(Day, unit.Version + 1), json: new string('x', bytes));

    private static async Task AssertWholeAsync(SqliteJournal journal, UnitWriter[] units)
    {
        foreach (var unit in units)
        {
            Assert.Equal(unit.Version, (await journal.LoadAsync(unit.Id)).Version);
            Assert.Equal(unit.Version, (await journal.ReadAsync(unit.Id, 0, 1_000)).Count);
            Assert.True(unit.Totals.SameAs((await journal.ReadOwnAsync(unit.Id)).Totals));
        }
    }
}
