using System.Globalization;
using System.IO.Compression;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using GridActors.Standalone.Tests.Processes;
using Microsoft.Data.Sqlite;

namespace GridActors.Standalone.Tests.Commands;

/// <summary>The verbs as a user types them.</summary>
public sealed class CommandTests
{
    private const string Units = """
        code,name,kind,parent,tier
        100-1-c1,卡点,checkpoint,100-1,township
        100-1,镇,township,100,
        100,县,county,,
        """;

    [Fact]
    public async Task Open_is_refused_on_any_address_but_loopback()
    {
        using var data = new TempDirectory();

        var (exitCode, output) = await StandaloneProcess.RunAsync(
            "serve", "--data", data.Path, "--urls", "http://0.0.0.0:0", "--open");

        Assert.Equal(2, exitCode);
        Assert.Contains("--open", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_open_every_call_needs_the_token_that_the_first_start_shows()
    {
        using var data = new TempDirectory();
        await using var server = await StandaloneProcess.ServeWithTokensAsync(data.Path);
        using var http = new HttpClient { BaseAddress = new Uri(server.Address) };

        Assert.Equal(HttpStatusCode.Unauthorized, (await http.GetAsync("/api/units")).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await http.GetAsync("/health/live")).StatusCode);
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", server.Token);
        Assert.Equal(HttpStatusCode.OK, (await http.GetAsync("/api/units")).StatusCode);
        Assert.DoesNotContain(server.Token!, await File.ReadAllTextAsync(data.File("access-tokens.txt")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_directory_in_use_is_refused_and_an_unknown_setting_value_too()
    {
        using var data = new TempDirectory();
        await using var server = await StandaloneProcess.ServeAsync(data.Path);

        await File.WriteAllTextAsync(data.File("units.csv"), Units);
        var second = await StandaloneProcess.RunAsync("import", data.File("units.csv"), "--data", data.Path);
        Assert.Equal(2, second.ExitCode);
        var bad = await StandaloneProcess.RunAsync(
            "serve", "--data", data.File("other"), "--open", "--set", "Records:AcceptDaysBack=soon");
        Assert.Equal(2, bad.ExitCode);
        Assert.Contains("Records:AcceptDaysBack", bad.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_bulletin_is_printed_from_a_running_server_and_from_a_stopped_ones_data()
    {
        using var data = new TempDirectory();
        await File.WriteAllTextAsync(data.File("units.csv"), Units);
        await using (var server = await StandaloneProcess.ServeAsync(data.File("data")))
        {
            await StandaloneProcess.RunAsync("import", data.File("units.csv"), "--url", server.Address);
            var running = await StandaloneProcess.RunAsync("bulletin", "100", "--server", server.Address, "--lang", "en");
            Assert.Equal(0, running.ExitCode);
            Assert.Contains("UNITS. So far: units: county 1, township 1, checkpoint 1.", running.Output, StringComparison.Ordinal);
            var unknown = await StandaloneProcess.RunAsync("bulletin", "nowhere", "--url", server.Address);
            Assert.Equal(2, unknown.ExitCode);
            Assert.Contains("unknown-unit", unknown.Output, StringComparison.Ordinal);
        }

        var stopped = await StandaloneProcess.RunAsync("bulletin", "100-1", "--data", data.File("data"));
        Assert.Equal(0, stopped.ExitCode);
        Assert.Contains("县镇疫情防控工作通报", stopped.Output, StringComparison.Ordinal);
        var rows = await StandaloneProcess.RunAsync("bulletin", "100-1", "--data", data.File("data"), "--format", "csv");
        Assert.Contains("100-1-c1,卡点,卡点,checkpoints.township,乡镇级卡点,1,1,", rows.Output, StringComparison.Ordinal);
        Assert.Equal(2, (await StandaloneProcess.RunAsync("bulletin", "100", "--data", data.File("none"))).ExitCode);
    }

    [Fact]
    public async Task A_deployment_counts_what_its_own_file_of_tallies_declares_and_no_other_code()
    {
        using var data = new TempDirectory();
        await File.WriteAllTextAsync(data.File("units.csv"), Units);
        await File.WriteAllTextAsync(
            data.File("tallies.json"), """[{"code":"goats","kind":"level","zh":"存栏羊","en":"Goats","unit":"goat"}]""");
        await using var server = await StandaloneProcess.ServeAsync(data.File("data"), "--tallies", data.File("tallies.json"));
        await StandaloneProcess.RunAsync("import", data.File("units.csv"), "--url", server.Address);
        using var http = new HttpClient { BaseAddress = new Uri(server.Address) };
        var answers = await Task.WhenAll(new[] { "goats", "sheep" }.Select(async (code, index) =>
        {
            var tally = Make(1, "tally", $$"""{"code":"{{code}}","count":3}""").Replace("100-1-c1", "100-1").Replace("tablet", code);
            using var body = new StringContent(tally, new MediaTypeHeaderValue("application/json"));
            return await (await http.PostAsync("/api/records", body)).Content.ReadAsStringAsync();
        }));

        Assert.Contains("accepted", answers[0], StringComparison.Ordinal);
        Assert.Contains("unknown-code", answers[1], StringComparison.Ordinal);
        var totals = await http.GetFromJsonAsync<JsonElement>("/api/units/100-1/totals");
        Assert.Equal(3, totals.GetProperty("levels").GetProperty("tally.goats").GetInt32());
        Assert.Contains("存栏羊", await http.GetStringAsync("/api/indicators"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""[{"code":"goats","kind":"level"}]""", "entry 1: zh is missing")]
    [InlineData(null, "tallies.json")]
    public async Task A_file_of_tallies_that_is_not_one_ends_the_start_with_the_reason(string? text, string reason)
    {
        using var data = new TempDirectory();
        if (text is not null)
        {
            await File.WriteAllTextAsync(data.File("tallies.json"), text);
        }

        var (exitCode, output) = await StandaloneProcess.RunAsync(
            "serve", "--data", data.File("data"), "--open", "--set", $"Tallies:File={data.File("tallies.json")}");

        Assert.Equal(2, exitCode);
        Assert.Contains(reason, output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Files_are_imported_straight_into_a_directory_with_errors_by_line_and_again_without_effect()
    {
        using var data = new TempDirectory();
        var (units, records, directory) = (data.File("units.csv"), data.File("records.ndjson"), data.File("data"));
        await File.WriteAllTextAsync(units, Units);
        await File.WriteAllLinesAsync(records, Records(300).Append("").Append("{not json").Append(Record(301)));

        Assert.Equal(0, (await StandaloneProcess.RunAsync("import", units, "--data", directory)).ExitCode);
        var first = await StandaloneProcess.RunAsync("import", records, "--data", directory);
        var second = await StandaloneProcess.RunAsync("import", records, "--data", directory);

        Assert.Equal((1, 1), (first.ExitCode, second.ExitCode));
        Assert.Contains("302 records accepted, 0 known already, 1 refused", first.Output, StringComparison.Ordinal);
        Assert.Contains("0 records accepted, 302 known already, 1 refused", second.Output, StringComparison.Ordinal);
        var error = JsonDocument.Parse(Assert.Single(await File.ReadAllLinesAsync(records + ".errors"))).RootElement;
        Assert.Equal((303, "bad-json"), (error.GetProperty("line").GetInt32(), error.GetProperty("code").GetString()));
        var verified = await StandaloneProcess.RunAsync("verify", "--data", directory);
        Assert.Equal(0, verified.ExitCode);
        Assert.Contains("0 differences", verified.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_packed_is_unpacked_while_it_is_read_and_what_is_damaged_ends_the_import_with_the_reason()
    {
        using var data = new TempDirectory();
        var (units, records, directory) = (data.File("units.csv.gz"), data.File("records.ndjson.gz"), data.File("data"));
        await PackAsync(units, Units);
        await PackAsync(records, string.Join('\n', Records(300)));

        var registered = await StandaloneProcess.RunAsync("import", units, "--data", directory);
        var first = await StandaloneProcess.RunAsync("import", records, "--data", directory);
        await using (var file = File.OpenWrite(records))
        {
            file.SetLength(file.Length / 2);
        }

        var damaged = await StandaloneProcess.RunAsync("import", records, "--data", directory);

        Assert.Equal((0, 0, 2), (registered.ExitCode, first.ExitCode, damaged.ExitCode));
        Assert.Contains("units registered, 0 unchanged, 0 rows failed", registered.Output, StringComparison.Ordinal);
        Assert.Contains("301 records accepted, 0 known already, 0 refused", first.Output, StringComparison.Ordinal);
        Assert.Contains($"import of {records} stopped: ", damaged.Output, StringComparison.Ordinal);
        Assert.False(File.Exists(units + ".errors"));
    }

    [Fact]
    public async Task A_deployments_own_counts_are_imported_straight_into_a_directory()
    {
        using var data = new TempDirectory();
        var (units, records, directory) = (data.File("units.csv"), data.File("records.ndjson"), data.File("data"));
        await File.WriteAllTextAsync(units, Units);
        await File.WriteAllTextAsync(
            data.File("tallies.json"), """[{"code":"goats","kind":"level","zh":"存栏羊","en":"Goats","unit":"goat"}]""");
        await File.WriteAllTextAsync(records, Make(1, "tally", """{"code":"goats","count":3}""").Replace("100-1-c1", "100-1"));
        Assert.Equal(0, (await StandaloneProcess.RunAsync("import", units, "--data", directory)).ExitCode);

        var (exitCode, output) = await StandaloneProcess.RunAsync(
            "import", records, "--data", directory, "--tallies", data.File("tallies.json"));

        Assert.Contains("1 records accepted", output, StringComparison.Ordinal);
        Assert.Equal(0, exitCode);
    }

    [Fact]
    public async Task Sigterm_answers_what_is_under_way_and_a_restart_serves_the_same_totals()
    {
        using var data = new TempDirectory();
        await File.WriteAllTextAsync(data.File("units.csv"), Units);
        await using (var server = await StandaloneProcess.ServeAsync(data.File("data")))
        {
            await StandaloneProcess.RunAsync("import", data.File("units.csv"), "--url", server.Address);
            using var http = new HttpClient { BaseAddress = new Uri(server.Address) };
            using var body = new StringContent(
                $"[{string.Join(',', Records(2000))}]", new MediaTypeHeaderValue("application/json"));
            // On a connection that is open already, so that it is under way and not at the door when the signal comes.
            await http.GetAsync("/health/live");
            var posting = http.PostAsync("/api/records", body);
            await Task.Delay(100);
            Assert.Equal(0, await server.TerminateAsync());
            var answers = await (await posting).Content.ReadFromJsonAsync<JsonElement>();
            Assert.All(answers.EnumerateArray(), answer => Assert.Equal("accepted", answer.GetProperty("status").GetString()));
        }

        await using var again = await StandaloneProcess.ServeAsync(data.File("data"));
        using var client = new HttpClient { BaseAddress = new Uri(again.Address) };
        var totals = await client.GetFromJsonAsync<JsonElement>("/api/units/100/totals");
        Assert.Equal("2000", totals.GetProperty("flows").GetProperty("passages.in").GetRawText());
    }

    [Fact]
    public async Task Verify_names_a_total_that_was_falsified_on_disk()
    {
        using var data = new TempDirectory();
        await File.WriteAllTextAsync(data.File("units.csv"), Units);
        await StandaloneProcess.RunAsync("import", data.File("units.csv"), "--data", data.File("data"));
        var file = new SqliteConnectionStringBuilder { DataSource = Path.Combine(data.File("data"), "gridactors.db"), Pooling = false };
        await using (var database = new SqliteConnection(file.ConnectionString))
        {
            database.Open();
            var forge = database.CreateCommand();
            forge.CommandText = """
                UPDATE totals SET counts = replace(counts, '"units.checkpoint":1', '"units.checkpoint":2')
                WHERE key >> 32 = (SELECT no FROM unit WHERE id = '100-1-c1')
                """;
            Assert.Equal(2, forge.ExecuteNonQuery());
        }

        var (exitCode, output) = await StandaloneProcess.RunAsync("verify", "--data", data.File("data"));

        Assert.Equal(1, exitCode);
        Assert.Contains("100-1-c1 own in all units.checkpoint: 2, recounted 1", output, StringComparison.Ordinal);
    }

    private static async Task PackAsync(string path, string text)
    {
        await using var file = new GZipStream(File.Create(path), CompressionLevel.Fastest);
        await file.WriteAsync(Encoding.UTF8.GetBytes(text));
    }

    private static IEnumerable<string> Records(int passages) => Enumerable.Range(0, passages + 1).Select(Record);

    private static string Record(int i) => i == 0
        ? Make(1, "checkpoint.open", "{}")
        : Make(i + 1, "passage", """{"direction":"in","outcome":"pass"}""");

    private static string Make(int seq, string type, string data) =>
        $$$"""{"source":"tablet","seq":{{{seq}}},"unit":"100-1-c1","at":"{{{At(seq)}}}","by":"w","type":"{{{type}}}","data":{{{data}}}}""";

    private static string At(int seq) =>
        DateTimeOffset.UtcNow.Date.AddHours(-30 + (seq / 2000.0)).ToString("yyyy-MM-ddTHH:mm:ss'Z'", CultureInfo.InvariantCulture);
}
