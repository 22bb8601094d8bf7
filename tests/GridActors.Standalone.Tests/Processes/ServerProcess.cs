using System.Diagnostics;

namespace GridActors.Standalone.Tests.Processes;

/// <summary>An executable of ours in a process of its own, as whoever runs a deployment starts it.</summary>
/// <param name="program">The executable's assembly, beside the tests, or its whole path.</param>
internal sealed class ServerProgram(string program, params (string Name, string Value)[] environment)
{
    private static readonly TimeSpan StartPatience = TimeSpan.FromSeconds(180);

    /// <summary>A command that becomes the program, such as one that enters a network or sets a limit first.</summary>
    public IReadOnlyList<string> Under { get; init; } = [];

    /// <summary>Waits until it says that it is ready.</summary>
    /// <param name="linesAfter">Lines that it says right after that, and that the caller wants.</param>
    public async Task<ServerProcess> ServeAsync(int linesAfter, params IEnumerable<string> arguments)
    {
        var process = Start(arguments);
        var heard = new List<string>();
        using var patience = new CancellationTokenSource(StartPatience);
        while (await process.StandardOutput.ReadLineAsync(patience.Token) is { } line)
        {
            heard.Add(line);
            const string ready = "GridActors is ready: ";
            if (line.StartsWith(ready, StringComparison.Ordinal))
            {
                var said = new List<string>();
                while (said.Count < linesAfter)
                {
                    said.Add((await process.StandardOutput.ReadLineAsync(patience.Token))!);
                }

                // Whatever it says later must be read, or it would wait for a reader.
                _ = process.StandardOutput.BaseStream.CopyToAsync(Stream.Null, CancellationToken.None);
                _ = process.StandardError.BaseStream.CopyToAsync(Stream.Null, CancellationToken.None);
                return new ServerProcess(process, line[ready.Length..].Trim(), said);
            }
        }

        throw new InvalidOperationException(
            $"It did not get ready: {string.Join('\n', heard)}\n{await process.StandardError.ReadToEndAsync()}");
    }

    /// <summary>Runs a verb to its end.</summary>
    public async Task<(int ExitCode, string Output)> RunAsync(params IEnumerable<string> arguments)
    {
        using var process = Start(arguments);
        var error = process.StandardError.ReadToEndAsync();
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return (process.ExitCode, output + await error);
    }

    private Process Start(IEnumerable<string> arguments)
    {
        string[] command = [.. Under, "dotnet", Path.Combine(AppContext.BaseDirectory, program), .. arguments];
        var start = new ProcessStartInfo(command[0], command[1..])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        return Process.Start(start) ?? throw new InvalidOperationException("The process did not start.");
    }
}

/// <summary>A server that is up until it is told to go, or killed.</summary>
internal sealed class ServerProcess(Process process, string address, IReadOnlyList<string> said) : IAsyncDisposable
{
    public string Address => address;

    /// <summary>The lines right after the one that said it was ready, as many as were asked for.</summary>
    public IReadOnlyList<string> Said => said;

    public bool HasExited => process.HasExited;

    /// <summary>Memory that it holds now.</summary>
    public long ResidentBytes
    {
        get
        {
            process.Refresh();
            return process.WorkingSet64;
        }
    }

    /// <summary>kill -9: no goodbye, no flush.</summary>
    public void Kill()
    {
        process.Kill();
        process.WaitForExit();
    }

    /// <param name="name">STOP, CONT or TERM.</param>
    public void Signal(string name)
    {
        using var kill = Process.Start("kill", [$"-{name}", $"{process.Id}"]);
        kill.WaitForExit();
    }

    /// <summary>SIGTERM, and waits until it has gone by itself.</summary>
    public async Task<int> TerminateAsync()
    {
        Signal("TERM");
        await process.WaitForExitAsync();
        return process.ExitCode;
    }

    public async ValueTask DisposeAsync()
    {
        if (!process.HasExited)
        {
            process.Kill();
            await process.WaitForExitAsync();
        }

        process.Dispose();
    }
}
