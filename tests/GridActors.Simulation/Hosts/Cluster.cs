using GridActors.Core.Units;
using GridActors.Simulation.Faults;
using GridActors.Simulation.Scheduling;

namespace GridActors.Simulation.Hosts;

/// <summary>The hosts, and who has which unit; all that can happen to them.</summary>
internal sealed class Cluster(World world)
{
    private readonly Dictionary<UnitId, Activation> _directory = [];
    private readonly Dictionary<UnitId, Activation> _forgotten = [];
    private readonly HashSet<UnitId> _doubled = [];
    private readonly List<Host> _hosts = [];
    private readonly Dictionary<UnitId, Activation?> _writers = [];
    private int _activations;
    private int _started;

    public IReadOnlyList<Host> Hosts => _hosts;

    /// <summary>When the hosts last agreed on who is there.</summary>
    public DateTimeOffset ChangedAt { get; private set; }

    /// <summary>When a host was lost last; null: none has been.</summary>
    public DateTimeOffset? LostAt { get; private set; }

    public IEnumerable<Host> Members => _hosts.Where(host => host is { IsAlive: true, IsVotedOut: false });

    public Host AnyHost()
    {
        var alive = _hosts.FindAll(host => host.IsAlive);
        return alive.Count > 0 ? world.Chance.From(alive) : Start();
    }

    public Host Start()
    {
        var host = new Host(world, ++_started);
        if (!world.Weather.IsCalm && world.Weather.Is(FaultKind.ClockOff) && world.Weather.Strikes(FaultKind.ClockOff))
        {
            host.Clock.Skew = world.Chance.Of(-1, 1) * world.Chance.Seconds(1, world.Chance.Of(60, 3600));
        }

        _hosts.Add(host);
        world.Trace.Say($"host   {host} starts, its clock is off by {host.Clock.Skew}");
        new Upkeep(world, host).Start();
        ChangedAt = world.Scheduler.Now;
        return host;
    }

    /// <summary>Who has the unit, as this host sees it; made where there is none.</summary>
    public Activation Find(UnitId unit, Host seenBy)
    {
        if (!seenBy.IsVotedOut && StillKnown(unit, seenBy) is { } forgotten)
        {
            return forgotten;
        }

        var view = seenBy.View ?? _directory;
        if (view.TryGetValue(unit, out var known) && !known.IsGone && known.Host.IsAlive)
        {
            return known;
        }

        var members = Members.ToList();
        var host = seenBy.IsVotedOut || members.Count == 0 ? seenBy : world.Chance.From(members);
        var activation = new Activation(world, host, unit, ++_activations);
        host.Active.Add(activation);
        view[unit] = activation;
        world.Trace.Say($"unit   {activation} comes up");
        return activation;
    }

    public void Crash(Host host)
    {
        if (!host.IsAlive)
        {
            return;
        }

        host.IsAlive = false;
        _hosts.Remove(host);
        host.Active.ForEach(activation => activation.Kill());
        host.Work.ForEach(work => work.End());
        world.Trace.Say($"host   {host} is killed");
        LostAt = ChangedAt = world.Scheduler.Now;
    }

    public void CrashAll()
    {
        foreach (var host in _hosts.Where(host => host.IsAlive).ToList())
        {
            Crash(host);
        }
    }

    public void CrashUnit(Activation activation)
    {
        activation.Kill();
        activation.Host.Active.Remove(activation);
        world.Trace.Say($"unit   {activation} is killed");
    }

    public void PutAway(Activation activation)
    {
        activation.PutAway();
        world.Trace.Say($"unit   {activation} is put away");
    }

    /// <summary>
    /// The directory forgets where the unit is: the next call makes another one beside it, and both take records, since the
    /// host that has it still remembers, most of the time.
    /// </summary>
    public void Double(Activation activation)
    {
        _directory.Remove(activation.Id);
        _forgotten[activation.Id] = activation;
        _doubled.Add(activation.Id);
        world.Trace.Say($"unit   {activation} is forgotten, and goes on");
    }

    public void VoteOut(Host host)
    {
        host.View = new Dictionary<UnitId, Activation>(_directory);
        foreach (var activation in host.Active)
        {
            if (_directory.GetValueOrDefault(activation.Id) == activation)
            {
                _directory.Remove(activation.Id);
            }
        }

        world.Trace.Say($"host   {host} is voted out, and goes on");
        LostAt = ChangedAt = world.Scheduler.Now;
    }

    /// <summary>
    /// Units that somebody else has written to meanwhile, and nobody has touched since, show the older state until their host
    /// puts them away as idle, as every host does after some minutes. Where a fence keeps others from writing, areas need no
    /// such help: what they lag behind shows in what is stored, and by now that is healed. Only of one that was in memory
    /// twice the other may have stored all, and left nothing that shows.
    /// </summary>
    /// <param name="stale">Areas of which what is stored lags.</param>
    public void PutIdleAway(IReadOnlyCollection<UnitId> stale)
    {
        foreach (var activation in _hosts.SelectMany(host => host.Active).Where(it => !it.IsGone).ToList())
        {
            var isBehind = _writers.TryGetValue(activation.Id, out var writer) && writer != activation;
            var wasHidden = _doubled.Contains(activation.Id) && !stale.Contains(activation.Id);
            if (activation.IsArea ? !world.Weather.IsFenced || wasHidden : isBehind)
            {
                PutAway(activation);
            }
        }
    }

    public void Wrote(UnitId unit, Activation? writer) => _writers[unit] = writer;

    /// <summary>A unit in memory somewhere, for something to happen to it; null when there is none.</summary>
    public Activation? AnyActivation()
    {
        var host = AnyHost();
        var active = host.Active.FindAll(activation => !activation.IsGone);
        return active.Count == 0 ? null : world.Chance.From(active);
    }

    /// <summary>Whatever was wrong among the hosts is over: every unit is in one place at most, every clock is right.</summary>
    public void Heal(int hosts)
    {
        foreach (var host in _hosts.Where(host => host.IsAlive).ToList())
        {
            if (host.IsVotedOut)
            {
                Crash(host); // it has learnt of it
                continue;
            }

            host.Clock.Skew = TimeSpan.Zero;
            host.IsCutFromStore = false;
            host.Gate.Open(world.Scheduler);
            foreach (var twin in host.Active.FindAll(it => !it.IsGone && _directory.GetValueOrDefault(it.Id) != it))
            {
                EndTwin(twin);
            }
        }

        _forgotten.Clear();
        while (Members.Count() < hosts)
        {
            Start();
        }

        ChangedAt = world.Scheduler.Now;
    }

    private Activation? StillKnown(UnitId unit, Host seenBy) =>
        _forgotten.TryGetValue(unit, out var forgotten) && !forgotten.IsGone && forgotten.Host == seenBy && seenBy.IsAlive
            && !world.Chance.OneIn(3)
            ? forgotten
            : null;

    private void EndTwin(Activation twin)
    {
        if (world.Chance.OneIn(2))
        {
            CrashUnit(twin);
        }
        else
        {
            PutAway(twin);
        }
    }
}
