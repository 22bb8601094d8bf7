using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace GridActors.Benchmarks.Baselines;

/// <summary>
/// A Redis of this run's own: every command is in its append-only file and on the disk before its answer
/// (<c>appendfsync always</c>).
/// </summary>
internal sealed class RedisServer : IDisposable
{
    private static readonly TimeSpan StartPatience = TimeSpan.FromSeconds(10);

    private readonly Process _process;
    private readonly DirectoryInfo _folder;

    private RedisServer(Process process, DirectoryInfo folder, int port) => (_process, _folder, Port) = (process, folder, port);

    public int Port { get; }

    /// <exception cref="InvalidOperationException">It is not installed here, or does not start.</exception>
    public static async Task<RedisServer> StartAsync()
    {
        var folder = Directory.CreateTempSubdirectory("gridactors-redis-");
        var port = FreePort();
        try
        {
            var process = Process.Start(new ProcessStartInfo(
                "redis-server",
                [
                    "--port", $"{port}", "--bind", "127.0.0.1", "--dir", folder.FullName, "--save", "", "--appendonly", "yes",
                    "--appendfsync", "always", "--auto-aof-rewrite-percentage", "0",
                ]) { RedirectStandardOutput = true })!;
            _ = process.StandardOutput.BaseStream.CopyToAsync(Stream.Null);
            var server = new RedisServer(process, folder, port);
            await server.WaitAsync();
            return server;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            folder.Delete(recursive: true);
            throw new InvalidOperationException("redis-server is not installed here");
        }
    }

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
            _process.WaitForExit();
        }

        _process.Dispose();
        _folder.Delete(recursive: true);
    }

    private async Task WaitAsync()
    {
        for (var watch = Stopwatch.StartNew(); ; await Task.Delay(50))
        {
            try
            {
                using var probe = new TcpClient();
                await probe.ConnectAsync(IPAddress.Loopback, Port);
                return;
            }
            catch (SocketException) when (watch.Elapsed < StartPatience)
            {
                // Not yet.
            }
        }
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
