using System.Diagnostics;
using GridActors.Postgres.Tests.Servers;

namespace GridActors.Cluster.Tests.Faults;

/// <summary>A real silo in a process of its own, as an administrator starts it.</summary>
internal sealed class SiloProcess : IAsyncDisposable
{
    private static readonly TimeSpan StartPatience = TimeSpan.FromSeconds(90);

    private readonly Process _process;

    private SiloProcess(Process process, string address) => (_process, Address) = (process, address);

    public string Address { get; }

    public int SiloPort { get; private init; }

    public bool HasExited => _process.HasExited;

    public static async Task<SiloProcess> ServeAsync(string database)
    {
        var siloPort = ThrowAwayPostgres.FreePort();
        var process = Start(
            database, "serve", "--open", "--urls", "http://127.0.0.1:0",
            "--set", $"Cluster:SiloPort={siloPort}", "--set", $"Cluster:GatewayPort={ThrowAwayPostgres.FreePort()}");
        var heard = new List<string>();
        using var patience = new CancellationTokenSource(StartPatience);
        while (await process.StandardOutput.ReadLineAsync(patience.Token) is { } line)
        {
            heard.Add(line);
            const string ready = "GridActors is ready: ";
            if (line.StartsWith(ready, StringComparison.Ordinal))
            {
                // Whatever it says later must be read, or it would wait for a reader.
                _ = process.StandardOutput.BaseStream.CopyToAsync(Stream.Null, CancellationToken.None);
                _ = process.StandardError.BaseStream.CopyToAsync(Stream.Null, CancellationToken.None);
                return new SiloProcess(process, line[ready.Length..].Trim()) { SiloPort = siloPort };
            }
        }

        throw new InvalidOperationException(
            $"It did not get ready: {string.Join('\n', heard)}\n{await process.StandardError.ReadToEndAsync()}");
    }

    /// <summary>Runs a verb to its end.</summary>
    public static async Task<(int ExitCode, string Output)> RunAsync(string database, params string[] arguments)
    {
        using var process = Start(database, arguments);
        var error = process.StandardError.ReadToEndAsync();
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return (process.ExitCode, output + await error);
    }

    /// <summary>kill -9: no goodbye, no flush.</summary>
    public void Kill()
    {
        _process.Kill();
        _process.WaitForExit();
    }

    /// <param name="name">STOP, CONT or TERM.</param>
    public void Signal(string name)
    {
        using var kill = Process.Start("kill", [$"-{name}", $"{_process.Id}"]);
        kill.WaitForExit();
    }

    /// <summary>SIGTERM, and waits until it has gone by itself.</summary>
    public async Task<int> TerminateAsync()
    {
        Signal("TERM");
        await _process.WaitForExitAsync();
        return _process.ExitCode;
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
            await _process.WaitForExitAsync();
        }

        _process.Dispose();
    }

    private static Process Start(string database, params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true, RedirectStandardError = true };
        start.ArgumentList.Add(Path.Combine(AppContext.BaseDirectory, "GridActors.Silo.dll"));
        foreach (var argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        start.Environment["ConnectionStrings__GridActors"] = database;
        return Process.Start(start) ?? throw new InvalidOperationException("The process did not start.");
    }
}
