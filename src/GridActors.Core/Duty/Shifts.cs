using System.Collections.Immutable;
using GridActors.Core.Checkpoints;
using GridActors.Core.Records;
using GridActors.Core.Tasks;
using GridActors.Core.Totals;
using GridActors.Core.Units;

namespace GridActors.Core.Duty;

/// <summary>A worker came on duty or went off it.</summary>
public readonly record struct Sign(Moment At, string Worker, bool In) : ITimed;

/// <summary>Who is to be on duty in [From, To).</summary>
public sealed record PlannedShift(
    Moment At, string Shift, DateTimeOffset From, DateTimeOffset To, ImmutableArray<string> Workers)
{
    internal bool IsNamedAs(PlannedShift other) => Shift == other.Shift && From == other.From;
}

/// <summary>
/// The shifts 排班 planned at a unit, who was on duty in fact, and when the gate was open without anybody.
/// </summary>
public sealed record Shifts : IAspect
{
    public static readonly Indicator OnNow = Indicator.Level("duty.onNow", "duty", "在岗人数", "On duty now", "person");

    public static readonly Indicator Minutes =
        Indicator.Flow("duty.minutes", "duty", "值守分钟数", "Minutes on duty", "minute");

    public ImmutableArray<PlannedShift> Planned { get; init; } = [];

    /// <summary>Ascending by time.</summary>
    public ImmutableArray<Sign> Signs { get; init; } = [];

    /// <summary>Of a checkpoint: the gate's own time line.</summary>
    public ImmutableArray<GateChange> Gate { get; init; } = [];

    /// <summary>Nobody came where somebody was due until then: that is a lapse. Null before there was one.</summary>
    public DateTimeOffset? ToldThrough { get; init; }

    /// <summary>The unit was closed, and everybody went off duty with it.</summary>
    public Moment? ClosedAt { get; init; }

    /// <summary>The earliest lapse still ahead; kept, because every append of the unit asks for it.</summary>
    public DateTimeOffset? LapseAhead { get; init; }

    /// <summary>When the first shift begins that nobody has taken and that is not over; kept likewise.</summary>
    public DateTimeOffset? ShiftAhead { get; init; }

    public DateTimeOffset? NextDue(Calendar calendar) => LapseAhead;

    public DateTimeOffset? NextTask(Calendar calendar) => ShiftAhead;

    /// <summary>A shift that none of its workers has taken, while it lasts.</summary>
    public IEnumerable<UnitTask> Tasks(DateTimeOffset at, Calendar calendar) => Lapses.Untaken(this, at)
        .Where(plan => plan.From <= at)
        .Select(plan => new UnitTask(
            TaskKinds.Shift, plan.Shift, string.Join(", ", plan.Workers), plan.From, plan.From + Lapses.Grace));

    /// <summary>On duty just before <paramref name="at"/>.</summary>
    public bool IsOnDuty(string worker, Moment at)
    {
        var before = Signs.Before(at);
        for (var i = before.Length - 1; i >= 0; i--)
        {
            if (before[i].Worker == worker)
            {
                return before[i].In;
            }
        }

        return false;
    }

    /// <summary>A shift planned already for which one of these workers is needed at the same time.</summary>
    public (PlannedShift Shift, string Worker)? Clash(PlannedShift plan)
    {
        foreach (var other in Planned)
        {
            if (other.From < plan.To && plan.From < other.To
                && plan.Workers.FirstOrDefault(worker => other.Workers.Contains(worker)) is { } worker)
            {
                return (other, worker);
            }
        }

        return null;
    }

    public IAspect Told(DateTimeOffset through, Contributions totals, Calendar calendar) =>
        through <= ToldThrough
            ? this
            : Changed(this with { ToldThrough = through }, workers: [], plans: _ => true, totals, calendar);

    public IAspect OnUnitClosed(Moment at, Contributions totals, Calendar calendar) =>
        Changed(
            this with { ClosedAt = at }, [.. Signs.Select(sign => sign.Worker).Distinct()], plans: _ => true, totals,
            calendar);

    internal Shifts With(Sign sign, Contributions totals, Calendar calendar) =>
        Changed(
            this with { Signs = Signs.InsertByTime(sign) }, [sign.Worker],
            plan => plan.Workers.Contains(sign.Worker), totals, calendar);

    internal Shifts With(PlannedShift plan, Contributions totals, Calendar calendar) =>
        Changed(this with { Planned = Planned.Add(plan) }, workers: [], plan.IsNamedAs, totals, calendar);

    internal Shifts With(ImmutableArray<GateChange> gate, Contributions totals, Calendar calendar) =>
        Changed(this with { Gate = gate }, workers: [], plans: _ => false, totals, calendar);

    /// <param name="workers">Whose time on duty the change touches.</param>
    /// <param name="plans">Which shifts it touches.</param>
    private Shifts Changed(
        Shifts after, string[] workers, Func<PlannedShift, bool> plans, Contributions totals, Calendar calendar)
    {
        totals.AddDifference(Project(workers, plans, calendar), after.Project(workers, plans, calendar));
        return after with
        {
            LapseAhead = Lapses.AheadOf(after),
            ShiftAhead = Lapses.Untaken(after, after.ToldThrough ?? DateTimeOffset.MinValue)
                .Min(plan => (DateTimeOffset?)plan.From),
        };
    }

    private Contributions Project(string[] workers, Func<PlannedShift, bool> plans, Calendar calendar)
    {
        var totals = new Contributions();
        foreach (var worker in workers)
        {
            ProjectDuty(worker, totals, calendar);
        }

        foreach (var lapse in Lapses.Of(this, plans).Where(lapse => lapse.Opened <= ToldThrough))
        {
            totals.Raise(lapse);
        }

        return totals;
    }

    /// <summary>
    /// A worker's time on duty. A sign that changes nothing (in when in, out when out) changes nothing here, and does
    /// once the one that is missing between them has come in.
    /// </summary>
    private void ProjectDuty(string worker, Contributions totals, Calendar calendar)
    {
        DateTimeOffset? since = null;
        foreach (var sign in Signs.Before(ClosedAt))
        {
            if (sign.Worker == worker)
            {
                since = Change(since, sign.At.At, sign.In, totals, calendar);
            }
        }

        if (ClosedAt is { } closed)
        {
            Change(since, closed.At, isIn: false, totals, calendar);
        }
    }

    private static DateTimeOffset? Change(
        DateTimeOffset? since, DateTimeOffset at, bool isIn, Contributions totals, Calendar calendar)
    {
        if (isIn)
        {
            if (since is null)
            {
                totals.Add(calendar.DayOf(at), OnNow);
            }

            return since ?? at;
        }

        if (since is { } start)
        {
            totals.Add(calendar.DayOf(at), OnNow, -1);
            AddMinutes(start, at, totals, calendar);
        }

        return null;
    }

    /// <summary>
    /// Times are cut to the minute, so that whoever goes off and comes on again within one loses nothing, and
    /// midnight divides without a rest.
    /// </summary>
    private static void AddMinutes(DateTimeOffset from, DateTimeOffset to, Contributions totals, Calendar calendar)
    {
        var (at, end) = (MinuteOf(from), MinuteOf(to));
        for (var day = calendar.DayOf(from); at < end; day = day.AddDays(1))
        {
            var midnight = MinuteOf(calendar.InstantOf(day.AddDays(1).ToDateTime(TimeOnly.MinValue)));
            var until = Math.Min(end, Math.Max(at, midnight));
            totals.Add(day, Minutes, until - at);
            at = until;
        }
    }

    private static long MinuteOf(DateTimeOffset instant) => instant.UtcTicks / TimeSpan.TicksPerMinute;
}
