using System.Diagnostics;

namespace GridActors.Postgres.Tests.Servers;

/// <summary>A file system in memory whose size a test sets, for a part of a throw-away server. Needs root.</summary>
public sealed class SmallDisk(string path)
{
    /// <summary>Enough for a server to be made and to work.</summary>
    private const int RoomyMebibytes = 1024;

    public string Path => path;

    private DriveInfo Drive => new(path);

    public async Task MountAsync()
    {
        Directory.CreateDirectory(path);
        await RunAsync("mount", "-t", "tmpfs", "-o", $"size={RoomyMebibytes}m,mode=700", "tmpfs", path);
        await RunAsync("chown", "postgres", path);
    }

    /// <summary>Leaves so much free beside what lies there.</summary>
    public Task LeaveAsync(int kibibytes) =>
        RunAsync("mount", "-o", $"remount,size={((Drive.TotalSize - Drive.TotalFreeSpace) / 1024) + kibibytes}k", path);

    public Task MakeRoomAsync() => RunAsync("mount", "-o", $"remount,size={RoomyMebibytes}m", path);

    public Task UnmountAsync() => RunAsync("umount", "-l", path);

    private static async Task RunAsync(string program, params string[] arguments)
    {
        using var process = Process.Start(program, arguments);
        await process.WaitForExitAsync();
        if (process.ExitCode != 0)
        {
            throw new InvalidOperationException($"{program} ended with {process.ExitCode}");
        }
    }
}
