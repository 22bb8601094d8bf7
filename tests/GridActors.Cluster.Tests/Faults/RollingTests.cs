using GridActors.Postgres.Tests.Servers;
using GridActors.Standalone.Tests.Kills;
using Xunit.Abstractions;

namespace GridActors.Cluster.Tests.Faults;

/// <summary>An older build and this one in one cluster, upgraded and rolled back silo by silo under load.</summary>
public sealed class RollingTests(ITestOutputHelper output)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(120);

    [OlderBuildFact, Trait("row", "22")]
    public async Task Old_and_new_silos_serve_together_through_an_upgrade_and_back()
    {
        var old = OlderBuildFactAttribute.Program!;
        await using var cluster = await ClusterUnderLoad.StartAsync(2, program: old);
        await cluster.MoreAsync(300, Patience);
        var (one, two) = (cluster.Silos[0], cluster.Silos[1]);
        await SiloProcess.MigrateAsync(cluster.Database);

        var newOne = await ReplaceAsync(cluster, one, SiloProcess.ThisBuild);
        await cluster.MoreAsync(300, Patience); // both builds together
        var newTwo = await ReplaceAsync(cluster, two, SiloProcess.ThisBuild);
        await cluster.MoreAsync(300, Patience);
        await ReplaceAsync(cluster, newOne, old);
        await cluster.MoreAsync(300, Patience);
        await ReplaceAsync(cluster, newTwo, old);
        await cluster.MoreAsync(300, Patience);
        FaultRow.Passed(
            output, "22", "2 silos", "from an older build to this one and back, silo by silo under load",
            await cluster.JudgeAsync());
    }

    private static async Task<SiloProcess> ReplaceAsync(ClusterUnderLoad cluster, SiloProcess silo, string program)
    {
        var next = await cluster.AddSiloAsync(program: program);
        await cluster.MoreAsync(100, Patience);
        Assert.Equal(0, await silo.TerminateAsync().WaitAsync(Patience));
        cluster.Forget(silo);
        return next;
    }
}

/// <summary>A test that needs an older build of the silo: GRIDACTORS_OLD_SILO names its GridActors.Silo.dll.</summary>
public sealed class OlderBuildFactAttribute : FactAttribute
{
    public OlderBuildFactAttribute() => Skip = new OwnPostgresFactAttribute().Skip
        ?? (Program is null ? "No older build of the silo: set GRIDACTORS_OLD_SILO to its GridActors.Silo.dll." : null);

    public static string? Program => Environment.GetEnvironmentVariable("GRIDACTORS_OLD_SILO") is { Length: > 0 } path ? path : null;
}
