using System.Diagnostics;
using System.Text.Json;
using GridActors.Standalone.Tests.Processes;
using Microsoft.Data.Sqlite;
using Xunit.Abstractions;

namespace GridActors.Standalone.Tests.Kills;

/// <summary>Rows of the list against one real process under load; the devices' ledger judges.</summary>
public sealed class StandaloneFaultTests(ITestOutputHelper output)
{
    private const string Host = "standalone";
    private static readonly TimeSpan Patience = FaultRow.Patience;

    [Fact, Trait("row", "11")]
    public async Task A_process_that_was_stopped_for_a_while_goes_on()
    {
        using var data = new TempDirectory();
        await using var load = await StandaloneLoad.StartAsync(data.Path);
        await load.MoreAsync(500, Patience);
        load.Server.Signal("STOP");
        var length = FaultRow.Length(3, 90);
        await Task.Delay(length);
        load.Server.Signal("CONT");
        await load.MoreAsync(500, Patience);
        FaultRow.Passed(output, "11", Host, $"SIGSTOP for {length.TotalSeconds:0} s under load", await load.JudgeAsync());
    }

    [Fact, Trait("row", "20")]
    public async Task Killed_right_after_commits_every_total_is_up_to_date_before_anybody_asks()
    {
        using var data = new TempDirectory();
        await using var load = await StandaloneLoad.StartAsync(data.Path);
        await load.MoreAsync(2000, Patience);
        load.Server.Kill();
        load.IsAsleep = true;
        var lagged = Lag(data);
        Assert.True(lagged > 0, "every total was up to date when it was killed");
        await load.StartAgainAsync();
        Assert.Equal(0, Lag(data));
        load.IsAsleep = false;
        await load.MoreAsync(100, Patience);
        FaultRow.Passed(
            output, "20", Host, "`kill -9` under load, started again, no traffic",
            $"the county lagged {lagged} entries, none once it was ready; {await load.JudgeAsync()}");
    }

    /// <summary>More than it may hold is turned away with a clear word, and memory stays bounded.</summary>
    [Fact, Trait("row", "25")]
    public async Task A_flood_is_turned_away_in_part_and_nothing_of_it_is_lost()
    {
        using var data = new TempDirectory();
        await using var load = await StandaloneLoad.StartAsync(data.Path, devices: 80, "--set", "Memory:WaitingRecordsMax=100");
        await load.MoreAsync(20_000, Patience);
        var memory = load.Server.ResidentBytes;
        Assert.InRange(memory, 0, 1L << 30);
        var judged = await load.JudgeAsync();
        Assert.True(load.TurnedAway + load.Unavailable > 0, "it took all that came");
        FaultRow.Passed(
            output, "25 (flood)", Host, "80 devices send without pause to a process that lets 100 records wait",
            $"{load.TurnedAway} requests 503, {load.Unavailable} records `unavailable`, {memory >> 20} MiB; {judged}");
    }

    /// <summary>Entries that the county's stored totals lack.</summary>
    private static long Lag(TempDirectory data)
    {
        var file = new SqliteConnectionStringBuilder { DataSource = data.File("gridactors.db"), Pooling = false };
        using var database = new SqliteConnection(file.ConnectionString);
        database.Open();
        using var lag = database.CreateCommand();
        lag.CommandText = """
            SELECT (SELECT sum(version) FROM head) - coalesce((SELECT area.version FROM area
              JOIN unit ON unit.no = area.unit_no WHERE unit.id = '100'), 0)
            """;
        return (long)lag.ExecuteScalar()!;
    }
}
