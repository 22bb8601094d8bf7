using System.Collections.Immutable;
using GridActors.Core.Records;
using GridActors.Core.Totals;
using GridActors.Core.Units;

namespace GridActors.Core.Duty;

/// <summary>A worker came on duty or went off it.</summary>
public readonly record struct Sign(Moment At, string Worker, bool In);

/// <summary>Who is to be on duty in [From, To).</summary>
public sealed record PlannedShift(
    Moment At, string Shift, DateTimeOffset From, DateTimeOffset To, ImmutableArray<string> Workers);

/// <summary>The shifts 排班 planned at a unit, and who was on duty in fact.</summary>
public sealed record Shifts : IAspect
{
    public static readonly Indicator OnNow = Indicator.Level("duty.onNow", "duty", "在岗人数", "On duty now", "person");

    public static readonly Indicator Minutes =
        Indicator.Flow("duty.minutes", "duty", "值守时长(分钟)", "Minutes on duty", "minute");

    public ImmutableArray<PlannedShift> Planned { get; init; } = [];

    /// <summary>Ascending by time.</summary>
    public ImmutableArray<Sign> Signs { get; init; } = [];

    /// <summary>The unit was closed, and everybody went off duty with it.</summary>
    public Moment? ClosedAt { get; init; }

    /// <summary>On duty just before <paramref name="at"/>.</summary>
    public bool IsOnDuty(string worker, Moment at)
    {
        for (var i = PlaceOf(at) - 1; i >= 0; i--)
        {
            if (Signs[i].Worker == worker)
            {
                return Signs[i].In;
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

    public IAspect OnUnitClosed(Moment at, Contributions totals, Calendar calendar)
    {
        var closed = this with { ClosedAt = at };
        foreach (var worker in Signs.Select(sign => sign.Worker).Distinct())
        {
            totals.AddDifference(Project(worker, calendar), closed.Project(worker, calendar));
        }

        return closed;
    }

    internal Shifts With(Sign sign, Contributions totals, Calendar calendar)
    {
        var changed = this with { Signs = Signs.Insert(PlaceOf(sign.At), sign) };
        totals.AddDifference(Project(sign.Worker, calendar), changed.Project(sign.Worker, calendar));
        return changed;
    }

    internal Shifts With(PlannedShift plan) => this with { Planned = Planned.Add(plan) };

    private int PlaceOf(Moment at)
    {
        var place = Signs.Length;
        while (place > 0 && Signs[place - 1].At > at)
        {
            place--;
        }

        return place;
    }

    /// <summary>
    /// A worker's time on duty. A sign that changes nothing (in when in, out when out) changes nothing here, and does
    /// once the one that is missing between them has come in.
    /// </summary>
    private Contributions Project(string worker, Calendar calendar)
    {
        var totals = new Contributions();
        DateTimeOffset? since = null;
        foreach (var sign in Signs)
        {
            if (sign.At > ClosedAt)
            {
                break;
            }

            if (sign.Worker == worker)
            {
                since = Change(since, sign.At.At, sign.In, totals, calendar);
            }
        }

        if (ClosedAt is { } closed)
        {
            Change(since, closed.At, isIn: false, totals, calendar);
        }

        return totals;
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
