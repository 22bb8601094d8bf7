using GridActors.Postgres.Tests.Servers;
using GridActors.Standalone.Tests.Processes;

namespace GridActors.Cluster.Tests.Faults;

/// <summary>A real silo in a process of its own, as an administrator starts it.</summary>
internal sealed class SiloProcess : IAsyncDisposable
{
    private readonly ServerProcess _server;

    private SiloProcess(ServerProcess server, int siloPort) => (_server, SiloPort) = (server, siloPort);

    public string Address => _server.Address;

    public int SiloPort { get; }

    public bool HasExited => _server.HasExited;

    public static async Task<SiloProcess> ServeAsync(string database)
    {
        var siloPort = ThrowAwayPostgres.FreePort();
        var server = await ProgramOn(database).ServeAsync(
            linesAfter: 0, "serve", "--open", "--urls", "http://127.0.0.1:0",
            "--set", $"Cluster:SiloPort={siloPort}", "--set", $"Cluster:GatewayPort={ThrowAwayPostgres.FreePort()}");
        return new SiloProcess(server, siloPort);
    }

    /// <summary>Runs a verb to its end.</summary>
    public static Task<(int ExitCode, string Output)> RunAsync(string database, params string[] arguments) =>
        ProgramOn(database).RunAsync(arguments);

    public void Kill() => _server.Kill();

    public void Signal(string name) => _server.Signal(name);

    public Task<int> TerminateAsync() => _server.TerminateAsync();

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    private static ServerProgram ProgramOn(string database) =>
        new("GridActors.Silo.dll", ("ConnectionStrings__GridActors", database));
}
