using GridActors.GrainInterfaces.Records;
using GridActors.GrainInterfaces.Units;
using GridActors.GrainInterfaces.Wire;
using GridActors.Postgres.Tests.Servers;
using Microsoft.Extensions.DependencyInjection;
using Xunit.Abstractions;

namespace GridActors.Cluster.Tests.Faults;

/// <summary>The load of a county spreads over the silos that are there, also over one that comes later.</summary>
public sealed class GrowthTests(ITestOutputHelper output)
{
    private const int Gates = 600;

    [OwnPostgresFact]
    public async Task Two_silos_carry_load_and_a_third_that_joins_takes_its_share()
    {
        await using var cluster = await ClusterUnderLoad.StartAsync(2);
        using var client = await ClusterClient.ConnectAsync(cluster.Database);
        var grains = client.Services.GetRequiredService<IGrainFactory>();
        await OpenGatesAsync(cluster, grains);

        var two = await UnitsBySiloAsync(grains);
        output.WriteLine($"two silos: {string.Join(", ", two)} units");
        Assert.Equal(2, two.Count);
        Assert.All(two, count => Assert.InRange(count, two.Sum() * 0.35, two.Sum() * 0.65));

        await cluster.AddSiloAsync();
        var share = 0;
        for (var end = DateTime.UtcNow.AddMinutes(4); share < Gates / 6; await Task.Delay(1000))
        {
            var three = await UnitsBySiloAsync(grains);
            share = three.Count == 3 ? three.Min() : 0;
            output.WriteLine($"{end - DateTime.UtcNow}: {string.Join(", ", three)}");
            Assert.True(DateTime.UtcNow < end, "the third silo took too little");
        }

        output.WriteLine(await cluster.JudgeAsync());
        await client.StopAsync();
    }

    private static async Task OpenGatesAsync(ClusterUnderLoad cluster, IGrainFactory grains)
    {
        using var http = new HttpClient { BaseAddress = new Uri(cluster.Silos[0].Address) };
        var rows = Enumerable.Range(1, Gates).Select(i => $"g{i},卡点,checkpoint,100-1").Prepend("code,name,kind,parent");
        using var csv = new StringContent(
            string.Join('\n', rows), new System.Net.Http.Headers.MediaTypeHeaderValue("text/csv"));
        (await http.PostAsync("/api/units", csv)).EnsureSuccessStatusCode();
        var now = DateTimeOffset.UtcNow;
        var opened = await Task.WhenAll(Enumerable.Range(1, Gates).Select(i =>
            grains.GetGrain<ICheckpointGrain>($"g{i}").OpenAsync(new("office", 1, now, new Nothing()))));
        Assert.All(opened, result => Assert.Equal(RecordStatus.Accepted, result.Status));
    }

    private static async Task<List<int>> UnitsBySiloAsync(IGrainFactory grains) =>
    [
        .. (await grains.GetGrain<IManagementGrain>(0).GetSimpleGrainStatistics())
            .Where(row => row.GrainType.Contains("UnitGrain", StringComparison.Ordinal))
            .Select(row => row.ActivationCount),
    ];
}
