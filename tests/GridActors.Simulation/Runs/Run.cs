using GridActors.Core.Supplies;
using GridActors.Core.Totals;
using GridActors.Core.Units;
using GridActors.Journaling.Ports;
using GridActors.Journaling.Recounts;
using GridActors.Simulation.Clients;
using GridActors.Simulation.Counties;
using GridActors.Simulation.Faults;
using GridActors.Simulation.Hosts;
using GridActors.Simulation.Properties;
using GridActors.Simulation.Scheduling;

namespace GridActors.Simulation.Runs;

/// <summary>
/// One seed from beginning to end: a county is imported, devices work in bad weather, it calms down, and then everything
/// must be as it was promised.
/// </summary>
internal sealed class Run
{
    /// <summary>
    /// Far above what any seed needs; reaching it means that something turns for ever. A host that is cut off from the
    /// store while devices have gone home for days tries again each second: that alone took one seed two million.
    /// </summary>
    private const long StepsMax = 50_000_000;

    private static readonly TimeSpan HealedWithin = TimeSpan.FromSeconds(30);

    private readonly World _world;
    private readonly County _county;
    private readonly Ledger _ledger;
    private readonly List<Device> _devices = [];
    private readonly int _hosts;
    private readonly ulong _seed;

    private Run(ulong seed, TextWriter? lines)
    {
        _seed = seed;
        _world = new World(seed, lines);
        _county = new County(_world.Chance.Fork());
        _ledger = new Ledger(_world.Truth, _world.Checks, _world.Trace);
        _hosts = _world.Chance.Of(1, 2, 3);
        for (var number = _world.Chance.Next(1, 5); number > 0; number--)
        {
            _devices.Add(new Device(_world, _county, _ledger, $"tablet-{number}", _world.Chance.Fork()));
        }
    }

    public static Outcome Of(ulong seed, TextWriter? lines = null) => new Run(seed, lines).Finish();

    private Outcome Finish()
    {
        var script = _world.Scheduler.NewTurns("script");
        var isDone = false;
        script.Post(async () =>
        {
            try
            {
                await PlayAsync();
            }
            catch (Exception reason)
            {
                _world.Checks.Fail(Property.NothingUnforeseen, $"the run itself ended with {reason}");
            }

            isDone = true;
        });
        try
        {
            if (!_world.Scheduler.RunUntil(() => isDone || _world.Checks.Violation is not null, StepsMax))
            {
                _world.Checks.Fail(Property.EverythingIsAnswered, "nothing happens any more, or the same for ever");
            }
        }
        catch (Exception reason)
        {
            // What nobody's task holds: the store was asked for what no store takes.
            _world.Checks.Fail(Property.NothingUnforeseen, $"a step ended with {reason}");
        }

        return new Outcome(
            _seed, _world.Trace.Hash, _world.Checks.Violation, _world.Scheduler.Steps, _world.Scheduler.Now - World.Start,
            _ledger.All.Count, _world.Truth.Entries, _world.Checks.Looks, _world.Weather.Counts,
            _world.Truth.Types, _world.Truth.Breaches);
    }

    private async Task PlayAsync()
    {
        for (var host = 0; host < _hosts; host++)
        {
            _world.Cluster.Start();
        }

        var isOver = false;
        var readers = new[] { new Reader(_world, _county, _world.Chance.Fork()).WatchAsync(() => isOver) };
        var trouble = new Trouble(_world, _world.Chance.Fork()).StirAsync(() => isOver);
        var importing = ImportAsync(tries: 5);
        if (_world.Chance.OneIn(4))
        {
            await importing; // else the devices begin while units are still being registered
        }

        await Task.WhenAll([.. _devices.Select(device => device.WorkAsync(_world.Chance.Next(3, 12)))]);
        isOver = true;
        await Task.WhenAll([trouble, .. readers]);
        await CalmAsync(importing);
    }

    /// <summary>An office that imports its list, and sends all of it again when it broke off; at last in calm weather.</summary>
    private async Task ImportAsync(int tries)
    {
        var rows = _county.Rows();
        for (; tries > 0; tries--)
        {
            try
            {
                await Requests.ImportAsync(_world, rows);
                return;
            }
            catch (Exception reason) when (reason is TimeoutException or IOException or JournalUnavailableException)
            {
                _world.Trace.Say($"import  has to be sent again: {reason.Message}");
            }
        }
    }

    private async Task CalmAsync(Task importing)
    {
        _world.Trace.Say($"calm");
        _world.Weather.CalmDown();
        _world.Cluster.Heal(_hosts);
        await importing;
        await ImportAsync(tries: int.MaxValue);
        await PassAsync(_world.Night); // whoever still takes a night's pause wakes up
        _world.Cluster.Heal(_hosts);
        await Task.WhenAll(_devices.Select(device => device.SettleAsync()));
        await PassAsync(HealedWithin);
        _world.Cluster.PutIdleAway(await _world.Journal.FindStaleAsync());
        await CompareAsync(Property.Converges);
        await LoseHostAsync();
        await ProbeAsync();
        foreach (var device in _devices)
        {
            await device.ReplayAsync();
        }

        await PassAsync(TimeSpan.FromSeconds(2));
        await CompareAsync(Property.Converges);
        _ledger.Judge();
        JudgeLevels();
        await JudgeMessagesAsync();
        await JudgeListsAsync();
        if (_world.Chance.OneIn(10))
        {
            await RecountAsync();
        }
    }

    /// <summary>A host goes just after devices were answered; then nobody touches anything.</summary>
    private async Task LoseHostAsync()
    {
        foreach (var device in _devices)
        {
            await device.SendAsync([.. Probes(device, _world.Chance.Next(1, 4))]);
        }

        await PassAsync(_world.Chance.Milliseconds(0, _world.Chance.Of(50, 700, 12_000)));
        _world.Cluster.Crash(_world.Cluster.AnyHost());
        if (!_world.Cluster.Members.Any())
        {
            _world.Cluster.Start();
        }

        _world.Cluster.Heal(_world.Chance.Of(1, _hosts));
        await PassAsync(HealedWithin);
        await CompareAsync(Property.HealedInTime);
        await Task.WhenAll(_devices.Select(device => device.SettleAsync()));
        await PassAsync(HealedWithin);
    }

    /// <summary>In a healthy system a record is in its root's totals within a second of its answer.</summary>
    private async Task ProbeAsync()
    {
        var root = await Requests.TotalsAsync(_world, County.Root);
        var probes = Probes(_devices[0], 3).ToList();
        await _devices[0].SendAsync(probes);
        var answered = _world.Truth.Entries;
        if (root is null || !probes.Exists(probe => probe.Fate == Fate.Kept))
        {
            return;
        }

        await PassAsync(TimeSpan.FromSeconds(1));
        var entries = _world.Truth.Entries;
        var difference = await CompareAsync(County.Root, new Recounted(_world.Truth));
        _world.Checks.That(
            difference is null || entries != answered, Property.SeenWithinASecond, () => difference!);
    }

    private IEnumerable<Sent> Probes(Device device, int count)
    {
        for (; count > 0; count--)
        {
            var place = _county.AnyPlace();
            yield return device.MakeOne(place, _world.Chance.From(_county.Work.For(place.Kind)));
        }
    }

    private Task PassAsync(TimeSpan span)
    {
        var passed = new TaskCompletionSource();
        _world.Scheduler.After(span, passed.SetResult);
        return passed.Task;
    }

    /// <summary>Every unit's totals as served, held to a recount at an instant at which nothing is in flight.</summary>
    private async Task CompareAsync(Property property)
    {
        for (var isSame = false; !isSame;)
        {
            await QuietAsync();
            var (entries, recounted) = (_world.Truth.Entries, new Recounted(_world.Truth));
            string? difference = null;
            foreach (var unit in recounted.Subtrees.Keys.Where(unit => _world.Truth.Of(unit).Registration.Exists))
            {
                difference ??= await CompareAsync(unit, recounted);
            }

            isSame = entries == _world.Truth.Entries; // else a deadline has passed meanwhile
            _world.Checks.That(!isSame || difference is null, property, () => difference!);
        }

        foreach (var area in _county.Areas.Where(area => _world.Truth.Of(area.Id).Registration.Exists))
        {
            await Requests.ChildrenAsync(_world, area.Id);
        }
    }

    /// <summary>What differs, in words; null when nothing does.</summary>
    private async Task<string?> CompareAsync(UnitId unit, Recounted recounted)
    {
        var served = await Requests.TotalsAsync(_world, unit);
        var (version, totals) = recounted.Subtrees[unit];
        return served switch
        {
            null => $"{unit} is not served",
            _ when !served.Totals.SameAs(totals) =>
                $"{unit} at {served.Version}, recounted {version}: {Recounted.Difference(served.Totals, totals)}",
            _ => served.Version == version ? null : $"{unit} serves {served.Version}, recounted {version}",
        };
    }

    /// <summary>A deadline may pass at any time; what it brings is given its second to travel up.</summary>
    private async Task QuietAsync()
    {
        for (var entries = -1L; entries != _world.Truth.Entries;)
        {
            entries = _world.Truth.Entries;
            await PassAsync(TimeSpan.FromSeconds(1));
        }
    }

    private void JudgeLevels()
    {
        foreach (var (unit, journal) in _world.Truth.Units)
        {
            var sums = new Dictionary<Indicator, long>();
            foreach (var (day, counts) in journal.Image.Totals.Days)
            {
                foreach (var (indicator, amount) in counts.Amounts.Where(pair => pair.Key.IsLevel))
                {
                    var level = sums[indicator] = sums.GetValueOrDefault(indicator) + amount.Thousandths;
                    _world.Checks.That(
                        level >= 0, Property.NoLevelBelowZero, () => $"{indicator} of {unit} is {level / 1000m} after {day:yyyy-MM-dd}");
                }
            }
        }
    }

    /// <summary>Whatever went between two units is in exactly one of them once every message is answered for.</summary>
    private async Task JudgeMessagesAsync()
    {
        for (var tries = 0; tries < 10 && Waiting() is not null; tries++)
        {
            await PassAsync(TimeSpan.FromSeconds(15));
        }

        _world.Checks.That(Waiting() is null, Property.MessagesArrive, () => $"{Waiting()} still has open messages");
        foreach (var (unit, journal) in _world.Truth.Units)
        {
            foreach (var item in SupplyIndicators.InTransit.Members)
            {
                var transit = journal.Image.Totals.Running[item];
                _world.Checks.That(transit == default, Property.MessagesArrive, () => $"{unit} has {transit} {item} on the way");
            }
        }

        string? Waiting() => _world.Truth.Units
            .Where(unit => !unit.Value.Image.State.Get<Outbox>().Open.IsEmpty).Select(unit => unit.Key.Value).FirstOrDefault();
    }

    private async Task JudgeListsAsync()
    {
        await QuietAsync();
        var listed = new Listed(_world.Truth, _world.Journal, _world.Calendar);
        var (alerts, tasks) = (await listed.WrongAlertsAsync(), await listed.WrongTasksAsync(_world.Scheduler.Now));
        _world.Checks.That(alerts is null, Property.AlertsAreListed, () => alerts!);
        _world.Checks.That(tasks is null, Property.TasksAreListed, () => tasks!);
        var traces = await new Traced(_world.Truth, _world.Journal).WrongAsync();
        _world.Checks.That(traces is null, Property.TracesAreIndexed, () => traces!);
    }

    /// <summary>The administrator's own tool must find nothing either.</summary>
    private async Task RecountAsync()
    {
        await QuietAsync();
        var entries = _world.Truth.Entries;
        var result = await new Recount(_world.Cluster.AnyHost().Ports).RunAsync(null, CancellationToken.None);
        _world.Checks.That(
            entries != _world.Truth.Entries || result.Differences.Count == 0 && result.WrongVersions.Count == 0,
            Property.Converges,
            () => $"verify finds {string.Join("; ", result.WrongVersions.Concat(result.Differences.Select(it => it.ToString())).Take(3))}");
    }
}
