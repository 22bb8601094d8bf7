using System.Diagnostics;
using System.Globalization;

namespace GridActors.Benchmarks.Clients;

/// <summary>A server as a process of its own: the standalone executable serving a data directory, or a baseline.</summary>
internal sealed class ServerProcess : IDisposable
{
    private readonly Process _process;

    private ServerProcess(Process process, Uri address, TimeSpan startup) =>
        (_process, Address, Startup) = (process, address, startup);

    public Uri Address { get; }

    public int Id => _process.Id;

    /// <summary>From the start of the process until it said that it is ready.</summary>
    public TimeSpan Startup { get; }

    public double ResidentMiB => Status("VmRSS");

    public double ResidentPeakMiB => Status("VmHWM");

    /// <summary>Of all its threads, since its start.</summary>
    public TimeSpan ProcessorTime
    {
        get
        {
            _process.Refresh();
            return _process.TotalProcessorTime;
        }
    }

    /// <param name="program">Another build of the executable than this one's.</param>
    public static ServerProcess Start(string dataDirectory, string program = "GridActors.Standalone.dll") => Start(
        program, ["serve", "--data", dataDirectory, "--urls", "http://127.0.0.1:0", "--open"]);

    /// <param name="directory">Null for one that only parses.</param>
    public static ServerProcess StartBaseline(string? directory) => Start(
        "GridActors.Benchmarks.dll", ["baseline", .. directory is null ? (string[])[] : ["--directory", directory]]);

    /// <summary>Waits until it says that it is ready.</summary>
    public static ServerProcess Start(
        string program, IEnumerable<string> arguments, params ReadOnlySpan<(string Name, string Value)> environment)
    {
        var watch = Stopwatch.StartNew();
        var process = Process.Start(StartOf(program, arguments, environment))!;
        const string ready = " is ready: ";
        while (process.StandardOutput.ReadLine() is { } line)
        {
            if (line.IndexOf(ready, StringComparison.Ordinal) is >= 0 and var at)
            {
                _ = process.StandardOutput.BaseStream.CopyToAsync(Stream.Null);
                return new ServerProcess(process, new Uri(line[(at + ready.Length)..].Trim()), watch.Elapsed);
            }
        }

        throw new InvalidOperationException("The server did not start.");
    }

    /// <summary>Runs a verb to its end.</summary>
    /// <exception cref="InvalidOperationException">It failed.</exception>
    public static void Run(
        string program, IEnumerable<string> arguments, params ReadOnlySpan<(string Name, string Value)> environment)
    {
        using var process = Process.Start(StartOf(program, arguments, environment))!;
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        if (process.ExitCode != 0)
        {
            throw new InvalidOperationException($"{program} ended with {process.ExitCode}: {output}");
        }
    }

    /// <summary>SIGTERM, and waits for the end.</summary>
    public void Stop()
    {
        using var kill = Process.Start("kill", ["-TERM", $"{_process.Id}"]);
        _process.WaitForExit();
    }

    public void Kill()
    {
        _process.Kill();
        _process.WaitForExit();
    }

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            Kill();
        }

        _process.Dispose();
    }

    private static ProcessStartInfo StartOf(
        string program, IEnumerable<string> arguments, ReadOnlySpan<(string Name, string Value)> environment)
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, program), .. arguments])
        {
            RedirectStandardOutput = true,
        };
        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        return start;
    }

    private double Status(string name)
    {
        var line = File.ReadLines($"/proc/{_process.Id}/status").First(line => line.StartsWith(name, StringComparison.Ordinal));
        var kibibytes = line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1];
        return double.Parse(kibibytes, CultureInfo.InvariantCulture) / 1024;
    }
}
