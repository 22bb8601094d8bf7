using System.Diagnostics;
using GridActors.Postgres.Tests.Servers;
using GridActors.Standalone.Tests.Kills;
using Xunit.Abstractions;

namespace GridActors.Cluster.Tests.Faults;

/// <summary>The disk of a cluster's database fills up under load and gets room again.</summary>
public sealed class FullDiskTests(ITestOutputHelper output)
{
    private static readonly TimeSpan Patience = FaultRow.Patience;

    /// <summary>Where data has no room, PostgreSQL refuses what would need it.</summary>
    [SmallDiskFact, Trait("row", "25")]
    public Task A_full_disk_under_the_data_loses_nothing_and_with_room_again_it_goes_on() =>
        FillAsync("data", 256, "could not extend file");

    /// <summary>
    /// Where its log has no room PostgreSQL ends itself, and may not come up again before it has: then whoever watches over
    /// it starts it.
    /// </summary>
    [SmallDiskFact, Trait("row", "25")]
    public Task A_full_disk_under_the_log_loses_nothing_and_with_room_again_it_goes_on() => FillAsync("wal", 2048, "PANIC");

    private async Task FillAsync(string part, int kibibytesLeft, string said)
    {
        await using var cluster = await ClusterUnderLoad.StartAsync(2, onSmallDisk: part);
        await cluster.MoreAsync(300, Patience);
        var before = cluster.Acknowledged;
        await cluster.Postgres.Disk.LeaveAsync(kibibytesLeft);
        await FullAsync(cluster, said);

        var (full, fitted) = (Stopwatch.GetTimestamp(), cluster.Acknowledged - before);
        var (length, retries) = (FaultRow.Length(3, 30), cluster.Retries);
        await Task.Delay(length);
        Assert.True(cluster.Retries > retries, "nobody was told");
        cluster.AssertNothingAcknowledged(full);
        Assert.All(cluster.Silos, silo => Assert.False(silo.HasExited));

        await cluster.Postgres.Disk.MakeRoomAsync();
        var hasEnded = !await cluster.Postgres.IsThereAsync();
        if (hasEnded)
        {
            await cluster.Postgres.StartAgainAsync();
        }

        var watch = Stopwatch.StartNew();
        await cluster.MoreAsync(300, Patience);
        var recovered = watch.Elapsed;
        FaultRow.Passed(
            output, "25 (disk full)", "2 silos",
            $"the disk of the database's {(part == "wal" ? "WAL" : "data")} fills up under load, stays full for {length.TotalSeconds:0} s, "
            + $"then has room{(hasEnded ? "; the database, which had ended itself, is started" : "")}",
            $"{fitted} records fitted, then `{said}`, nothing acknowledged; 300 records {recovered.TotalSeconds:0.0} s after; "
            + await cluster.JudgeAsync());
    }

    /// <summary>Nothing fits any more: it says so, and for two seconds nothing was acknowledged.</summary>
    private static async Task FullAsync(ClusterUnderLoad cluster, string said)
    {
        var watch = Stopwatch.StartNew();
        for (var (last, since) = (-1, TimeSpan.Zero);
            watch.Elapsed - since < TimeSpan.FromSeconds(2)
                || !(await cluster.Postgres.LogAsync()).Contains(said, StringComparison.Ordinal);
            await Task.Delay(100))
        {
            Assert.True(watch.Elapsed < Patience, $"the disk never got full: {await cluster.Postgres.LogAsync()}");
            (last, since) = cluster.Acknowledged > last ? (cluster.Acknowledged, watch.Elapsed) : (last, since);
        }
    }
}

/// <summary>A test that starts a server on a file system that it mounts.</summary>
public sealed class SmallDiskFactAttribute : FactAttribute
{
    public SmallDiskFactAttribute() => Skip = new OwnPostgresFactAttribute().Skip
        ?? (Environment.UserName == "root" && OperatingSystem.IsLinux() ? null : "Only root can mount a file system.");
}
