using System.Collections.Immutable;
using GridActors.Core.Alerts;
using GridActors.Core.Records;
using GridActors.Core.Tasks;
using GridActors.Core.Totals;
using GridActors.Core.Units;

namespace GridActors.Core.Inspections;

/// <summary>A hazard was found, or put right.</summary>
/// <param name="Due">Until when it is to be put right; null when it was.</param>
public sealed record HazardFact(Moment At, DueTime? Due, string? What) : ITimed
{
    public bool IsFixed => Due is null;
}

/// <summary>
/// One hazard: open from being found until it is put right; it may be found again. Found again while open, it is the
/// same one, and what was said last of its due time stands.
/// </summary>
/// <param name="Facts">Ascending.</param>
public sealed record Hazard(string Key, ImmutableArray<HazardFact> Facts) : IKeyed
{
    public bool IsOpen => !Facts[^1].IsFixed;

    internal bool IsOpenBefore(Moment moment) => Facts.Before(moment) is [.., { IsFixed: false }];

    /// <summary>
    /// When it was, or will be, found overdue: once for each time it was open, with which time that is.
    /// </summary>
    internal IEnumerable<(int Time, DateTimeOffset At, string What)> Overdue(Calendar calendar)
    {
        var time = 0;
        for (var i = 0; i < Facts.Length; i++)
        {
            if (Facts[i].Due is not { } due)
            {
                continue;
            }

            time += i == 0 || Facts[i - 1].IsFixed ? 1 : 0;
            var (at, limit) = (Facts[i].At.At, due.In(calendar));
            limit = limit > at ? limit : at;
            if (i == Facts.Length - 1 || Facts[i + 1].At.At > limit)
            {
                yield return (time, limit, Facts[i].What ?? "");
            }
        }
    }

    internal Contributions Project(DateTimeOffset? told, Calendar calendar)
    {
        var totals = new Contributions();
        var isOpen = false;
        foreach (var fact in Facts)
        {
            if (fact.IsFixed != isOpen)
            {
                continue; // found again while open, or put right twice
            }

            var day = calendar.DayOf(fact.At.At);
            totals.Add(day, Hazards.Open, isOpen ? -1 : 1);
            totals.Add(day, Hazards.Fixed, isOpen ? 1 : 0);
            isOpen = !isOpen;
        }

        foreach (var (time, at, what) in Overdue(calendar).Where(overdue => overdue.At <= told))
        {
            totals.Raise(Alert.About(
                time == 1 ? [Key] : [Key, time], AlertKinds.HazardOverdue, Key, what, at));
        }

        return totals;
    }
}

/// <summary>What inspections of an area found 隐患.</summary>
public sealed record Hazards : IAspect
{
    public static readonly Indicator Open =
        Indicator.Level("hazards.open", "inspections", "未整改隐患", "Hazards open", "hazard");

    public static readonly Indicator Fixed =
        Indicator.Flow("hazards.fixed", "inspections", "已整改隐患", "Hazards put right", "hazard");

    /// <summary>Ascending by key.</summary>
    public ImmutableArray<Hazard> Found { get; init; } = [];

    /// <summary>What was to be put right until then and is not is overdue; null before anything was.</summary>
    public DateTimeOffset? ToldThrough { get; init; }

    public long OpenItems => Found.Count(hazard => hazard.IsOpen);

    public DateTimeOffset? NextDue(Calendar calendar) => Found
        .SelectMany(hazard => hazard.Overdue(calendar))
        .Where(overdue => !(overdue.At <= ToldThrough))
        .Min(overdue => (DateTimeOffset?)overdue.At);

    public DateTimeOffset? NextTask(Calendar calendar) =>
        Found.Where(hazard => hazard.IsOpen).Min(hazard => (DateTimeOffset?)hazard.Facts[^1].At.At);

    /// <summary>Each hazard that is open, until it is put right.</summary>
    public IEnumerable<UnitTask> Tasks(DateTimeOffset at, Calendar calendar) => Found
        .Where(hazard => hazard.IsOpen && hazard.Facts[^1].At.At <= at)
        .Select(hazard => hazard.Facts[^1] is var found && found.Due is { } due
            ? new UnitTask(TaskKinds.Hazard, hazard.Key, found.What ?? "", found.At.At, due.In(calendar))
            : throw new InvalidOperationException($"Hazard {hazard.Key} is open and has no due time."));

    public IAspect Told(DateTimeOffset through, Contributions totals, Calendar calendar)
    {
        if (through <= ToldThrough)
        {
            return this;
        }

        foreach (var hazard in Found)
        {
            totals.AddDifference(hazard.Project(ToldThrough, calendar), hazard.Project(through, calendar));
        }

        return this with { ToldThrough = through };
    }

    internal Hazards With(string key, HazardFact fact, Contributions totals, Calendar calendar)
    {
        var before = Found.Find(key) ?? new Hazard(key, []);
        var after = before with { Facts = before.Facts.InsertByTime(fact) };
        totals.AddDifference(before.Project(ToldThrough, calendar), after.Project(ToldThrough, calendar));
        return this with { Found = Found.Put(after) };
    }
}
