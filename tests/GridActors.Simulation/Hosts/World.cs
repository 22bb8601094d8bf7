using GridActors.Core.Records;
using GridActors.Core.Tallies;
using GridActors.Core.Units;
using GridActors.Journaling.Loop;
using GridActors.Journaling.Memory;
using GridActors.Journaling.Ports;
using GridActors.Simulation.Faults;
using GridActors.Simulation.Properties;
using GridActors.Simulation.Scheduling;

namespace GridActors.Simulation.Hosts;

/// <summary>All that one run consists of.</summary>
internal sealed class World
{
    public static readonly DateTimeOffset Start = new(2020, 2, 1, 6, 0, 0, TimeSpan.FromHours(8));

    /// <summary>As a deployment knows them that declares codes of its own: a level and a flow.</summary>
    public static readonly Catalogue Catalogue = Catalogue.StandardWith(TallyCatalogue.Parse("""
        [{"code":"beds","kind":"level","zh":"床位","en":"Beds","unit":"bed"},
         {"code":"meals","kind":"flow","zh":"餐","en":"Meals","unit":"meal"}]
        """u8.ToArray()));

    private static readonly TimeZoneInfo Zone = TimeZoneInfo.FindSystemTimeZoneById("Asia/Shanghai");

    public World(ulong seed, TextWriter? lines)
    {
        Chance = new Chance(seed * 0x9E3779B97F4A7C15);
        Trace = new Trace(lines);
        Scheduler = new Scheduler(Chance.Fork(), Trace, Start);
        Trace.Follow(Scheduler);
        Weather = new Weather(Chance.Fork());
        Truth = new Truth(Catalogue, Calendar);
        Checks = new Checks(Truth, Trace);
        Log = new WorldLog(Checks, Trace);
        Options = new UnitOptions
        {
            SnapshotEveryEntries = Chance.Of(2, 5, 20, 500),
            ReadPageEntries = Chance.Of(1, 3, 50),
            BatchRecordsMax = Chance.Of(1, 5, 1000),
        };
        LastsDays = Chance.OneIn(4);
        Night = LastsDays ? TimeSpan.FromMinutes(20) : TimeSpan.FromMinutes(4);
        Wire = new Wire(this);
        Cluster = new Cluster(this);
    }

    public Chance Chance { get; }

    public Trace Trace { get; }

    public Scheduler Scheduler { get; }

    public Weather Weather { get; }

    public Calendar Calendar { get; } = new(Zone);

    public MemoryJournal Journal { get; } = new();

    public Truth Truth { get; }

    public Checks Checks { get; }

    public UnitOptions Options { get; }

    public IUnitLog Log { get; }

    public Wire Wire { get; }

    public Cluster Cluster { get; }

    /// <summary>Devices go home and come back the next morning: what is due by the day comes due.</summary>
    public bool LastsDays { get; }

    /// <summary>How long a pause is while nobody is at work.</summary>
    public TimeSpan Night { get; }

    /// <summary>Devices at work. While there are none it is night, and upkeep and readers take their time.</summary>
    public int AtWork { get; set; }

    /// <summary>A pause of whoever does something over and over.</summary>
    public Task PaceAsync(TimeSpan pause)
    {
        var passed = new TaskCompletionSource();
        Scheduler.After(AtWork > 0 || Weather.IsCalm ? pause : Night, passed.SetResult);
        return passed.Task;
    }

    /// <summary>A failure is foreseen when it is an outage; anything else is a bug that the loop has caught.</summary>
    private sealed class WorldLog(Checks checks, Trace trace) : IUnitLog
    {
        public void BatchFailed(UnitId unit, int records, Exception reason)
        {
            trace.Say($"failed {unit}, {records} records: {reason.Message}");
            checks.That(
                reason is JournalUnavailableException,
                Property.NothingUnforeseen, () => $"a batch of {unit} failed: {reason.GetType().Name}: {reason.Message}");
        }

        public void ReportFailed(UnitId unit, UnitId parent, Exception reason) =>
            trace.Say($"failed {unit} could not tell {parent}: {reason.Message}");

        public void SaveFailed(UnitId area, Exception reason) => trace.Say($"failed {area} was not stored: {reason.Message}");

        public void TickFailed(UnitId unit, Exception reason) => trace.Say($"failed {unit} was not told the time: {reason.Message}");

        public void RefreshFailed(UnitId area, Exception reason) => trace.Say($"failed {area} was not refreshed: {reason.Message}");

        public void TracesNotFilled(Exception reason) => trace.Say($"failed to fill the traces: {reason.Message}");
    }
}
