using GridActors.Simulation.Counties;
using GridActors.Simulation.Hosts;

namespace GridActors.Simulation.Tests.Counties;

public sealed class MakerTests
{
    [Fact]
    public void Every_record_type_that_devices_may_send_is_sent() => Assert.Equal(
        World.Catalogue.RecordTypes.Where(type => !type.IsSystem).Select(type => type.Name).Order(),
        Makers.All.Select(maker => maker.Type).Append("unit.register").Order());
}
