using System.Text;
using GridActors.Core.Records;
using GridActors.Core.Traces;
using GridActors.Core.Units;
using GridActors.Journaling.Ports;
using GridActors.Journaling.Tests.Contract;

namespace GridActors.Sqlite.Tests.Reading;

/// <summary>The index of traces as it lies in the file, and its key.</summary>
public sealed class TraceIndexTests : IDisposable
{
    private static readonly TraceName Plate = TraceName.OfVehicle("晋J12345")!.Value;
    private static readonly byte[] Secret = Encoding.UTF8.GetBytes("sixteen bytes at least");

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task The_key_is_made_once_and_stays()
    {
        await WriteAsync(_folder.Options, 1);
        var made = _folder.Query("SELECT value FROM meta WHERE name = 'traces-key'");
        await WriteAsync(_folder.Options, 2);
        Assert.Equal(made, _folder.Query("SELECT value FROM meta WHERE name = 'traces-key'"));
        Assert.Equal(1L, _folder.Query("SELECT count(DISTINCT key) FROM trace_new"));
        Assert.Equal(2, await CountAsync(_folder.Options));
    }

    [Fact]
    public async Task Two_deployments_keep_other_keys_of_the_same_name()
    {
        using var other = new TemporaryFolder();
        await WriteAsync(_folder.Options, 1);
        await WriteAsync(other.Options, 1);
        Assert.NotEqual(_folder.Query("SELECT key FROM trace_new"), other.Query("SELECT key FROM trace_new"));
    }

    [Fact]
    public async Task A_key_that_is_given_is_not_kept_and_must_be_given_again()
    {
        var options = _folder.Options with { TracesKey = Secret };
        await WriteAsync(options, 1);
        Assert.Null(_folder.Query("SELECT value FROM meta WHERE name = 'traces-key'"));
        Assert.Equal(1, await CountAsync(options));

        await Assert.ThrowsAsync<InvalidOperationException>(_folder.OpenAsync);
        await Assert.ThrowsAsync<InvalidOperationException>(
            () => SqliteJournal.OpenAsync(options with { TracesKey = [.. Secret.Reverse()] }));
        await Assert.ThrowsAsync<InvalidOperationException>(() => SqliteJournal.OpenAsync(options with { TracesKey = [1, 2] }));
        Assert.Equal(1, await CountAsync(options));
    }

    [Fact]
    public async Task No_name_stands_in_the_index_itself()
    {
        var names = new List<TraceName>();
        TraceName.AddTo(names, new PersonName("nationalId", "11010519491231002X", "张三丰", "13800000001"));
        await using (var journal = await _folder.OpenAsync())
        {
            var unit = new UnitWriter(() => journal, UnitId.Parse("k"));
            Assert.True(await unit.AppendAsync(append => append with
            {
                Traces = [.. names.Select(name => new TraceMark(name, UnitWriter.Noon, 1))],
                Stays = [.. names.Select(name => new StayChange(name, [new Stay(UnitWriter.Noon, null)]))],
            }));
        }

        // The entry of this test names nobody, so that the whole file may be looked through.
        var file = await File.ReadAllBytesAsync(_folder.Database);
        foreach (var clear in new[] { "11010519491231002", "13800000001", "张三丰" })
        {
            Assert.True(file.AsSpan().IndexOf(Encoding.UTF8.GetBytes(clear)) < 0, clear);
        }

        Assert.Equal(2L, _folder.Query("SELECT count(*) FROM trace_new"));
    }

    [Fact]
    public async Task A_search_finds_what_lies_in_parts_written_long_ago_and_now()
    {
        await WriteAsync(_folder.Options, 1);
        for (var part = 1L; part <= 2; part++)
        {
            // As many of others as make a part, and then one more of this one.
            _folder.Query(
                """
                INSERT INTO trace_new (key, at, unit_no, version)
                WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 16384)
                SELECT random(), i, 1, 1000 + i FROM n
                """);
            await WriteAsync(_folder.Options, 1 + part);
            Assert.Equal(part, _folder.Query("SELECT count(*) FROM trace_part"));
            Assert.Equal(part, _folder.Query("SELECT count(DISTINCT part) FROM trace"));
            Assert.Equal(0L, _folder.Query("SELECT count(*) FROM trace_new"));
            Assert.Equal(1 + part, await CountAsync(_folder.Options));
        }

        await WriteAsync(_folder.Options, 4);
        Assert.Equal(1L, _folder.Query("SELECT count(*) FROM trace_new"));
        Assert.Equal(4, await CountAsync(_folder.Options));
    }

    private static async Task WriteAsync(SqliteJournalOptions options, long version)
    {
        await using var journal = await SqliteJournal.OpenAsync(options);
        var unit = new UnitWriter(() => journal, UnitId.Parse("k")) { Version = version - 1 };
        Assert.True(await unit.AppendAsync(append => append with
        {
            Traces = [new TraceMark(Plate, UnitWriter.Noon.AddHours(version), version)],
        }));
    }

    private static async Task<int> CountAsync(SqliteJournalOptions options)
    {
        await using var journal = await SqliteJournal.OpenAsync(options);
        return (await journal.TraceAsync([Plate], UnitWriter.Noon, UnitWriter.Noon.AddDays(1), null, 10)).Count;
    }
}
