using GridActors.Simulation.Hosts;
using GridActors.Simulation.Scheduling;

namespace GridActors.Simulation.Faults;

/// <summary>What befalls units, hosts and the store as such while the devices work.</summary>
internal sealed class Trouble(World world, Chance chance)
{
    /// <summary>A storm that never let anything through would prove nothing.</summary>
    private const int StrikesMax = 25;

    private static readonly FaultKind[] Kinds =
    [
        FaultKind.StoreAway, FaultKind.StoreCutOff, FaultKind.UnitCrashed, FaultKind.HostCrashed, FaultKind.ProcessCrashed,
        FaultKind.HostStoodStill, FaultKind.HostVotedOut, FaultKind.ActivationDoubled, FaultKind.UnitPutAway,
    ];

    public async Task StirAsync(Func<bool> isOver)
    {
        var kinds = Kinds.Where(world.Weather.Is).ToArray();
        var pause = chance.Of(500, 3_000, 20_000);
        for (var strikes = chance.Next(0, StrikesMax); kinds.Length > 0 && strikes > 0 && !isOver(); strikes--)
        {
            await world.PaceAsync(chance.Milliseconds(0, pause));
            if (!world.Weather.IsCalm)
            {
                Strike(chance.Of(kinds));
            }
        }
    }

    private void Strike(FaultKind kind)
    {
        var struck = kind switch
        {
            FaultKind.StoreAway => LeaveStore(),
            FaultKind.StoreCutOff => Cut(world.Cluster.AnyHost()),
            FaultKind.HostCrashed => Crash(world.Cluster.AnyHost()),
            FaultKind.ProcessCrashed => CrashAll(),
            FaultKind.HostStoodStill => StandStill(world.Cluster.AnyHost()),
            FaultKind.HostVotedOut => VoteOut(),
            FaultKind.UnitCrashed => Befall(world.Cluster.CrashUnit),
            FaultKind.ActivationDoubled => Befall(world.Cluster.Double),
            _ => Befall(world.Cluster.PutAway),
        };
        if (struck)
        {
            world.Weather.Count(kind);
        }
    }

    private bool Befall(Action<Activation> what)
    {
        if (world.Cluster.AnyActivation() is not { } activation)
        {
            return false;
        }

        what(activation);
        return true;
    }

    private bool LeaveStore()
    {
        world.Weather.IsStoreAway = true;
        world.Scheduler.After(chance.Seconds(0, chance.Of(3, 60)), () => world.Weather.IsStoreAway = false);
        return true;
    }

    private bool Cut(Host host)
    {
        host.IsCutFromStore = true;
        world.Scheduler.After(chance.Seconds(0, 20), () => host.IsCutFromStore = false);
        return true;
    }

    private bool Crash(Host host)
    {
        world.Cluster.Crash(host);
        Restart(1);
        return true;
    }

    private bool CrashAll()
    {
        var hosts = world.Cluster.Members.Count();
        world.Cluster.CrashAll();
        Restart(hosts);
        return true;
    }

    private void Restart(int hosts)
    {
        for (; hosts > 0; hosts--)
        {
            world.Scheduler.After(chance.Seconds(0, 15), () =>
            {
                if (!world.Weather.IsCalm)
                {
                    world.Cluster.Start();
                }
            });
        }
    }

    private bool StandStill(Host host)
    {
        host.Gate.Shut();
        world.Scheduler.After(chance.Seconds(0, chance.Of(2, 90)), () => host.Gate.Open(world.Scheduler));
        return true;
    }

    /// <summary>One that stands still is voted out too, and finds itself so when it wakes; later it learns, and ends.</summary>
    private bool VoteOut()
    {
        var members = world.Cluster.Members.ToList();
        if (members.Count < 2)
        {
            return false;
        }

        var host = chance.From(members);
        world.Cluster.VoteOut(host);
        world.Scheduler.After(chance.Seconds(1, 60), () =>
        {
            if (host.IsAlive)
            {
                Crash(host);
            }
        });
        return true;
    }
}
