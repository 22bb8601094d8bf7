using GridActors.Postgres.Tests.Servers;
using GridActors.Standalone.Tests.Kills;
using GridActors.Standalone.Tests.Processes;

namespace GridActors.Cluster.Tests.Faults;

/// <summary>A real silo in a process of its own, as an administrator starts it.</summary>
internal sealed class SiloProcess : IAsyncDisposable
{
    private readonly ServerProcess _server;

    private SiloProcess(ServerProcess server, int siloPort, int number) =>
        (_server, SiloPort, Number) = (server, siloPort, number);

    /// <summary>Its place in the cluster's list.</summary>
    public int Number { get; }

    /// <summary>The program that silos are started from, unless a test is about an older one beside it.</summary>
    public const string ThisBuild = "GridActors.Silo.dll";

    public string Address => _server.Address;

    public int SiloPort { get; }

    public bool HasExited => _server.HasExited;

    public long ResidentBytes => _server.ResidentBytes;

    public static async Task<SiloProcess> ServeAsync(
        string database, int number = 0, SiloNetwork.Place? place = null, string program = ThisBuild, string? clock = null)
    {
        var siloPort = ThrowAwayPostgres.FreePort();
        string[] where = place is null
            ? ["--open", "--urls", "http://127.0.0.1:0"]
            : ["--data", place.TokenFolder, "--urls", $"http://{place.Address}:0", "--set", $"Cluster:Address={place.Address}"];
        string[] arguments =
        [
            "serve", .. where, "--set", $"Cluster:SiloPort={siloPort}", "--set", $"Cluster:GatewayPort={ThrowAwayPostgres.FreePort()}",
        ];
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return new SiloProcess(await ProgramOn(database, program, place, clock).ServeAsync(0, arguments), siloPort, number);
            }
            catch (InvalidOperationException failure)
                when (attempt < 5 && failure.Message.Contains("PostgreSQL: ", StringComparison.Ordinal))
            {
                // As whoever watches over a silo, start it again: the machine was too busy for it to reach its database.
            }
        }
    }

    /// <summary>Runs a verb of this build to its end.</summary>
    public static Task<(int ExitCode, string Output)> RunAsync(string database, params string[] arguments) =>
        ProgramOn(database).RunAsync(arguments);

    /// <summary>Brings a database to the schema of a build.</summary>
    public static async Task MigrateAsync(string database, string program = ThisBuild)
    {
        var (exitCode, output) = await InsistAsync(ProgramOn(database, program), "migrate");
        Assert.True(exitCode == 0, output);
    }

    public static Task<(int ExitCode, string Output)> VerifyAsync(string database, params string[] more) =>
        InsistAsync(ProgramOn(database), ["verify", .. more]);

    public void Kill() => _server.Kill();

    public void Signal(string name) => _server.Signal(name);

    public Task<int> TerminateAsync() => _server.TerminateAsync();

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    /// <summary>On a machine that is busy enough the database is not reached within the program's 5 s, so it is run again.</summary>
    private static async Task<(int ExitCode, string Output)> InsistAsync(ServerProgram program, params string[] arguments)
    {
        const int notReached = 2;
        for (var attempt = 1; ; attempt++)
        {
            var ended = await program.RunAsync(arguments);
            if (ended.ExitCode != notReached || attempt == 10)
            {
                return ended;
            }
        }
    }

    /// <param name="clock">A file that says what to add to the clock, read anew each time it is asked.</param>
    private static ServerProgram ProgramOn(
        string database, string program = ThisBuild, SiloNetwork.Place? place = null, string? clock = null) =>
        new(program, [("ConnectionStrings__GridActors", database), .. clock is null ? [] : FaketimeFactAttribute.By(clock)])
        {
            Under = place?.Under ?? [],
        };
}
