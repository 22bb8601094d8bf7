using GridActors.Simulation.Counties;
using GridActors.Simulation.Hosts;
using GridActors.Simulation.Runs;

namespace GridActors.Simulation.Tests.Counties;

public sealed class MakerTests
{
    private const int SeedsMax = 1_500;

    [Fact]
    public void Every_record_type_that_devices_may_send_is_sent() => Assert.Equal(
        World.Catalogue.RecordTypes.Where(type => !type.IsSystem).Select(type => type.Name).Order(),
        Makers.All.Select(maker => maker.Type).Append("unit.register").Order());

    /// <summary>Also what the system writes by itself; the seeds are always the same, so that this fails for a reason.</summary>
    [Fact]
    public void Every_record_type_comes_into_a_journal()
    {
        var missing = Makers.Written.ToHashSet();
        for (var seed = 1UL; missing.Count > 0 && seed <= SeedsMax; seed++)
        {
            missing.ExceptWith(Run.Of(seed).Types);
        }

        Assert.Empty(missing);
    }
}
