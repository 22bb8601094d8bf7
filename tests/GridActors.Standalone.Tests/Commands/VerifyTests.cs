using System.Net.Http.Json;
using System.Text.Json;
using GridActors.Standalone.Tests.Kills;
using GridActors.Standalone.Tests.Processes;
using Microsoft.Data.Sqlite;

namespace GridActors.Standalone.Tests.Commands;

/// <summary><c>verify</c> beside the server that it verifies, and what it makes of data that were tampered with.</summary>
public sealed class VerifyTests
{
    [Fact]
    public async Task Beside_a_server_under_load_it_finds_no_false_difference_and_says_what_it_covered()
    {
        using var data = new TempDirectory();
        await using var load = await StandaloneLoad.StartAsync(data.Path);
        await load.MoreAsync(500, TimeSpan.FromSeconds(60));
        for (var run = 0; run < 3; run++)
        {
            var before = load.Acknowledged;
            var (exitCode, output) = await StandaloneProcess.RunAsync("verify", "--data", data.Path, "--wait", "1");
            Assert.True(exitCode == 0, output);
            Assert.Contains("recounted 34 units", output, StringComparison.Ordinal);
            Assert.Contains(": 0 differences", output, StringComparison.Ordinal);
            Assert.Contains("as of ", output, StringComparison.Ordinal);
            Assert.Contains("100 at version ", output, StringComparison.Ordinal);
            Assert.True(load.Acknowledged > before, "nothing was written meanwhile");
        }

        await load.JudgeAsync();
    }

    [Fact]
    public async Task Once_areas_rest_they_are_compared_as_well()
    {
        using var data = new TempDirectory();
        await using var load = await StandaloneLoad.StartAsync(data.Path);
        await load.MoreAsync(500, TimeSpan.FromSeconds(60));
        await load.QuietAsync();
        await Task.Delay(TimeSpan.FromSeconds(6)); // gates that nobody mans have been told so, which is an entry too
        var (exitCode, output) = await StandaloneProcess.RunAsync("verify", "--data", data.Path);
        Assert.True(exitCode == 0, output);
        Assert.DoesNotContain("took records all the while", output, StringComparison.Ordinal);
        using var http = new HttpClient { BaseAddress = new Uri(load.Server.Address) };
        var version = (await http.GetFromJsonAsync<JsonElement>("/api/units/100/totals")).GetProperty("version").GetInt64();
        Assert.True(output.Contains($"100 at version {version}", StringComparison.Ordinal), $"{version}; {output}");
        Assert.Contains($"{version} journal entries", output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("totals", "100-1-c3", "own")]
    [InlineData("area_totals", "100", "subtree")]
    public async Task A_row_that_was_falsified_beside_the_server_is_named(string table, string unit, string where)
    {
        using var data = new TempDirectory();
        await using var load = await StandaloneLoad.StartAsync(data.Path);
        await load.MoreAsync(500, TimeSpan.FromSeconds(60));
        await load.QuietAsync();
        await Task.Delay(TimeSpan.FromSeconds(6)); // areas have stored what they count, and store nothing more
        Forge(data, $"""
            UPDATE {table} SET counts = json_set(counts, '$."passages.in"', 123456)
            WHERE key = ((SELECT no FROM unit WHERE id = '{unit}') << 32 | 99999999)
            """);

        var (exitCode, output) = await StandaloneProcess.RunAsync("verify", "--data", data.Path);
        Assert.Equal(1, exitCode);
        Assert.Contains($"{unit} {where} in all passages.in: 123456, recounted ", output, StringComparison.Ordinal);
        Assert.Contains(": 1 differences", output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("DELETE FROM entry WHERE version = 1 AND unit_no = ", "100-1-c3", "Entry 1 of unit number ")]
    [InlineData("UPDATE head SET version = version + 1 WHERE unit_no = ", "100-1-c3", "Entry 3 of unit number ")]
    [InlineData("DELETE FROM entry WHERE unit_no = ", "100-1", "Entry 1 of unit number ")]
    [InlineData("UPDATE entry SET utf8 = x'7b' WHERE unit_no = ", "100", "100 cannot be recounted: ")]
    public async Task A_journal_that_cannot_be_folded_is_a_difference_beside_its_server_and_after_it(
        string forge, string unit, string reason)
    {
        using var data = new TempDirectory();
        await using var server = await StandaloneProcess.ServeAsync(data.Path);
        await LedgerCheck.RegisterAsync(server.Address, LedgerCheck.Gates(4));
        Forge(data, $"{forge} (SELECT no FROM unit WHERE id = '{unit}')");

        var beside = await StandaloneProcess.RunAsync("verify", "--data", data.Path, "--wait", "1");
        Assert.Equal(0, await server.TerminateAsync());
        var stopped = await StandaloneProcess.RunAsync("verify", "--data", data.Path);

        Assert.All([beside, stopped], verified =>
        {
            Assert.True(verified.ExitCode == 1, verified.Output);
            Assert.Contains($"{unit} cannot be recounted: ", verified.Output, StringComparison.Ordinal);
            Assert.Contains(reason, verified.Output, StringComparison.Ordinal);
            Assert.True(verified.Output.Contains(": 1 differences", StringComparison.Ordinal), verified.Output);
        });
    }

    private static void Forge(TempDirectory data, string sql)
    {
        var file = new SqliteConnectionStringBuilder { DataSource = data.File("gridactors.db"), Pooling = false };
        using var database = new SqliteConnection(file.ConnectionString);
        database.Open();
        using var forge = database.CreateCommand();
        forge.CommandText = sql;
        Assert.InRange(forge.ExecuteNonQuery(), 1, 10);
    }
}
