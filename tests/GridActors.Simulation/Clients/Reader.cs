using GridActors.Journaling.Ports;
using GridActors.Simulation.Counties;
using GridActors.Simulation.Hosts;
using GridActors.Simulation.Scheduling;

namespace GridActors.Simulation.Clients;

/// <summary>Somebody at a dashboard: asks any unit at any host; what is shown is checked where it is shown.</summary>
internal sealed class Reader(World world, County county, Chance chance)
{
    public async Task WatchAsync(Func<bool> isOver)
    {
        var pause = chance.Of(300, 3_000);
        while (!isOver())
        {
            await world.PaceAsync(chance.Milliseconds(50, pause));
            try
            {
                await (chance.OneIn(2)
                    ? Requests.TotalsAsync(world, chance.From(county.Places).Id)
                    : (Task)Requests.ChildrenAsync(world, chance.From(county.Areas).Id));
            }
            catch (Exception reason) when (reason is TimeoutException or IOException or JournalUnavailableException)
            {
                world.Trace.Say($"reader sees nothing: {reason.Message}");
            }
        }
    }
}
