using System.Diagnostics;

namespace GridActors.Standalone.Tests.Processes;

/// <summary>The real executable in a process of its own, as a user starts it.</summary>
internal sealed class StandaloneProcess : IAsyncDisposable
{
    private static readonly TimeSpan StartPatience = TimeSpan.FromSeconds(60);

    private readonly Process _process;

    private StandaloneProcess(Process process, string address, string? token) =>
        (_process, Address, Token) = (process, address, token);

    public string Address { get; }

    /// <summary>The token that a first start without <c>--open</c> shows.</summary>
    public string? Token { get; }

    public static Task<StandaloneProcess> ServeAsync(string dataDirectory, params string[] more) =>
        StartAsync(hasToken: false, ["serve", "--data", dataDirectory, "--urls", "http://127.0.0.1:0", "--open", .. more]);

    public static Task<StandaloneProcess> ServeAtAsync(string url, string dataDirectory) =>
        StartAsync(hasToken: false, "serve", "--data", dataDirectory, "--urls", url, "--open");

    public static Task<StandaloneProcess> ServeWithTokensAsync(string dataDirectory) =>
        StartAsync(hasToken: true, "serve", "--data", dataDirectory, "--urls", "http://127.0.0.1:0");

    public static Task<StandaloneProcess> DemoAsync(params string[] more) =>
        StartAsync(hasToken: false, ["demo", "--urls", "http://127.0.0.1:0", .. more]);

    private static async Task<StandaloneProcess> StartAsync(bool hasToken, params string[] arguments)
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
                var token = hasToken ? (await process.StandardOutput.ReadLineAsync(patience.Token))!.Split(' ')[^1] : null;
                // Whatever it says later must be read, or it would wait for a reader.
                _ = process.StandardOutput.BaseStream.CopyToAsync(Stream.Null, CancellationToken.None);
                _ = process.StandardError.BaseStream.CopyToAsync(Stream.Null, CancellationToken.None);
                return new StandaloneProcess(process, line[ready.Length..].Trim(), token);
            }
        }

        throw new InvalidOperationException(
            $"It did not get ready: {string.Join('\n', heard)}\n{await process.StandardError.ReadToEndAsync()}");
    }

    /// <summary>Runs a verb to its end.</summary>
    public static async Task<(int ExitCode, string Output)> RunAsync(params string[] arguments)
    {
        using var process = Start(arguments);
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

    /// <summary>SIGTERM, and waits until it has gone by itself.</summary>
    public async Task<int> TerminateAsync()
    {
        using var kill = Process.Start("kill", ["-TERM", $"{_process.Id}"]);
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

    private static Process Start(IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true, RedirectStandardError = true };
        start.ArgumentList.Add(Path.Combine(AppContext.BaseDirectory, "GridActors.Standalone.dll"));
        foreach (var argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        return Process.Start(start) ?? throw new InvalidOperationException("The process did not start.");
    }
}
