using System.Diagnostics;
using GridActors.Standalone.Tests.Processes;
using Xunit.Abstractions;

namespace GridActors.Standalone.Tests.Kills;

/// <summary>A real process on a file system that fills up and gets room again.</summary>
public sealed class FullDiskTests(ITestOutputHelper output)
{
    private static readonly TimeSpan Patience = FaultRow.Patience;

    [RootFact, Trait("row", "25")]
    public async Task A_full_disk_acknowledges_nothing_and_with_room_again_it_goes_on()
    {
        using var data = new TempDirectory();
        Run("mount", "-t", "tmpfs", "-o", "size=4m", "tmpfs", data.Path);
        try
        {
            await using var load = await StandaloneLoad.StartAsync(data.Path);
            var watch = Stopwatch.StartNew();
            for (var (last, since) = (-1, TimeSpan.Zero); watch.Elapsed - since < TimeSpan.FromSeconds(2); await Task.Delay(100))
            {
                Assert.True(watch.Elapsed < Patience, "the disk never got full");
                (last, since) = load.Acknowledged > last ? (load.Acknowledged, watch.Elapsed) : (last, since);
            }

            var (acknowledged, unavailable) = (load.Acknowledged, load.Unavailable + load.TurnedAway);
            var length = FaultRow.Length(3, 20);
            await Task.Delay(length);
            Assert.Equal(acknowledged, load.Acknowledged);
            Assert.True(load.Unavailable + load.TurnedAway > unavailable, "nobody was told");
            Run("mount", "-o", "remount,size=256m", data.Path);
            watch.Restart();
            await load.MoreAsync(300, Patience);
            var recovered = watch.Elapsed;
            FaultRow.Passed(
                output, "25 (disk full)", "standalone",
                $"a tmpfs of 4 MiB fills up under load, stays full for {length.TotalSeconds:0} s, then has room",
                $"{acknowledged} records fitted, 0 acknowledged while full, {load.Unavailable} `unavailable`; "
                + $"300 records {recovered.TotalSeconds:0.0} s after; {await load.JudgeAsync()}");
        }
        finally
        {
            Run("umount", "-l", data.Path);
        }
    }

    private static void Run(string program, params string[] arguments)
    {
        using var process = Process.Start(program, arguments);
        process.WaitForExit();
        Assert.Equal(0, process.ExitCode);
    }
}

/// <summary>A test that mounts a file system.</summary>
public sealed class RootFactAttribute : FactAttribute
{
    public RootFactAttribute()
    {
        if (Environment.UserName != "root" || !OperatingSystem.IsLinux())
        {
            Skip = "Only root can mount a file system.";
        }
    }
}
