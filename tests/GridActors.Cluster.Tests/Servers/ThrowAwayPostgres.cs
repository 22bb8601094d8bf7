using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Npgsql;

namespace GridActors.Cluster.Tests.Servers;

/// <summary>
/// A PostgreSQL server of the tests' own, in a temporary folder, or the one that GRIDACTORS_POSTGRES names. Each test
/// class takes a new database of it.
/// </summary>
public sealed class ThrowAwayPostgres : IAsyncDisposable
{
    private const string Variable = "GRIDACTORS_POSTGRES";
    private static readonly bool IsRoot = Environment.UserName == "root"; // as whom PostgreSQL refuses to run

    private readonly string? _folder;
    private readonly string _programs;
    private readonly string _connectionString;
    private readonly List<string> _databases = [];

    private ThrowAwayPostgres(string? folder, string programs, string connectionString)
    {
        _folder = folder;
        _programs = programs;
        _connectionString = connectionString;
    }

    public static async Task<ThrowAwayPostgres> StartAsync()
    {
        if (Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } given)
        {
            return new(null, "", given);
        }

        var folder = Directory.CreateTempSubdirectory("gridactors-postgres-").FullName;
        var programs = (await RunAsync("pg_config", "--bindir")).Trim();
        if (IsRoot)
        {
            await RunAsync("chown", "postgres", folder);
        }

        var port = FreePort();
        var server = new ThrowAwayPostgres(
            folder, programs, $"Host=127.0.0.1;Port={port};Username=postgres;Database=postgres;Include Error Detail=true");
        await server.RunAsServerAsync("initdb", "-D", server.Data, "-U", "postgres", "-A", "trust", "-E", "UTF8", "--no-sync");
        var settings = $"-p {port} -h 127.0.0.1 -k {folder} -c max_connections=200 -c fsync=off";
        await server.RunAsServerAsync("pg_ctl", "-D", server.Data, "-w", "-l", Path.Combine(folder, "log"), "-o", settings, "start");
        return server;
    }

    /// <summary>A new, empty database.</summary>
    /// <returns>Its connection string.</returns>
    public async Task<string> CreateDatabaseAsync()
    {
        var name = $"test_{Guid.NewGuid():N}";
        await RunSqlAsync(_connectionString, $"CREATE DATABASE {name}");
        _databases.Add(name);
        return new NpgsqlConnectionStringBuilder(_connectionString) { Database = name }.ConnectionString;
    }

    public static async Task RunSqlAsync(string connectionString, string sql)
    {
        await using var connection = new NpgsqlConnection(connectionString);
        await connection.OpenAsync();
#pragma warning disable CA2100 // Text of the tests and of the migrations.
        await using var command = new NpgsqlCommand(sql, connection);
#pragma warning restore CA2100
        await command.ExecuteNonQueryAsync();
    }

    public static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    public async ValueTask DisposeAsync()
    {
        NpgsqlConnection.ClearAllPools();
        if (_folder is null)
        {
            foreach (var database in _databases)
            {
                await RunSqlAsync(_connectionString, $"DROP DATABASE {database} WITH (FORCE)");
            }

            return;
        }

        await RunAsServerAsync("pg_ctl", "-D", Data, "-w", "-m", "immediate", "stop");
        Directory.Delete(_folder, recursive: true);
    }

    private string Data => Path.Combine(_folder!, "data");

    private Task<string> RunAsServerAsync(string program, params string[] arguments)
    {
        var path = Path.Combine(_programs, program);
        return IsRoot ? RunAsync("runuser", ["-u", "postgres", "--", path, .. arguments]) : RunAsync(path, arguments);
    }

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
