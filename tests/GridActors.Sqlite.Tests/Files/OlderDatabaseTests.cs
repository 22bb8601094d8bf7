using System.Text;
using GridActors.Core.Alerts;
using GridActors.Core.Records;
using GridActors.Core.Units;
using GridActors.Journaling.Ports;
using GridActors.Sqlite.Files;

namespace GridActors.Sqlite.Tests.Files;

/// <summary>
/// A database that an earlier version of the program left behind, kept as text (<c>Older/</c>), is brought to today's schema
/// and says what it said. When the schema changes, what the program writes then is kept beside it.
/// </summary>
public sealed class OlderDatabaseTests : IDisposable
{
    private static readonly Calendar Shanghai = new(TimeZoneInfo.FindSystemTimeZoneById("Asia/Shanghai"));
    private static readonly RecordReader Reader = new(Catalogue.Standard, Shanghai);
    private static readonly UnitId County = UnitId.Parse("141127");

    private static readonly string Kept = Path.Combine(AppContext.BaseDirectory, "Files", "Older");

    private readonly TemporaryFolder _folder = new();

    public static TheoryData<string> Older =>
        [.. Directory.EnumerateFiles(Kept, "*.sql").Select(path => Path.GetFileName(path)!)];

    public void Dispose() => _folder.Dispose();

    [Theory]
    [MemberData(nameof(Older))]
    public async Task Every_unit_comes_to_the_totals_that_were_stored(string file)
    {
        await using var journal = await OpenAsync(file);
        var heads = await journal.PageAsync(null, 100);
        Assert.Equal(9, heads.Count);
        foreach (var head in heads)
        {
            var entries = (await journal.ReadAsync(head.Unit, 0, 100)).Select(stored => Reader.ReadStored(stored)).ToList();
            Assert.Equal(head.Version, entries.Count);
            HashSet<long> voided = [.. entries.Select(entry => entry.Outcome?.Voids).OfType<long>()];
            var refold = new Refold(voided, judge: false, Shanghai);
            entries.ForEach(refold.Add);
            Assert.Equal(head.Kind, refold.Image.State.Registration.Kind);
            Assert.True((await journal.ReadOwnAsync(head.Unit)).Totals.SameAs(refold.Image.Totals), $"{head.Unit}");
        }

        Assert.Equal(2, (await journal.DueAsync(DateTimeOffset.MaxValue, 100)).Count);
    }

    [Theory]
    [MemberData(nameof(Older))]
    public async Task What_is_new_works_for_units_that_were_there_before(string file)
    {
        await using var journal = await OpenAsync(file);
        var gate = Assert.Single(await journal.PageAsync(null, 100), head => head.Kind == UnitKind.Checkpoint);
        var now = DateTimeOffset.Parse("2020-02-02T08:00:00+08:00", null);
        var alert = new StandingAlert(new Alert("fever:1", AlertKinds.Fever, "", "38", now), AlertState.Open, now);
        var result = await journal.AppendAsync(new Append
        {
            Unit = gate.Unit,
            Key = (await journal.LoadAsync(gate.Unit)).Key,
            ExpectedVersion = gate.Version,
            Entries = [new StoredEntry(gate.Version + 1, new RecordId("new", 1), now, Encoding.UTF8.GetBytes("{}"), default)],
            Running = (await journal.ReadOwnAsync(gate.Unit)).Totals.Running,
            ChangedDays = [],
            Alerts = [new AlertChange("fever:1", alert)],
            NextTask = now,
            ListsTasks = true,
        });

        Assert.True(result.Committed);
        Assert.Contains(new UnitAlert(gate.Unit, alert), await journal.AlertsAsync(County, null, null, 10));
        Assert.Contains(gate.Unit, await journal.TaskedAsync(County, now, null, 10));
    }

    [Theory]
    [MemberData(nameof(Older))]
    public async Task Villages_owe_reports_and_are_listed_without_a_further_entry(string file)
    {
        await using var journal = await OpenAsync(file);
        var villages = (await journal.PageAsync(null, 100)).Where(head => head.Kind == UnitKind.Village).ToList();
        Assert.NotEmpty(villages);
        foreach (var village in villages)
        {
            foreach (var area in new[] { village.Unit, village.Parent!.Value, County })
            {
                Assert.Contains(village.Unit, await journal.TaskedAsync(area, DateTimeOffset.UnixEpoch, null, 100));
            }
        }
    }

    [Theory]
    [InlineData("schema-1.sql")]
    [InlineData("schema-3.sql")]
    public async Task Until_when_late_entries_are_not_listed_is_known(string file)
    {
        await using var journal = await OpenAsync(file);
        var newest = DateTimeOffset.MinValue;
        foreach (var head in await journal.PageAsync(null, 100))
        {
            var entries = await journal.ReadAsync(head.Unit, 0, 100);
            newest = entries.Select(entry => entry.Received).Append(newest).Max();
        }

        Assert.Equal(newest, await journal.UnlistedUntilAsync());
    }

    [Fact]
    public async Task Late_entries_that_were_listed_are_still_found()
    {
        await using var journal = await OpenAsync("schema-6.sql");
        var late = await journal.LateAsync(County, new DateOnly(2020, 2, 1), DateTimeOffset.MinValue, 100);
        Assert.Equal(Enumerable.Range(7, 12).Select(i => 2L * i), late.Select(entry => entry.Entry.Version));
        Assert.All(late, entry => Assert.Equal(86 + entry.Entry.Version, entry.Entry.Id.Seq));
    }

    [Theory]
    [MemberData(nameof(Older))]
    public async Task Any_part_of_a_history_is_read_and_each_entry_found(string file)
    {
        await using var journal = await OpenAsync(file);
        foreach (var head in await journal.PageAsync(null, 100))
        {
            var all = await journal.ReadAsync(head.Unit, 0, 100);
            Assert.Equal(head.Version, all.Count);
            foreach (var entry in all)
            {
                Assert.Equal(entry.Version, (await journal.ReadAsync(head.Unit, entry.Version - 1, 1))[0].Version);
                Assert.Equal(entry.Version, Assert.Single(await journal.FindAsync(head.Unit, [entry.Id])).Version);
            }
        }
    }

    private async Task<SqliteJournal> OpenAsync(string file)
    {
        var text = await File.ReadAllTextAsync(Path.Combine(Kept, file));
        using (var connection = _folder.Connect())
        {
            TemporaryFolder.Query(connection, text);
        }

        Assert.True((long)_folder.Query("PRAGMA user_version")! < Migrations.Newest);
        return await _folder.OpenAsync();
    }
}
