using GridActors.Core.Units;
using GridActors.Journaling.Tests.Contract;

namespace GridActors.Sqlite.Tests;

/// <summary>What lies on the disk at some instant is what a process that was killed then would leave behind.</summary>
public sealed class CrashTests : IDisposable
{
    private static readonly DateOnly Day = new(2020, 2, 10);

    private readonly TemporaryFolder _running = new();
    private readonly TemporaryFolder _crashed = new();

    public void Dispose()
    {
        _running.Dispose();
        _crashed.Dispose();
    }

    [Fact]
    public async Task All_that_was_acknowledged_before_a_crash_is_there_after_it()
    {
        await using var journal = await _running.OpenAsync();
        UnitWriter[] units = [.. Enumerable.Range(0, 16).Select(i => new UnitWriter(() => journal, UnitId.Parse($"u{i}")))];
        using var stop = new CancellationTokenSource();
        var writing = units.Select(unit => Task.Run(async () =>
        {
            while (!stop.IsCancellationRequested)
            {
                await unit.CountAsync(Sums.OfPeople(Day, unit.Version + 3), entries: 3);
            }
        })).ToArray();
        while (units.Any(unit => unit.Version < 30))
        {
            await Task.Delay(5);
        }

        long[] acknowledged = [.. units.Select(unit => unit.Version)];
        CopyFiles();
        await stop.CancelAsync();
        await Task.WhenAll(writing);

        await using var revived = await _crashed.OpenAsync();
        foreach (var (i, unit) in units.Index())
        {
            var stored = await revived.LoadAsync(unit.Id);
            Assert.True(stored.Version >= acknowledged[i], $"{stored.Version} of {acknowledged[i]} entries");
            Assert.Equal(0, stored.Version % 3); // no append is there in part
            var entries = await revived.ReadAsync(unit.Id, 0, int.MaxValue);
            Assert.Equal(stored.Version, entries.Count);
            Assert.True(Sums.OfPeople(Day, stored.Version).SameAs((await revived.ReadOwnAsync(unit.Id)).Totals));
        }

        var next = new UnitWriter(() => revived, UnitId.Parse("u0"));
        (next.Key, next.Version, _) = await revived.LoadAsync(next.Id);
        Assert.True(await next.AppendAsync());
    }

    /// <summary>The database first: no checkpoint runs on so little, so the WAL holds all that it lacks.</summary>
    private void CopyFiles()
    {
        foreach (var name in (string[])["gridactors.db", "gridactors.db-wal"])
        {
            // Read as others may write it, which File.Copy does not allow on every system.
            using var from = new FileStream(Path.Combine(_running.Path, name), FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
            using var to = File.Create(Path.Combine(_crashed.Path, name));
            from.CopyTo(to);
        }

        Assert.True(new FileInfo(_crashed.Database + "-wal").Length > 0);
    }
}
