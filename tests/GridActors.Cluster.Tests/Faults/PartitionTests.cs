using System.Diagnostics;
using GridActors.Standalone.Tests.Kills;
using Xunit.Abstractions;

namespace GridActors.Cluster.Tests.Faults;

/// <summary>Silos that cannot reach one another while all of them reach the database.</summary>
public sealed class PartitionTests(ITestOutputHelper output)
{
    private static readonly TimeSpan Patience = FaultRow.Patience;

    [PartitionFact, Trait("row", "8")]
    public async Task Silos_are_cut_from_each_other_and_both_reach_the_database()
    {
        using var network = new SiloNetwork(3);
        await using var cluster = await ClusterUnderLoad.StartAsync(3, network: network);
        await cluster.MoreAsync(300, Patience);
        var watch = Stopwatch.StartNew();
        CutOff(network, SiloNetwork.Cut);

        await cluster.EvictedAsync(cluster.Silos[2], Patience);
        var evicted = watch.Elapsed;
        await cluster.MoreAsync(500, Patience); // the clients go on asking all three
        CutOff(network, SiloNetwork.Mend);
        await cluster.MoreAsync(500, Patience);
        FaultRow.Passed(
            output, "8", "3 silos", "network namespaces: all packets between one silo and the other two vanish",
            $"out after {evicted.TotalSeconds:0.0} s, then healed; {await cluster.JudgeAsync()}");
    }

    [PartitionFact, Trait("row", "10")]
    public async Task What_one_silo_sends_to_another_vanishes_and_the_other_way_it_arrives()
    {
        using var network = new SiloNetwork(3);
        await using var cluster = await ClusterUnderLoad.StartAsync(3, network: network);
        await cluster.MoreAsync(300, Patience);

        SiloNetwork.Cut(network.Places[2], network.Places[0]);
        var length = FaultRow.Length(10, 60);
        await Task.Delay(length);
        SiloNetwork.Mend(network.Places[2], network.Places[0]);
        var watch = Stopwatch.StartNew();
        await cluster.MoreAsync(500, Patience);
        var flowing = watch.Elapsed;
        FaultRow.Passed(
            output, "10", "3 silos", $"network namespaces: packets of one silo to another vanish for {length.TotalSeconds:0} s",
            $"500 records {flowing.TotalSeconds:0.0} s after healing; {await cluster.JudgeAsync()}");
    }

    private static void CutOff(SiloNetwork network, Action<SiloNetwork.Place, SiloNetwork.Place> action)
    {
        foreach (var other in network.Places.Take(2))
        {
            action(network.Places[2], other);
            action(other, network.Places[2]);
        }
    }
}
