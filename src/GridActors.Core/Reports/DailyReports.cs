using System.Collections.Immutable;
using System.Text.Json.Serialization;
using GridActors.Core.Alerts;
using GridActors.Core.Records;
using GridActors.Core.Tasks;
using GridActors.Core.Totals;
using GridActors.Core.Units;

namespace GridActors.Core.Reports;

/// <summary>
/// What a report said of its day, kept beside it in the journal: what came in later shows as the difference.
/// </summary>
/// <param name="Version">The subtree's; entries that it did not contain are what came later.</param>
/// <param name="Counts">Net contributions of the day.</param>
/// <param name="Levels">How things stood at the end of the day, as far as it was known.</param>
public sealed record ReportedDay(
    long Version,
    [property: JsonConverter(typeof(BucketConverter))] Bucket Counts,
    [property: JsonConverter(typeof(BucketConverter))] Bucket Levels)
{
    private static readonly Indicator LateOpen = AlertKinds.OpenByKind.Of(AlertKinds.ReportLate);

    /// <summary>
    /// What the day's sums are more, or less, now. That reports are in, or late, is none of what a report says: else
    /// each would differ from the day by itself.
    /// </summary>
    public Bucket ChangedTo(DateOnly day, Bucket now)
    {
        var late = now[LateOpen].Thousandths - Counts[LateOpen].Thousandths;
        var reports = now[ReportSubmitType.Count].Thousandths - Counts[ReportSubmitType.Count].Thousandths;
        var difference = new Contributions();
        difference.AddDifference(
            DailyTotals.Of(Counts, [new DayBucket(day, Counts)]), DailyTotals.Of(now, [new DayBucket(day, now)]));
        difference.Add(day, ReportSubmitType.Count, new Amount(-reports));
        difference.Add(day, AlertKinds.Open, new Amount(-late));
        difference.Add(day, LateOpen, new Amount(-late));
        return DailyTotals.Zero.Plus(difference).Running;
    }
}

/// <summary>One day that was reported.</summary>
/// <param name="Version">The entry whose outcome holds the figures.</param>
public sealed record DailyReport(Moment At, DateOnly Date, long Version) : ITimed;

/// <summary>
/// The days that a village has reported, and which it had to: every day from its registration to its closing, by 18:00.
/// </summary>
public sealed record DailyReports : IAspect
{
    /// <summary>A missing report stays a task for so long; then it is history.</summary>
    private const int AskedForDays = 7;

    private static readonly TimeOnly DueAt = new(18, 0);

    /// <summary>When the village was registered.</summary>
    public DateTimeOffset? Since { get; init; }

    /// <summary>Ascending by when they were submitted.</summary>
    public ImmutableArray<DailyReport> Submitted { get; init; } = [];

    /// <summary>Days due until then and not reported are late; null before any was.</summary>
    public DateTimeOffset? ToldThrough { get; init; }

    public DateTimeOffset? ClosedAt { get; init; }

    /// <summary>Whether a report speaks of a record, so that it corrects one when it is late.</summary>
    public static bool Covers(Record record) => !record.Type.IsSystem && record.Data is not ReportSubmit;

    public DailyReport? Of(DateOnly date)
    {
        for (var i = Submitted.Length - 1; i >= 0; i--)
        {
            if (Submitted[i].Date == date)
            {
                return Submitted[i];
            }
        }

        return null;
    }

    /// <summary>Whether a report of that day is asked for: the village stands at the hour it is due.</summary>
    public bool Owes(DateOnly date, Calendar calendar) => Since is not null && IsDue(date, calendar);

    public DateTimeOffset? NextDue(Calendar calendar)
    {
        if (Since is not { } since)
        {
            return null;
        }

        var day = calendar.DayOf(ToldThrough ?? since);
        while (!IsDue(day, calendar) || DueOf(day, calendar) <= ToldThrough || IsInTime(day, calendar))
        {
            day = day.AddDays(1);
            if (DueOf(day, calendar) >= ClosedAt)
            {
                return null;
            }
        }

        return DueOf(day, calendar);
    }

    public DateTimeOffset? NextTask(Calendar calendar)
    {
        if (Since is not { } since || ClosedAt is not null)
        {
            return null;
        }

        var day = FirstAskedFor(ToldThrough ?? since, calendar);
        while (Of(day) is not null || !(DueOf(day, calendar) > since))
        {
            day = day.AddDays(1);
        }

        return StartOf(day, calendar);
    }

    /// <summary>Today's, from midnight on, and those of the last days that are not in.</summary>
    public IEnumerable<UnitTask> Tasks(DateTimeOffset at, Calendar calendar)
    {
        var today = calendar.DayOf(at);
        for (var day = FirstAskedFor(at, calendar); day <= today; day = day.AddDays(1))
        {
            if (ClosedAt is null && Owes(day, calendar) && Of(day) is null)
            {
                yield return new UnitTask(
                    TaskKinds.Report, Subject: "", $"{day:yyyy-MM-dd}", StartOf(day, calendar), DueOf(day, calendar));
            }
        }
    }

    public IAspect Told(DateTimeOffset through, Contributions totals, Calendar calendar)
    {
        if (through <= ToldThrough || Since is not { } since)
        {
            return this;
        }

        var told = this with { ToldThrough = through };
        totals.AddDifference(
            Project(calendar.DayOf(ToldThrough ?? since), calendar),
            told.Project(calendar.DayOf(ToldThrough ?? since), calendar));
        return told;
    }

    public IAspect OnUnitClosed(Moment at, Contributions totals, Calendar calendar)
    {
        var closed = this with { ClosedAt = at.At };
        var day = calendar.DayOf(at.At);
        totals.AddDifference(Project(day, calendar), closed.Project(day, calendar));
        return closed;
    }

    internal DailyReports With(DailyReport report, Contributions totals, Calendar calendar)
    {
        var after = this with { Submitted = Submitted.InsertByTime(report) };
        totals.AddDifference(ProjectDay(report.Date, calendar), after.ProjectDay(report.Date, calendar));
        return after;
    }

    private static DateTimeOffset StartOf(DateOnly day, Calendar calendar) =>
        calendar.InstantOf(day.ToDateTime(TimeOnly.MinValue));

    /// <summary>The first day whose report is still asked for; not before the village was registered.</summary>
    private DateOnly FirstAskedFor(DateTimeOffset at, Calendar calendar)
    {
        var (first, registered) = (calendar.DayOf(at).AddDays(-AskedForDays), calendar.DayOf(Since ?? at));
        return first > registered ? first : registered;
    }

    private static DateTimeOffset DueOf(DateOnly day, Calendar calendar) => calendar.InstantOf(day.ToDateTime(DueAt));

    /// <summary>Whether the village stood, and stands, at the hour at which that day's report is due.</summary>
    private bool IsDue(DateOnly day, Calendar calendar)
    {
        var due = DueOf(day, calendar);
        return due > Since && !(due >= ClosedAt);
    }

    private bool IsInTime(DateOnly day, Calendar calendar) => Of(day)?.At.At <= DueOf(day, calendar);

    /// <summary>The late days from one on; those before it are not asked for.</summary>
    private Contributions Project(DateOnly first, Calendar calendar)
    {
        var totals = new Contributions();
        for (var day = first; DueOf(day, calendar) <= ToldThrough; day = day.AddDays(1))
        {
            totals.AddDifference(new Contributions(), ProjectDay(day, calendar));
        }

        return totals;
    }

    private Contributions ProjectDay(DateOnly day, Calendar calendar)
    {
        var totals = new Contributions();
        if (DueOf(day, calendar) <= ToldThrough && IsDue(day, calendar) && !IsInTime(day, calendar))
        {
            totals.Raise(Alert.About(
                [day], AlertKinds.ReportLate, subject: "", $"{day:yyyy-MM-dd}", DueOf(day, calendar)));
        }

        return totals;
    }
}
