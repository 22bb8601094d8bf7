using System.Net;
using System.Net.Sockets;
using GridActors.Cluster.Tests.Faults;
using GridActors.Postgres.Tests.Servers;

namespace GridActors.Cluster.Tests.Commands;

/// <summary>A silo whose start cannot work says why in one line on stderr, and joins nothing.</summary>
public sealed class StartFailureTests
{
    [Theory]
    [InlineData("serve")]
    [InlineData("verify")]
    [InlineData("migrate")]
    public async Task A_database_that_is_away_is_told_in_one_line(string verb)
    {
        var away = $"Host=127.0.0.1;Port={ThrowAwayPostgres.FreePort()};Username=nobody;Database=none";

        await FailsAsync(away, "PostgreSQL: Failed to connect to 127.0.0.1:", verb);
    }

    [Theory]
    [InlineData("nonsense", "That is no connection string of PostgreSQL")]
    [InlineData("Database=gridactors", "That is no connection string of PostgreSQL: it names no Host")]
    [InlineData("Host=127.0.0.1;Port=99999", "That is no connection string of PostgreSQL: ports end at 65535")]
    [InlineData(" ", "say which database")]
    public async Task A_connection_string_that_is_none_is_told_in_one_line(string database, string reason) =>
        await FailsAsync(database, reason, "serve");

    [Theory]
    [InlineData("Cluster:Id", "", "Cluster:Id is empty")]
    [InlineData("Cluster:Address", "0.0.0.0", "nobody is reached at 0.0.0.0")]
    [InlineData("Cluster:Address", "::", "nobody is reached at ::")]
    [InlineData("Cluster:SiloPort", "30000", "are two ports, not both 30000")]
    public async Task A_place_in_a_cluster_that_is_none_is_told_in_one_line(string setting, string text, string reason) =>
        await FailsAsync("Host=127.0.0.1", reason, "serve", "--set", $"{setting}={text}");

    [Theory]
    [InlineData("Cluster:SiloPort", "70000", "from 1 to 65535")]
    [InlineData("Cluster:GatewayPort", "70000", "from 1 to 65535")]
    [InlineData("Journal:Writers", "1000000", "from 1 to 64")]
    [InlineData("Memory:IdleMinutes", "1", "from 2 to ")]
    [InlineData("Records:AcceptDaysBack", "800000", "from 1 to 36525")]
    public async Task A_number_that_a_silo_cannot_work_with_is_told_in_one_line(string setting, string number, string range) =>
        await FailsAsync("Host=127.0.0.1", $"{setting} is a whole number {range}", "serve", "--set", $"{setting}={number}");

    [OwnPostgresFact]
    public async Task That_no_silo_runs_is_told_in_one_line_by_verify()
    {
        var postgres = await ThrowAwayPostgres.Shared;
        var database = await postgres.CreateDatabaseAsync();
        await SiloProcess.MigrateAsync(database);

        await FailsAsync(database, "no silo of the cluster 'gridactors' is reached", "verify");

        await postgres.DropDatabaseAsync(database);
    }

    [OwnPostgresFact]
    public async Task A_database_that_was_not_migrated_and_ports_in_use_are_told_in_one_line()
    {
        var postgres = await ThrowAwayPostgres.Shared;
        var database = await postgres.CreateDatabaseAsync();
        await FailsAsync(database, "run `migrate` first", "serve");
        Assert.Equal(0, (await SiloProcess.RunAsync(database, "migrate")).ExitCode);
        using var other = new TcpListener(IPAddress.Loopback, 0);
        other.Start();
        var taken = ((IPEndPoint)other.LocalEndpoint).Port;
        string[] ports =
        [
            "--set", $"Cluster:SiloPort={ThrowAwayPostgres.FreePort()}",
            "--set", $"Cluster:GatewayPort={ThrowAwayPostgres.FreePort()}",
        ];

        await FailsAsync(
            database,
            $"cannot listen on http://127.0.0.1:{taken}: Address already in use",
            ["serve", "--open", "--urls", $"http://127.0.0.1:{taken}", .. ports]);
        await FailsAsync(
            database,
            "cannot listen on Cluster:SiloPort: Address already in use",
            ["serve", "--open", "--urls", "http://127.0.0.1:0", .. ports, "--set", $"Cluster:SiloPort={taken}"]);
        await postgres.DropDatabaseAsync(database);
    }

    private static async Task FailsAsync(string database, string reason, params string[] arguments)
    {
        // Where no address is given: not the usual one, which may be taken on the machine that tests.
        string[] all = arguments is ["serve"] ? ["serve", "--open", "--urls", "http://127.0.0.1:0"] : arguments;

        var (exitCode, output) = await SiloProcess.RunAsync(database, all);

        Assert.Equal(2, exitCode);
        Assert.Contains(reason, Assert.Single(output.TrimEnd().Split('\n')), StringComparison.Ordinal);
    }
}
