using System.Diagnostics;
using Npgsql;

namespace GridActors.Postgres.Tests.Servers;

/// <summary>
/// A PostgreSQL server of the tests' own, in a temporary folder, or the one that GRIDACTORS_POSTGRES names. Each test
/// takes a new database of it.
/// </summary>
public sealed class ThrowAwayPostgres : IAsyncDisposable
{
    private const string Variable = "GRIDACTORS_POSTGRES";
    private static readonly bool IsRoot = Environment.UserName == "root"; // as whom PostgreSQL refuses to run
    private static readonly Lazy<Task<ThrowAwayPostgres>> SharedServer = new(StartAsync);

    private readonly string? _folder; // null: the server is not ours
    private readonly int _port;
    private readonly string _connectionString;
    private bool _isStopped;
    private SmallDisk? _disk;

    private ThrowAwayPostgres(string? folder, int port, string connectionString) =>
        (_folder, _port, _connectionString) = (folder, port, connectionString);

    /// <summary>Why no server can be had here; null when one can.</summary>
    public static string? WhyNot => Programs is not null || Given is not null
        ? null
        : $"No PostgreSQL on this machine: run tests/run.sh, which installs it, or set {Variable} to a connection string.";

    public static bool CanStartOwn => Programs is not null;

    /// <summary>One server for all tests of this process, stopped when that ends.</summary>
    public static Task<ThrowAwayPostgres> Shared => SharedServer.Value;

    private static string? Given => Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } given ? given : null;

    /// <summary>The folder of initdb and pg_ctl, which no package puts on the path.</summary>
    private static string? Programs { get; } = FindPrograms();

    private string Data => Path.Combine(_folder!, "data");

    private string Log => Path.Combine(_folder!, "log");

    /// <summary>What lies on a disk of its own, where the test asked for that.</summary>
    public SmallDisk Disk => _disk ?? throw new InvalidOperationException("Nothing of it lies on a disk of its own.");

    public static async Task<ThrowAwayPostgres> StartAsync() => Given is { } given ? new(null, 0, given) : await StartOwnAsync();

    /// <summary>A server that a test may kill.</summary>
    /// <param name="onSmallDisk">Which part of it lies on a disk that the test may fill: "data", "wal" or, null, nothing.</param>
    public static async Task<ThrowAwayPostgres> StartOwnAsync(string? onSmallDisk = null)
    {
        var folder = Directory.CreateTempSubdirectory("gridactors-postgres-").FullName;
        if (IsRoot)
        {
            await RunAsync("chown", "postgres", folder);
        }

        EndWithThisProcess(folder);
        var port = FreePort();
        var server = new ThrowAwayPostgres(folder, port, $"Host=127.0.0.1;Port={port};Username=postgres;Database=postgres");
        if (onSmallDisk is not null)
        {
            server._disk = new SmallDisk(Path.Combine(folder, onSmallDisk));
            await server._disk.MountAsync();
        }

        // Segments of 1 MiB fill a small disk in small steps.
        string[] apart = onSmallDisk is null ? [] : ["-X", Path.Combine(folder, "wal"), "--wal-segsize=1"];
        await server.RunAsServerAsync(
            "initdb", ["-D", server.Data, "-U", "postgres", "-A", "trust", "-E", "UTF8", "--no-sync", .. apart]);
        await server.StartAgainAsync();
        return server;
    }

    /// <summary>A new, empty database.</summary>
    /// <returns>Its connection string.</returns>
    public Task<string> CreateDatabaseAsync() => MakeDatabaseAsync("template1");

    /// <summary>A copy of a database of this server, to which nobody is connected any more.</summary>
    /// <returns>Its connection string.</returns>
    public Task<string> CopyDatabaseAsync(string connectionString) =>
        MakeDatabaseAsync(new NpgsqlConnectionStringBuilder(connectionString).Database!);

    public Task DropDatabaseAsync(string connectionString) => RunSqlAsync(
        _connectionString, $"DROP DATABASE {new NpgsqlConnectionStringBuilder(connectionString).Database} WITH (FORCE)");

    /// <summary>The first column of the first row.</summary>
    public static async Task<object?> RunSqlAsync(string connectionString, string sql)
    {
        // Not pooled: an open connection would keep its database from being dropped.
        await using var connection = new NpgsqlConnection(connectionString + ";Pooling=false");
        await connection.OpenAsync();
#pragma warning disable CA2100 // Text of the tests and of the migrations.
        await using var command = new NpgsqlCommand(sql, connection);
#pragma warning restore CA2100
        return await command.ExecuteScalarAsync();
    }

    public static int FreePort() => FreePorts.Next();

    /// <summary>Starts the server's process with the data that it had.</summary>
    public async Task StartAgainAsync()
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                await RunAsServerAsync(
                    "pg_ctl", "-D", Data, "-w", "-l", Log, "-o",
                    $"-p {_port} -h 127.0.0.1 -k {_folder} -c max_connections=200 -c fsync=off", "start");
                return;
            }
            catch (InvalidOperationException) when (attempt < 20)
            {
                await Task.Delay(200); // sessions of the one that was killed still hold its shared memory
            }
        }
    }

    /// <summary>What it has said so far.</summary>
    public Task<string> LogAsync() => File.ReadAllTextAsync(Log);

    /// <summary>Whether its process is there, able to serve or not.</summary>
    public async Task<bool> IsThereAsync()
    {
        using var status = Process.Start(Command("pg_ctl", "-D", Data, "status"))!;
        await status.WaitForExitAsync();
        return status.ExitCode == 0;
    }

    /// <summary>Stops or continues the whole server, sessions included: it holds its connections and does nothing.</summary>
    /// <param name="signal">STOP or CONT.</param>
    public async Task SignalAsync(string signal)
    {
        var id = await IdAsync();
        var family = $"kill -{signal} {id} $(ps -o pid= --ppid {id})";
        await RunAsync("sh", "-c", signal == "STOP" ? $"kill -STOP {id}; {family}" : family);
    }

    /// <summary>Ends at once, as a machine that is taken away: what was committed is on the disk.</summary>
    public Task StopAsync() => RunAsServerAsync("pg_ctl", "-D", Data, "-w", "-m", "immediate", "stop");

    /// <summary>kill -9 of the postmaster; its sessions end when they notice.</summary>
    public async Task KillAsync()
    {
        using var process = Process.GetProcessById(await IdAsync());
        process.Kill();
        await process.WaitForExitAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (_folder is not null && !_isStopped)
        {
            _isStopped = true;
            if (await IsThereAsync())
            {
                await StopAsync();
            }

            if (_disk is not null)
            {
                await _disk.UnmountAsync();
            }

            Directory.Delete(_folder, recursive: true);
        }
    }

    private async Task<int> IdAsync() =>
        int.Parse((await File.ReadAllLinesAsync(Path.Combine(Data, "postmaster.pid")))[0]);

    /// <summary>
    /// Ends the server with this process, however that ends: a shell waits for it. It lets go of the output that it
    /// inherits, for which whoever runs the tests would wait.
    /// </summary>
    private static void EndWithThisProcess(string folder)
    {
        const string Script = """
            exec </dev/null >/dev/null 2>&1
            while kill -0 "$1"; do sleep 0.2; done
            server=$(head -n 1 "$2/data/postmaster.pid") && kill -QUIT "$server"
            while [ -n "$server" ] && kill -0 "$server"; do sleep 0.1; done
            umount -l "$2/data" "$2/wal"
            rm -rf "$2"
            """;
        Process.Start(new ProcessStartInfo("/bin/sh", ["-c", Script, "sh", $"{Environment.ProcessId}", folder]))!.Dispose();
    }

    private static string? FindPrograms()
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo("pg_config", "--bindir") { RedirectStandardOutput = true })!;
            var folder = process.StandardOutput.ReadToEnd().Trim();
            return File.Exists(Path.Combine(folder, "initdb")) ? folder : Newest();
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return Newest();
        }
    }

    /// <summary>Where Debian puts a server; pg_config comes with another package.</summary>
    private static string? Newest() => Directory.Exists("/usr/lib/postgresql")
        ? Directory.GetDirectories("/usr/lib/postgresql").OrderByDescending(path => path, StringComparer.Ordinal)
            .Select(path => Path.Combine(path, "bin"))
            .FirstOrDefault(path => File.Exists(Path.Combine(path, "initdb")))
        : null;

    private async Task<string> MakeDatabaseAsync(string template)
    {
        var name = $"test_{Guid.NewGuid():N}";
        await RunSqlAsync(_connectionString, $"CREATE DATABASE {name} TEMPLATE {template}");
        return new NpgsqlConnectionStringBuilder(_connectionString) { Database = name }.ConnectionString;
    }

    private async Task RunAsServerAsync(string program, params string[] arguments) =>
        await RunAsync(Command(program, arguments));

    private static ProcessStartInfo Command(string program, params string[] arguments)
    {
        var path = Path.Combine(Programs!, program);
        string[] asServer = ["-u", "postgres", "--", path, .. arguments];
        return new(IsRoot ? "runuser" : path, IsRoot ? asServer : arguments)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = Path.GetTempPath(),
        };
    }

    private static Task<string> RunAsync(string program, params string[] arguments) =>
        RunAsync(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true });

    private static async Task<string> RunAsync(ProcessStartInfo start)
    {
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        return process.ExitCode == 0
            ? await output
            : throw new InvalidOperationException($"{start.FileName} ended with {process.ExitCode}: {await errors}{await output}");
    }
}
