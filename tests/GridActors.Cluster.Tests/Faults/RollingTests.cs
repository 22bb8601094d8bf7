using GridActors.Postgres;
using GridActors.Postgres.Tests.Servers;
using GridActors.Standalone.Tests.Kills;
using Xunit.Abstractions;

namespace GridActors.Cluster.Tests.Faults;

/// <summary>
/// Two builds in one cluster, upgraded and rolled back silo by silo under load. GRIDACTORS_OLD_SILO names an older build's
/// GridActors.Silo.dll; without it this build plays both, and its database is migrated on by a program yet to come.
/// </summary>
public sealed class RollingTests(ITestOutputHelper output)
{
    private static readonly TimeSpan Patience = FaultRow.Patience;

    private static string? Older => Environment.GetEnvironmentVariable("GRIDACTORS_OLD_SILO") is { Length: > 0 } path ? path : null;

    [OwnPostgresFact, Trait("row", "22")]
    public async Task Old_and_new_silos_serve_together_through_an_upgrade_and_back()
    {
        var old = Older ?? SiloProcess.ThisBuild;
        await using var cluster = await ClusterUnderLoad.StartAsync(3, program: old);
        await cluster.MoreAsync(300, Patience);
        await SiloProcess.MigrateAsync(cluster.Database); // the old silos go on meanwhile
        if (Older is null)
        {
            await NewerSchema.AddAsync(cluster.Database);
        }

        await cluster.MoreAsync(300, Patience);
        SiloProcess[] olds = [.. cluster.Silos];
        var news = new List<SiloProcess>();
        foreach (var silo in olds)
        {
            news.Add(await ReplaceAsync(cluster, silo, SiloProcess.ThisBuild));
        }

        foreach (var silo in news)
        {
            await ReplaceAsync(cluster, silo, old);
        }

        var schema = await ThrowAwayPostgres.RunSqlAsync(cluster.Database, "SELECT value FROM gridactors.meta WHERE name = 'schema'");
        FaultRow.Passed(
            output, "22", "3 silos",
            Older is null
                ? $"this build in both roles, on schema {schema} of a program yet to come (its own is {PostgresMigrations.Newest}): "
                    + "every silo replaced one by one under load, and back"
                : "from an older build to this one and back, silo by silo under load",
            await cluster.JudgeAsync());
    }

    /// <summary>One more of the other build joins, and then one goes; after each step records are acknowledged.</summary>
    private static async Task<SiloProcess> ReplaceAsync(ClusterUnderLoad cluster, SiloProcess silo, string program)
    {
        var next = await cluster.AddSiloAsync(program: program);
        await cluster.MoreAsync(300, Patience);
        Assert.Equal(0, await silo.TerminateAsync().WaitAsync(Patience));
        cluster.Forget(silo);
        await cluster.MoreAsync(300, Patience);
        return next;
    }
}
