using GridActors.Core.Closures;
using GridActors.Core.Records;
using GridActors.Core.Totals;
using GridActors.Core.Units;

namespace GridActors.Core.Gatherings;

/// <param name="Gathering">Its key.</param>
/// <param name="Date">When it is to be.</param>
/// <param name="Planned">Persons expected.</param>
public sealed record GatheringReport(string Gathering, string Kind, DateOnly Date, int Planned);

public sealed record GatheringDecide(string Gathering, string Decision);

/// <param name="Attended">Persons counted on the spot.</param>
public sealed record GatheringInspect(string Gathering, int Attended, IReadOnlyList<string>? Measures);

public sealed record GatheringStop(string Kind);

/// <summary><c>gathering.report</c> 报备.</summary>
internal sealed class GatheringReportType() : RecordType("gathering.report", UnitKinds.Areas)
{
    public const string AlreadyReported = "already-reported";
    public const string Suspended = "suspended";

    public static readonly Indicator Count =
        Indicator.Flow("gatherings", "gatherings", "报备聚集活动", "Gatherings reported", "gathering");

    public override FactsNeeded NeedsOf(Record record) =>
        IsReligious((GatheringReport)record.Data) ? FactsNeeded.Above : FactsNeeded.None;

    public override object Read(Fields data) => new GatheringReport(
        data.Text("gathering", Keyed.KeyLengthMax),
        data.Choice("kind", ReportedGatherings.Kinds),
        data.Date("date"),
        data.Count("planned"));

    public override Decision Decide(UnitState state, Record record, Facts facts)
    {
        var data = (GatheringReport)record.Data;
        if (state.Get<ReportedGatherings>().Gatherings.Find(data.Gathering) is not null)
        {
            return Decision.Refuse(
                AlreadyReported, "data.gathering",
                $"gathering {data.Gathering} is reported; another one needs another key");
        }

        var at = Moment.Of(record);
        return IsReligious(data) && facts.Above.Prepend(state).Any(area => IsSuspendedAt(area, at))
            ? Decision.Refuse(Suspended, "data.kind", "religious activity is suspended here or by an area above")
            : Decision.Accept;
    }

    public override UnitState Evolve(UnitState state, Entry entry, Contributions totals, Calendar calendar)
    {
        var (record, data) = (entry.Record, (GatheringReport)entry.Record.Data);
        totals.Add(record.Day, Count);
        var reported = state.GetToChange<ReportedGatherings>(totals, calendar);
        var gathering = new Gathering(
            data.Gathering, Moment.Of(record), data.Kind, data.Date, data.Planned, Decisions: [], Visits: []);
        return state.With(reported with { Gatherings = reported.Gatherings.Put(gathering) });
    }

    private static bool IsReligious(GatheringReport data) => data.Kind == AreaClosures.Religious;

    private static bool IsSuspendedAt(UnitState area, Moment at) =>
        area.Get<AreaClosures>().IsClosedAt(AreaClosures.Religious, at);
}

/// <summary><c>gathering.decide</c>: of several decisions the latest stands.</summary>
internal sealed class GatheringDecideType()
    : RecordType<GatheringDecide, ReportedGatherings>("gathering.decide", UnitKinds.Areas)
{
    internal static Decision RefusalUnlessReported(ReportedGatherings aspect, Record record, string key) =>
        aspect.Find(key, Moment.Of(record)) is null
            ? Decision.Refuse(
                RefusalCodes.NoSuchItem, "data.gathering",
                $"no gathering {key} was reported to {record.Unit} by {record.At:O}")
            : Decision.Accept;

    protected override GatheringDecide ReadData(Fields data) => new(
        data.Text("gathering", Keyed.KeyLengthMax), data.Choice("decision", ReportedGatherings.Decisions));

    protected override Decision Decide(
        ReportedGatherings aspect, Record record, GatheringDecide data, Facts facts) =>
        RefusalUnlessReported(aspect, record, data.Gathering);

    protected override ReportedGatherings Evolve(
        ReportedGatherings aspect, Record record, GatheringDecide data, Contributions totals, Calendar calendar)
    {
        var decision = new GatheringDecision(Moment.Of(record), data.Decision);
        return aspect.With(
            data.Gathering,
            gathering => gathering with { Decisions = gathering.Decisions.InsertByTime(decision) },
            totals,
            calendar);
    }
}

/// <summary><c>gathering.inspect</c>: somebody went there and counted.</summary>
internal sealed class GatheringInspectType()
    : RecordType<GatheringInspect, ReportedGatherings>("gathering.inspect", UnitKinds.Areas)
{
    public static readonly Indicator Count =
        Indicator.Flow("gatherings.inspected", "gatherings", "现场检查聚集活动", "Gatherings inspected", "record");

    protected override GatheringInspect ReadData(Fields data) => new(
        data.Text("gathering", Keyed.KeyLengthMax), data.Count("attended"), data.OptionalTexts("measures", 30));

    protected override Decision Decide(
        ReportedGatherings aspect, Record record, GatheringInspect data, Facts facts) =>
        GatheringDecideType.RefusalUnlessReported(aspect, record, data.Gathering);

    protected override ReportedGatherings Evolve(
        ReportedGatherings aspect, Record record, GatheringInspect data, Contributions totals, Calendar calendar)
    {
        totals.Add(record.Day, Count);
        var visit = new GatheringVisit(Moment.Of(record), data.Attended);
        return aspect.With(
            data.Gathering,
            gathering => gathering with { Visits = gathering.Visits.InsertByTime(visit) },
            totals,
            calendar);
    }
}

/// <summary><c>gathering.stop</c> 制止: one that nobody had reported, or that went on all the same.</summary>
internal sealed class GatheringStopType() : CountingType<GatheringStop>("gathering.stop", UnitKinds.Areas)
{
    public static readonly Indicator Stopped =
        Indicator.Flow("gatherings.stopped", "gatherings", "制止聚集活动", "Gatherings stopped", "gathering");

    public static readonly IndicatorFamily ByKind = IndicatorFamily.Flow(
        "gatherings.stopped.", "gatherings", "制止{0}", "Gatherings stopped: {0}", "gathering", ReportedGatherings.Kinds);

    protected override GatheringStop ReadData(Fields data) => new(data.Choice("kind", ReportedGatherings.Kinds));

    protected override void Count(GatheringStop data, DateOnly day, Contributions totals)
    {
        totals.Add(day, Stopped);
        totals.Add(day, ByKind.Of(data.Kind));
    }
}
