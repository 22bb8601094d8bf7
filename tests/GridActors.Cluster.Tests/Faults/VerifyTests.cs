using GridActors.Postgres.Tests.Servers;

namespace GridActors.Cluster.Tests.Faults;

/// <summary><c>verify</c> of a cluster that takes records.</summary>
public sealed class VerifyTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(90);

    [OwnPostgresFact]
    public async Task Under_load_it_finds_no_false_difference_and_a_falsified_row_is_named()
    {
        await using var cluster = await ClusterUnderLoad.StartAsync(2);
        await cluster.MoreAsync(500, Patience);
        for (var run = 0; run < 2; run++)
        {
            var before = cluster.Acknowledged;
            var (exitCode, output) = await SiloProcess.RunAsync(cluster.Database, "verify", "--wait", "3");
            Assert.True(exitCode == 0, output);
            Assert.Contains("recounted 64 units", output, StringComparison.Ordinal);
            Assert.Contains(": 0 differences", output, StringComparison.Ordinal);
            Assert.Contains("as of ", output, StringComparison.Ordinal);
            Assert.True(cluster.Acknowledged > before, "nothing was written meanwhile");
        }

        await cluster.JudgeAsync();
        var gate = cluster.Gates[0];
        await ThrowAwayPostgres.RunSqlAsync(
            cluster.Database,
            $"""
            UPDATE gridactors.totals SET counts = jsonb_set(counts::jsonb, '{"{passages.in}"}', '123456')::text
            WHERE day = 0 AND unit_no = (SELECT no FROM gridactors.unit WHERE id = '{gate}')
            """);
        var (failed, found) = await SiloProcess.RunAsync(cluster.Database, "verify");
        Assert.Equal(1, failed);
        Assert.Contains($"{gate} own in all passages.in: 123456, recounted ", found, StringComparison.Ordinal);
        Assert.Contains(": 1 differences", found, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_database_that_is_not_there_is_told_in_a_line()
    {
        var nowhere = $"Host=127.0.0.1;Port={ThrowAwayPostgres.FreePort()};Username=nobody;Database=none";
        var (exitCode, output) = await SiloProcess.RunAsync(nowhere, "verify");
        Assert.Equal(2, exitCode);
        Assert.DoesNotContain("Unhandled", output, StringComparison.Ordinal);
    }
}
