using GridActors.Journaling.Ports;

namespace GridActors.CommandLine.Demo;

/// <summary>
/// Lan County 岚县 in February 2020: its units and the records that produce the figures which three of its townships
/// published (<see cref="LanCountyFigures"/>). All persons are made up. The same seed gives the same bytes.
/// </summary>
public sealed class LanCounty
{
    public const string County = "141127";

    /// <summary>Days of the scenario proper; after them life goes on without end.</summary>
    public const int Days = 5;

    private const int SeedOtherwise = 141127;

    public static readonly DateOnly FirstDay = new(2020, 2, 1);

    private readonly UnitPlan _plan;
    private readonly Traffic _traffic;
    private readonly Sweeps _sweeps;
    private readonly ReturneeRecords _returneeRecords;
    private readonly HealthChecks _checks;
    private readonly AreaWork _areas;
    private readonly Posts _posts;
    private readonly Duty _duty;
    private readonly SupplyWork _supplies;
    private readonly HomeWork _homes;
    private readonly OfficeWork _offices;

    public LanCounty(int seed = SeedOtherwise)
    {
        var seeds = new Seeds(seed);
        _plan = new UnitPlan(seeds);
        Townships.AddPuming(_plan);
        Townships.AddTuyu(_plan);
        Townships.AddDongcun(_plan);
        Townships.AddOthers(_plan);
        var returnees = new Returnees(_plan, Townships.AddCentralSite(_plan), seeds);
        _traffic = new Traffic(_plan.Gates, seeds);
        _sweeps = new Sweeps(_plan.Homes, seeds);
        _returneeRecords = new ReturneeRecords(returnees, _plan.Homes.Select(home => home.Township).Distinct(), seeds);
        _checks = new HealthChecks(returnees, seeds);
        _areas = new AreaWork(_plan, seeds);
        _posts = new Posts(_plan);
        _duty = new Duty(_plan.Gates, _posts.PumingOffices, seeds);
        _supplies = new SupplyWork(_plan);
        _homes = new HomeWork(_plan.Homes, returnees, seeds);
        _offices = new OfficeWork(_plan, seeds);
    }

    /// <summary>When the scenario begins: six in the morning of the first day, before anything is open.</summary>
    public static DateTimeOffset Begin => ScenarioTime.At(1, ScenarioTime.Clock(6, 0));

    /// <summary>When its last day is over.</summary>
    public static DateTimeOffset End => ScenarioTime.At(Days + 1, TimeSpan.Zero);

    public static DateOnly LastDay => ScenarioTime.DateOf(Days);

    /// <summary>Parents before their children.</summary>
    public IReadOnlyList<UnitRow> Units => _plan.Rows;

    /// <summary>The records of the scenario's days, in the order in which they reach the server.</summary>
    public IEnumerable<TimedRecord> Records() => RecordsByDay().Take(Days).SelectMany(day => day);

    /// <summary>
    /// The records of day after day, without end: first the scenario's, then further passages, checks, some who still
    /// come home, releases, and the same daily work. A day is made when it is asked for.
    /// </summary>
    public IEnumerable<IReadOnlyList<TimedRecord>> RecordsByDay()
    {
        var devices = new Devices();
        for (var day = 1; ; day++)
        {
            yield return devices.Write(
            [
                .. _traffic.Of(day), .. _sweeps.Of(day), .. _returneeRecords.Of(day), .. _checks.Of(day),
                .. _areas.Of(day), .. _posts.Of(day), .. _duty.Of(day), .. _supplies.Of(day), .. _homes.Of(day),
                .. _offices.Of(day),
            ]);
        }
    }
}
