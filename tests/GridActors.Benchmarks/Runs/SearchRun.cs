using System.Diagnostics;
using System.Text;
using GridActors.Core.Records;
using GridActors.Core.Totals;
using GridActors.Core.Traces;
using GridActors.Core.Units;
using GridActors.Journaling.Ports;
using GridActors.Sqlite;
using Microsoft.Data.Sqlite;

namespace GridActors.Benchmarks.Runs;

/// <summary>
/// How long a search takes among tens of millions of indexed passages. The index is filled by SQL, because only what is
/// found needs an entry: 45 days of random names of 1,500 checkpoints, and among them a few of one vehicle.
/// </summary>
internal static class SearchRun
{
    private const int Days = 45;
    private const int Found = 60;
    private const int PartRows = 16_384;

    private static readonly TraceName Plate = TraceName.OfVehicle("晋J12345")!.Value;

    public static async Task RunAsync(long rows)
    {
        var folder = Directory.CreateTempSubdirectory("gridactors-bench-");
        try
        {
            var options = new SqliteJournalOptions { Directory = folder.FullName, TimeZoneId = "Asia/Shanghai" };
            var end = DateTimeOffset.UtcNow;
            await WriteFoundAsync(options, end);
            var watch = Stopwatch.StartNew();
            Fill(Path.Combine(folder.FullName, "gridactors.db"), rows, end);
            var size = new FileInfo(Path.Combine(folder.FullName, "gridactors.db")).Length;
            Console.WriteLine($"{rows:N0} rows in {watch.Elapsed.TotalSeconds:N0} s, {size / (double)rows:N0} bytes a row");

            await using var journal = await SqliteJournal.OpenAsync(options);
            foreach (var days in (int[])[1, 7, Days])
            {
                var times = new List<double>();
                var found = 0;
                for (var i = 0; i < 21; i++)
                {
                    watch.Restart();
                    found = (await journal.TraceAsync([Plate], end.AddDays(-days), end, null, 100)).Count;
                    times.Add(watch.Elapsed.TotalMilliseconds);
                }

                Console.WriteLine($"{days} days: {found} found, {times[0]:N1} ms at first, then median "
                    + $"{PassageRun.Median([.. times.Skip(1)]):N1} ms, at most {times.Skip(1).Max():N1} ms");
            }
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static async Task WriteFoundAsync(SqliteJournalOptions options, DateTimeOffset end)
    {
        await using var journal = await SqliteJournal.OpenAsync(options);
        var utf8 = Encoding.UTF8.GetBytes("""{"direction":"in","vehicle":"晋J12345","outcome":"pass"}""");
        var entries = Enumerable.Range(1, Found).Select(i => new StoredEntry(i, new RecordId("bench", i), end, utf8, default));
        var written = await journal.AppendAsync(new Append
        {
            Unit = UnitId.Parse("gate"),
            Key = 0,
            ExpectedVersion = 0,
            Entries = [.. entries],
            Running = Bucket.Empty,
            ChangedDays = [],
            Traces =
            [
                .. Enumerable.Range(1, Found).Select(i => new TraceMark(Plate, end.AddDays(-Days * (i - 0.5) / Found), i)),
            ],
        });
        if (!written.Committed)
        {
            throw new InvalidOperationException("The first append was refused.");
        }
    }

    /// <summary>In parts as the writer makes them: in the order of time, within a part by name.</summary>
    private static void Fill(string file, long rows, DateTimeOffset end)
    {
        using var connection = new SqliteConnection($"Data Source={file};Pooling=False");
        connection.Open();
        var begin = (end.AddDays(-Days).UtcTicks - DateTimeOffset.UnixEpoch.Ticks, Days * TimeSpan.TicksPerDay / rows);
        for (long part = 1, first = 0; first < rows; part++, first += PartRows)
        {
            using var command = connection.CreateCommand();
            command.CommandText =
                """
                WITH RECURSIVE n (i) AS (SELECT $first UNION ALL SELECT i + 1 FROM n WHERE i < $last)
                INSERT INTO trace SELECT $part, random(), $begin + i * $step, 1 + i % 1500, i FROM n ORDER BY 2;
                INSERT INTO trace_part VALUES ($part, $begin + $first * $step, $begin + $last * $step);
                """;
            command.Parameters.AddWithValue("$part", part);
            command.Parameters.AddWithValue("$first", first);
            command.Parameters.AddWithValue("$last", Math.Min(rows, first + PartRows) - 1);
            command.Parameters.AddWithValue("$begin", begin.Item1);
            command.Parameters.AddWithValue("$step", begin.Item2);
            command.ExecuteNonQuery();
        }
    }
}
