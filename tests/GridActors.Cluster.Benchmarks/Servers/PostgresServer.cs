using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Npgsql;

namespace GridActors.Cluster.Benchmarks.Servers;

/// <summary>A PostgreSQL of this run's own in a temporary folder; what it commits is on the disk (fsync stays on).</summary>
internal sealed class PostgresServer : IAsyncDisposable
{
    /// <summary>The same for all that is measured; only what keeps checkpoints of the log from falling into a run.</summary>
    private const string Settings = "-c max_connections=1000 -c shared_buffers=256MB -c max_wal_size=4GB -c checkpoint_timeout=30min";

    private static readonly bool IsRoot = Environment.UserName == "root"; // as whom PostgreSQL refuses to run

    private readonly string _folder;
    private readonly string _programs;
    private readonly int _port = FreePort();

    private PostgresServer(string folder, string programs) => (_folder, _programs) = (folder, programs);

    /// <exception cref="InvalidOperationException">PostgreSQL's programs are not here.</exception>
    public static async Task<PostgresServer> StartAsync()
    {
        var programs = FindPrograms();
        var folder = Directory.CreateTempSubdirectory("gridactors-benchmark-").FullName;
        var server = new PostgresServer(folder, programs);
        if (IsRoot)
        {
            await RunAsync("chown", "postgres", folder);
        }

        await server.RunAsServerAsync("initdb", "-D", server.Data, "-U", "postgres", "-A", "trust", "-E", "UTF8");
        await server.RunAsServerAsync(
            "pg_ctl", "-D", server.Data, "-w", "-l", Path.Combine(folder, "log"), "-o",
            $"-p {server._port} -h 127.0.0.1 -k {folder} {Settings}", "start");
        return server;
    }

    /// <returns>The new database's connection string.</returns>
    public async Task<string> CreateDatabaseAsync(string name)
    {
        await SqlAsync(ConnectionString("postgres"), $"CREATE DATABASE {name}");
        return ConnectionString(name);
    }

    /// <summary>Writes out what earlier runs left, so that no run pays for another.</summary>
    public Task SettleAsync() => SqlAsync(ConnectionString("postgres"), "CHECKPOINT");

    public static async Task SqlAsync(string database, string sql) => await ScalarAsync<object>(database, sql);

    public static async Task<T?> ScalarAsync<T>(string database, string sql)
    {
        await using var connection = new NpgsqlConnection(database);
        await connection.OpenAsync();
#pragma warning disable CA2100 // Text of the benchmark.
        await using var command = new NpgsqlCommand(sql, connection) { CommandTimeout = 300 };
#pragma warning restore CA2100
        return (T?)await command.ExecuteScalarAsync();
    }

    /// <summary>Of all its processes since its start, those that ended included.</summary>
    public TimeSpan ProcessorTime
    {
        get
        {
            const int ticksPerSecond = 100; // as Linux counts for user programs everywhere
            var postmaster = int.Parse(File.ReadLines(Path.Combine(Data, "postmaster.pid")).First(), CultureInfo.InvariantCulture);
            var ticks = Times(postmaster).Sum() + Directory.GetDirectories("/proc")
                .Select(folder => int.TryParse(Path.GetFileName(folder), out var process) ? process : 0)
                .Where(process => process > 0 && ParentOf(process) == postmaster)
                .Sum(process => Times(process).Take(2).Sum());
            return TimeSpan.FromSeconds(ticks / (double)ticksPerSecond);
        }
    }

    public Task<string> PgbenchAsync(string database, params string[] arguments) => RunAsync(
        Path.Combine(_programs, "pgbench"), ["-h", "127.0.0.1", "-p", $"{_port}", "-U", "postgres", .. arguments, database]);

    public async ValueTask DisposeAsync()
    {
        NpgsqlConnection.ClearAllPools();
        await RunAsServerAsync("pg_ctl", "-D", Data, "-w", "-m", "immediate", "stop");
        Directory.Delete(_folder, recursive: true);
    }

    public static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private static int ParentOf(int process) =>
        Stat(process) is { Length: > 1 } fields ? int.Parse(fields[1], CultureInfo.InvariantCulture) : 0;

    /// <summary>User and system time, and those of children that ended, in ticks.</summary>
    private static IEnumerable<long> Times(int process) =>
        Stat(process).Skip(11).Take(4).Select(field => long.Parse(field, CultureInfo.InvariantCulture));

    /// <summary>What the kernel says of a process, after its name; nothing when it has gone.</summary>
    private static string[] Stat(int process)
    {
        try
        {
            var line = File.ReadAllText($"/proc/{process}/stat");
            return line[(line.LastIndexOf(')') + 2)..].Split(' ');
        }
        catch (IOException)
        {
            return [];
        }
    }

    private string Data => Path.Combine(_folder, "data");

    private string ConnectionString(string database) => $"Host=127.0.0.1;Port={_port};Username=postgres;Database={database}";

    private Task<string> RunAsServerAsync(string program, params string[] arguments)
    {
        var path = Path.Combine(_programs, program);
        return IsRoot ? RunAsync("runuser", ["-u", "postgres", "--", path, .. arguments]) : RunAsync(path, arguments);
    }

    /// <summary>No package puts them on the path; this is where Debian's lie.</summary>
    private static string FindPrograms()
    {
        const string folder = "/usr/lib/postgresql";
        return (Directory.Exists(folder) ? Directory.GetDirectories(folder) : [])
            .Select(version => Path.Combine(version, "bin"))
            .Where(programs => File.Exists(Path.Combine(programs, "initdb")) && File.Exists(Path.Combine(programs, "pgbench")))
            .Order(StringComparer.Ordinal)
            .LastOrDefault()
            ?? PathFolders().FirstOrDefault(programs => File.Exists(Path.Combine(programs, "initdb")))
            ?? throw new InvalidOperationException("PostgreSQL's programs (initdb, pgbench) are not here");
    }

    private static string[] PathFolders() =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries);

    private static async Task<string> RunAsync(string program, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = Path.GetTempPath(),
        };
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        return process.ExitCode == 0
            ? await output
            : throw new InvalidOperationException($"{program} ended with {process.ExitCode}: {await errors}{await output}");
    }
}
