using System.Net.Http.Headers;
using System.Net.Http.Json;
using GridActors.Postgres.Tests.Servers;
using GridActors.Standalone.Tests.Kills;

namespace GridActors.Cluster.Tests.Faults;

/// <summary><c>verify</c> of a cluster that takes records.</summary>
public sealed class VerifyTests
{
    private const string IdleHome = "100-1-v-h1";
    private static readonly TimeSpan Patience = FaultRow.Patience;

    [OwnPostgresFact]
    public async Task Under_load_it_finds_no_false_difference_and_what_was_falsified_is_named()
    {
        await using var cluster = await ClusterUnderLoad.StartAsync(2);
        await PlantIdleHomeAsync(cluster.Silos[0].Address);
        await cluster.MoreAsync(500, Patience);
        for (var run = 0; run < 2; run++)
        {
            var before = cluster.Acknowledged;
            var (exitCode, output) = await SiloProcess.VerifyAsync(cluster.Database, "--wait", "3");
            Assert.True(exitCode == 0, output);
            Assert.Contains("recounted 66 units", output, StringComparison.Ordinal);
            Assert.Contains(": 0 differences", output, StringComparison.Ordinal);
            Assert.Contains("as of ", output, StringComparison.Ordinal);
            Assert.True(cluster.Acknowledged > before, "nothing was written meanwhile");
        }

        // Of a unit that nobody sends anything to, or the next record would write over it what is right.
        await FalsifyAsync(cluster.Database, "visits", 123456);
        var acknowledged = cluster.Acknowledged;
        var (failed, found) = await SiloProcess.VerifyAsync(cluster.Database, "--wait", "3");
        Assert.Equal(1, failed);
        Assert.Contains($"{IdleHome} own in all visits: 123456, recounted 2", found, StringComparison.Ordinal);
        Assert.Contains(": 1 differences", found, StringComparison.Ordinal);
        Assert.True(cluster.Acknowledged > acknowledged, "nothing was written meanwhile");

        await FalsifyAsync(cluster.Database, "visits", 2);
        await RenumberAsync(cluster.Database, entry: 3, number: 4);
        (failed, found) = await SiloProcess.VerifyAsync(cluster.Database, "--wait", "3");
        Assert.Equal(1, failed);
        Assert.Contains($"{IdleHome} cannot be recounted: Entry 4 ", found, StringComparison.Ordinal);
        Assert.Contains(": 1 differences", found, StringComparison.Ordinal);

        await RenumberAsync(cluster.Database, entry: 4, number: 3);
        await cluster.JudgeAsync();
    }

    private static async Task PlantIdleHomeAsync(string address)
    {
        using var http = LedgerCheck.Client(null, TimeSpan.FromSeconds(60), address);
        using var units = new StringContent(
            $"code,name,kind,parent\n100-1-v,村,village,100-1\n{IdleHome},户,household,100-1-v", new MediaTypeHeaderValue("text/csv"));
        (await http.PostAsync("/api/units", units)).EnsureSuccessStatusCode();
        var at = DateTimeOffset.UtcNow.AddHours(-1);
        using var answer = await http.PostAsJsonAsync("/api/records", Enumerable.Range(1, 2).Select(seq =>
            new { source = "home", seq, unit = IdleHome, at, by = "w", type = "visit", data = new { purpose = "outreach" } }));
        Assert.DoesNotContain("refused", await answer.EnsureSuccessStatusCode().Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    /// <summary>Past the system, as whoever has the database's password could.</summary>
    private static Task FalsifyAsync(string database, string indicator, int value) => ThrowAwayPostgres.RunSqlAsync(
        database,
        $"""
        UPDATE gridactors.totals SET counts = jsonb_set(counts::jsonb, '{"{" + indicator + "}"}', '{value}')::text
        WHERE day = 0 AND unit_no = (SELECT no FROM gridactors.unit WHERE id = '{IdleHome}')
        """);

    /// <summary>So that its journal lacks an entry for a while.</summary>
    private static Task RenumberAsync(string database, int entry, int number) => ThrowAwayPostgres.RunSqlAsync(
        database,
        $"""
        UPDATE gridactors.entry SET version = {number}
        WHERE version = {entry} AND unit_no = (SELECT no FROM gridactors.unit WHERE id = '{IdleHome}')
        """);

    [Fact]
    public async Task A_database_that_is_not_there_is_told_in_a_line()
    {
        var nowhere = $"Host=127.0.0.1;Port={ThrowAwayPostgres.FreePort()};Username=nobody;Database=none";
        var (exitCode, output) = await SiloProcess.RunAsync(nowhere, "verify");
        Assert.Equal(2, exitCode);
        Assert.DoesNotContain("Unhandled", output, StringComparison.Ordinal);
    }
}
