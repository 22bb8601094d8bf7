using GridActors.Core.Records;
using GridActors.Core.Units;
using GridActors.Journaling.Loop;
using GridActors.Simulation.Scheduling;
using GridActors.Simulation.Stores;

namespace GridActors.Simulation.Hosts;

/// <summary>A silo, or the one process of a standalone deployment. Started again it is another host.</summary>
internal sealed class Host
{
    public Host(World world, int number)
    {
        Number = number;
        Clock = new VirtualTime(world.Scheduler);
        Units = new HostUnits(world, this);
        Ports = new UnitPorts(
            World.Catalogue, world.Calendar, new HostStore(world, this, null), Units, Clock, world.Log, world.Options);
    }

    public int Number { get; }

    public VirtualTime Clock { get; }

    public HostUnits Units { get; }

    /// <summary>For what a host does itself: import, sweeping, healing.</summary>
    public UnitPorts Ports { get; }

    public Gate Gate { get; } = new();

    public bool IsAlive { get; set; } = true;

    /// <summary>The others agreed that it is gone, and it does not know yet: it runs on with what it holds.</summary>
    public bool IsVotedOut => View is not null;

    /// <summary>Where it believes units to be, once it is voted out.</summary>
    public Dictionary<UnitId, Activation>? View { get; set; }

    public bool IsCutFromStore { get; set; }

    public List<Activation> Active { get; } = [];

    /// <summary>Requests and upkeep under way, to be ended with the host.</summary>
    public List<Turns> Work { get; } = [];

    public override string ToString() => $"host-{Number}";
}
