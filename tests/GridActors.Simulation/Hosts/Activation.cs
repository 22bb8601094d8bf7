using GridActors.Core.Areas;
using GridActors.Core.Records;
using GridActors.Core.Units;
using GridActors.Journaling.Loop;
using GridActors.Journaling.Ports;
using GridActors.Simulation.Properties;
using GridActors.Simulation.Scheduling;
using GridActors.Simulation.Stores;

namespace GridActors.Simulation.Hosts;

/// <summary>A unit in the memory of one host: the production loop, its turns, and what it has shown so far.</summary>
internal sealed class Activation
{
    private readonly World _world;
    private readonly int _number;

    public Activation(World world, Host host, UnitId id, int number)
    {
        (_world, Host, Id, _number) = (world, host, id, number);
        Turns = world.Scheduler.NewTurns($"{id}@{host}", host.Gate);
        var ports = new UnitPorts(
            World.Catalogue, world.Calendar, new HostStore(world, host, this), host.Units, host.Clock, world.Log, world.Options);
        Unit = new JournaledUnit(id, ports);
    }

    public Host Host { get; }

    public UnitId Id { get; }

    public Turns Turns { get; }

    public JournaledUnit Unit { get; }

    /// <summary>Killed, or put away: calls no longer reach it. What was under way in one put away still goes on.</summary>
    public bool IsGone { get; private set; }

    public SubtreeTotals? Served { get; set; }

    public bool IsArea => UnitKindRules.IsArea(_world.Truth.Of(Id).Registration.Kind);

    public async Task<SubtreeTotals?> TotalsAsync()
    {
        var subtree = await Unit.TotalsAsync();
        if (subtree is not null)
        {
            _world.Checks.Served(this, subtree);
        }

        return subtree;
    }

    public async Task<AreaView?> ChildrenAsync()
    {
        var view = await Unit.ChildrenAsync();
        if (view is not null)
        {
            _world.Checks.Served(this, view);
        }

        return view;
    }

    public void Kill()
    {
        IsGone = true;
        Turns.End();
    }

    public void PutAway()
    {
        IsGone = true;
        Turns.Post(async () =>
        {
            try
            {
                await Unit.PutAwayAsync();
            }
            catch (Exception reason)
            {
                _world.Trace.Say($"unit   {this} was put away without its last word: {reason.Message}");
            }
        });
    }

    public override string ToString() => $"{Id}@{Host}#{_number}";
}
