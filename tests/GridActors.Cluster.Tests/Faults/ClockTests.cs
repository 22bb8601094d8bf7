using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json;
using GridActors.Postgres.Tests.Servers;
using GridActors.Standalone.Tests.Kills;
using Xunit.Abstractions;

namespace GridActors.Cluster.Tests.Faults;

/// <summary>The clock of one of two silos is an hour off, either way, while both serve.</summary>
public sealed class ClockTests(ITestOutputHelper output)
{
    private static readonly TimeSpan Patience = FaultRow.Patience;

    [ClockedClusterFact, Trait("row", "24")]
    public async Task A_silo_whose_clock_is_an_hour_off_stays_in_the_cluster_and_loses_nothing()
    {
        var clock = Path.GetTempFileName();
        FaketimeFactAttribute.Set(clock, TimeSpan.Zero);

        // What happened two hours ago is past for every clock here.
        await using var cluster = await ClusterUnderLoad.StartAsync(
            2, clocks: place => place == 1 ? clock : null, youngest: TimeSpan.FromHours(2));
        await cluster.MoreAsync(300, Patience);
        var length = FaultRow.Length(10, 120);

        FaketimeFactAttribute.Set(clock, TimeSpan.FromHours(1));
        await Task.Delay(length);
        await cluster.MoreAsync(300, Patience);
        Assert.Equal(0, (await ProbeAsync(cluster, 1, DateTimeOffset.UtcNow)).Refused);

        FaketimeFactAttribute.Set(clock, TimeSpan.FromHours(-1));
        await Task.Delay(length);
        await cluster.MoreAsync(300, Patience);
        var now = DateTimeOffset.UtcNow;
        var (accepted, refused) = await ProbeAsync(cluster, 2, now);
        Assert.True(accepted > 0 && refused > 0, $"{accepted} gates by the right clock, {refused} by the slow one");
        await AssertBothInAsync(cluster);

        var third = await JoinAsync(cluster);
        await cluster.MoreAsync(300, Patience);

        FaketimeFactAttribute.Set(clock, TimeSpan.Zero);
        Assert.Equal(0, (await ProbeAsync(cluster, 2, now)).Refused); // sent again, as a device does
        await AssertBothInAsync(cluster);
        FaultRow.Passed(
            output, "24", "2 silos",
            $"the clock of one set 1 h ahead for {length.TotalSeconds:0} s, 1 h back as long, and right again; a third starts with its "
            + "clock 1 h back",
            $"both stay in, the third {third}; of records of now {refused} gates on the slow silo refused with `at-out-of-range`, "
            + "accepted when sent again; "
            + await cluster.JudgeAsync());
    }

    /// <summary>
    /// One that starts an hour behind looks to the others like one that has been trying to join for an hour: unless it is
    /// quicker they vote it out, and it ends itself.
    /// </summary>
    /// <returns>What became of it.</returns>
    private static async Task<string> JoinAsync(ClusterUnderLoad cluster)
    {
        try
        {
            var late = await cluster.AddSiloAsync(1);
            await cluster.MoreAsync(300, Patience);
            Assert.Equal(0, await late.TerminateAsync().WaitAsync(Patience));
            cluster.Forget(late);
            return "joined and left";
        }
        catch (InvalidOperationException ended)
        {
            Assert.Contains("I have been told I am dead", ended.Message, StringComparison.Ordinal);
            Assert.Matches("clock of this machine is 3[56]\\d\\d s behind the database's", ended.Message);
            return "was voted out and ended itself";
        }
    }

    private static async Task AssertBothInAsync(ClusterUnderLoad cluster) => Assert.Equal(2L, await ThrowAwayPostgres.RunSqlAsync(
        cluster.Database, "SELECT count(*) FROM orleans.membership WHERE status = 3"));

    /// <summary>
    /// A record of now to every gate, of a source that the ledger does not know; only ever too early for a gate. Sent
    /// again, as a device does, while any is <c>unavailable</c>.
    /// </summary>
    private static async Task<(int Accepted, int Refused)> ProbeAsync(ClusterUnderLoad cluster, int seq, DateTimeOffset now)
    {
        using var http = LedgerCheck.Client(null, TimeSpan.FromSeconds(60), cluster.Silos[0].Address);
        var at = now.ToString("O", CultureInfo.InvariantCulture);
        for (var end = DateTime.UtcNow + Patience; ; await Task.Delay(200))
        {
            using var answer = await http.PostAsJsonAsync("/api/records", cluster.Gates.Select(unit =>
                new { source = "probe", seq, unit, at, by = "w", type = "disinfection", data = new { place = "x" } }));
            answer.EnsureSuccessStatusCode();
            var results = (await answer.Content.ReadFromJsonAsync<JsonElement>()).EnumerateArray()
                .ToLookup(result => result.GetProperty("status").GetString());
            if (!results.Contains("unavailable"))
            {
                var refused = results["refused"].ToList();
                Assert.All(refused, result => Assert.Equal("at-out-of-range", result.GetProperty("code").GetString()));
                return (results["accepted"].Count() + results["duplicate"].Count(), refused.Count);
            }

            Assert.True(DateTime.UtcNow < end, $"still unavailable: {string.Join(", ", results["unavailable"])}");
        }
    }
}

/// <summary>A test of real silos of which one has a clock of its own.</summary>
public sealed class ClockedClusterFactAttribute : FactAttribute
{
    public ClockedClusterFactAttribute() => Skip = new OwnPostgresFactAttribute().Skip ?? new FaketimeFactAttribute().Skip;
}
