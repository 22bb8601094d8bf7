using System.Net;
using System.Net.Sockets;
using GridActors.Standalone.Tests.Processes;

namespace GridActors.Standalone.Tests.Commands;

/// <summary>A start that cannot work says why in one line on stderr, and leaves nothing half done.</summary>
public sealed class StartFailureTests
{
    [Fact]
    public async Task A_port_in_use_is_named_in_one_line_and_the_next_start_still_shows_a_token()
    {
        using var data = new TempDirectory();
        using var other = new TcpListener(IPAddress.Loopback, 0);
        other.Start();
        var url = $"http://127.0.0.1:{((IPEndPoint)other.LocalEndpoint).Port}";

        await FailsAsync($"cannot listen on {url}: Address already in use", "serve", "--data", data.Path, "--urls", url);

        await using var server = await StandaloneProcess.ServeWithTokensAsync(data.Path);
        Assert.Equal(64, server.Token!.Length);
    }

    [Theory]
    [InlineData("http://192.0.2.7:5080", "cannot listen on http://192.0.2.7:5080")]
    [InlineData("nonsense", "'nonsense' is no address to listen on")]
    [InlineData("https://127.0.0.1:0", "only http://")]
    [InlineData("http://127.0.0.1:99999", "ports end at 65535")]
    [InlineData("http://127.0.0.1:0/base", "it has a path")]
    public async Task An_address_that_is_none_of_this_machine_is_named_in_one_line(string url, string reason)
    {
        using var data = new TempDirectory();

        await FailsAsync(reason, "serve", "--data", data.Path, "--urls", url);
    }

    [Fact]
    public async Task A_data_directory_that_is_a_file_is_named_in_one_line()
    {
        using var data = new TempDirectory();
        await File.WriteAllTextAsync(data.File("taken"), "a file");

        await FailsAsync($"the data directory {data.File("taken")} cannot be used", ServeIn(data.File("taken")));
    }

    [Fact]
    public async Task A_database_that_is_none_is_named_in_one_line()
    {
        using var data = new TempDirectory();
        await File.WriteAllTextAsync(data.File("gridactors.db"), string.Concat(Enumerable.Repeat("not a database ", 100)));

        await FailsAsync("file is not a database", ServeIn(data.Path));
        await FailsAsync("file is not a database", "verify", "--data", data.Path);
    }

    [Fact]
    public async Task Settings_that_are_no_json_are_named_in_one_line()
    {
        using var data = new TempDirectory();
        await File.WriteAllTextAsync(data.File("settings.json"), "{TimeZone");

        await FailsAsync($"settings.json in {data.Path} is of no use", ServeIn(data.Path));
    }

    [Fact]
    public async Task A_setting_that_there_is_none_of_is_named_in_one_line_wherever_it_is_written()
    {
        using var data = new TempDirectory();

        await FailsAsync("there is no setting Records:AcceptDays; there are ", [.. ServeIn(data.Path), "--set", "Records:AcceptDays=9"]);
        await FailsAsync("there is no setting Timezone:", "bulletin", "1", "--data", data.Path, "--set", "Timezone:=UTC");
        await File.WriteAllTextAsync(data.File("settings.json"), """{"Memory": {"ActiveUnits": 9}}""");
        await FailsAsync("there is no setting Memory:ActiveUnits;", ServeIn(data.Path));
    }

    [Theory]
    [InlineData("Memory__ActiveUnits", true)]
    [InlineData("ConnectionStrings__Other", false)]
    [InlineData("Somebody__Elses", false)]
    [InlineData("MEMORY", false)]
    public async Task Of_the_environment_its_own_sections_are_looked_at(string variable, bool isRefused)
    {
        using var data = new TempDirectory();
        var program = new ServerProgram("GridActors.Standalone.dll", (variable, "9"));

        var (exitCode, output) = await program.RunAsync("verify", "--data", data.Path);

        Assert.Equal(isRefused, exitCode != 0);
        Assert.Equal(isRefused, output.Contains("there is no setting Memory:ActiveUnits;", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("Records:AcceptDaysBack", "800000")]
    [InlineData("Records:AcceptDaysBack", "99999999")]
    [InlineData("Records:AcceptDaysBack", "0")]
    [InlineData("Memory:WaitingRecordsMax", "2147483647")]
    [InlineData("Memory:ActiveUnitsMax", "-1")]
    public async Task A_number_that_nothing_can_be_computed_with_is_named_in_one_line(string setting, string number)
    {
        using var data = new TempDirectory();

        await FailsAsync($"{setting} is a whole number from 1 to ", [.. ServeIn(data.Path), "--set", $"{setting}={number}"]);
        await File.WriteAllTextAsync(data.File("settings.json"), $$"""{"{{setting}}": "{{number}}"}""");
        await FailsAsync($"not '{number}'", ServeIn(data.Path));
    }

    [Fact]
    public async Task Access_tokens_that_cannot_be_written_are_named_in_one_line()
    {
        using var data = new TempDirectory();
        Directory.CreateDirectory(data.File("access-tokens.txt"));

        await FailsAsync(
            "access-tokens.txt cannot be made", "serve", "--data", data.Path, "--urls", "http://127.0.0.1:0");
    }

    [Theory]
    [InlineData("", "has no token")]
    [InlineData("# nobody\n\n", "has no token")]
    [InlineData("writer first 0123\n", "line 1: expected 'reader|writer NAME SHA256'")]
    [InlineData("writer first {64 x}\n", "line 1: expected 'reader|writer NAME SHA256'")]
    [InlineData("writer first {64 a}\nreader first {64 b}\n", "line 2: first has a token already")]
    public async Task Access_tokens_that_let_nobody_in_are_named_in_one_line(string tokens, string reason)
    {
        using var data = new TempDirectory();
        foreach (var letter in "xab")
        {
            tokens = tokens.Replace($"{{64 {letter}}}", new string(letter, 64), StringComparison.Ordinal);
        }

        await File.WriteAllTextAsync(data.File("access-tokens.txt"), tokens);

        await FailsAsync(reason, "serve", "--data", data.Path, "--urls", "http://127.0.0.1:0");
    }

    [Theory]
    [InlineData("nonsense")]
    [InlineData("ftp://127.0.0.1/")]
    [InlineData("/tmp")]
    [InlineData("127.0.0.1:5080")]
    public async Task An_address_that_is_none_of_a_server_is_told_in_one_line(string url)
    {
        using var data = new TempDirectory();
        await File.WriteAllTextAsync(data.File("units.csv"), "code,name,kind,parent\n100,县,county,\n");

        await FailsAsync($"'{url}' is no address of a server", "import", data.File("units.csv"), "--url", url);
        await FailsAsync($"'{url}' is no address of a server", "bulletin", "100", "--url", url);
    }

    [Fact]
    public async Task A_token_that_is_none_is_told_in_one_line() => await FailsAsync(
        "--token has characters", "bulletin", "100", "--url", "http://127.0.0.1:1", "--token", "0123\r");

    [Theory]
    [InlineData]
    [InlineData("serve", "--bogus")]
    [InlineData("import")]
    [InlineData("verify", "--wait", "soon")]
    public async Task Arguments_that_are_mistaken_are_no_failed_rows_and_no_differences(params string[] arguments)
    {
        var (exitCode, output) = await StandaloneProcess.RunAsync(arguments);

        Assert.Equal(2, exitCode);
        Assert.Contains("Usage:", output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--help")]
    [InlineData("--version")]
    [InlineData("serve", "--bogus", "--help")]
    public async Task Help_is_no_mistake(params string[] arguments) =>
        Assert.Equal(0, (await StandaloneProcess.RunAsync(arguments)).ExitCode);

    [Fact]
    public async Task Nothing_but_the_addresses_that_were_looked_at_is_listened_on()
    {
        using var data = new TempDirectory();
        using var free = new TcpListener(IPAddress.Loopback, 0);
        free.Start();
        var port = ((IPEndPoint)free.LocalEndpoint).Port;
        free.Stop();
        var program = new ServerProgram("GridActors.Standalone.dll", ("Kestrel__Endpoints__More__Url", $"http://127.0.0.1:{port}"));

        await using var server = await StandaloneProcess.ServeByAsync(program, data.Path);

        using var client = new TcpClient();
        await Assert.ThrowsAsync<SocketException>(() => client.ConnectAsync(IPAddress.Loopback, port));
        using var http = new HttpClient();
        Assert.Equal(HttpStatusCode.OK, (await http.GetAsync($"{server.Address}/health/ready")).StatusCode);
    }

    private static string[] ServeIn(string directory) =>
        ["serve", "--data", directory, "--open", "--urls", "http://127.0.0.1:0"];

    private static async Task FailsAsync(string reason, params string[] arguments)
    {
        var (exitCode, output) = await StandaloneProcess.RunAsync(arguments);

        Assert.Equal(2, exitCode);
        Assert.Contains(reason, Assert.Single(output.TrimEnd().Split('\n')), StringComparison.Ordinal);
    }
}
