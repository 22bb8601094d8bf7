using System.Collections.Immutable;
using GridActors.Core.Alerts;
using GridActors.Core.Records;
using GridActors.Core.Totals;
using GridActors.Core.Units;

namespace GridActors.Core.Notices;

/// <summary>An addressee has taken note.</summary>
public sealed record Acknowledgement(Moment At, string Addressee) : ITimed;

/// <summary>A notice and who has taken note of it.</summary>
/// <param name="To">The addressees; one that nobody is named in goes to all, and is open until anybody answers.</param>
/// <param name="Acknowledged">Ascending.</param>
public sealed record Notice(
    string Key, Moment At, string Title, ImmutableArray<string> To, ImmutableArray<Acknowledgement> Acknowledged)
    : IKeyed
{
    private static readonly TimeSpan AnswerWithin = TimeSpan.FromHours(24);

    /// <summary>The addressees who have not answered.</summary>
    public IEnumerable<string> Open => To.Except(Acknowledged.Select(answer => answer.Addressee));

    /// <summary>
    /// Whom an answer counts for: who gave it, where they are addressed; else the only addressee there is. Null where
    /// several are and it is none of them.
    /// </summary>
    internal string? AddresseeOf(string? named, string? by)
    {
        if (named is not null)
        {
            return To.Contains(named) ? named : null;
        }

        return by is not null && To.Contains(by) ? by : To.Length == 1 ? To[0] : null;
    }

    /// <summary>From then on whoever has not answered is late.</summary>
    internal DateTimeOffset Due => At.At + AnswerWithin;

    /// <summary>Who did not answer in time, or has not yet.</summary>
    internal IEnumerable<string> Late =>
        To.Except(Acknowledged.Where(answer => answer.At.At <= Due).Select(answer => answer.Addressee));

    internal Contributions Project(DateTimeOffset? told, Calendar calendar)
    {
        var totals = new Contributions();
        totals.Add(calendar.DayOf(At.At), IssuedNotices.OpenNotices, To.Length);
        foreach (var first in Acknowledged.DistinctBy(answer => answer.Addressee))
        {
            totals.Add(calendar.DayOf(first.At.At), IssuedNotices.OpenNotices, -1);
        }

        if (Due <= told)
        {
            foreach (var late in Late)
            {
                totals.Raise(Alert.About([Key, late], AlertKinds.NoticeOverdue, late, Title, Due));
            }
        }

        return totals;
    }
}

/// <summary>The notices that an area has issued 通知.</summary>
public sealed record IssuedNotices : IAspect
{
    /// <summary>The addressee of a notice that names none.</summary>
    public const string Everybody = "*";

    public static readonly Indicator OpenNotices = Indicator.Level(
        "notices.open", "notices", "未签收通知", "Notices not acknowledged", "addressee");

    /// <summary>Ascending by key.</summary>
    public ImmutableArray<Notice> Notices { get; init; } = [];

    /// <summary>Who had to answer until then and did not is late; null before anybody was.</summary>
    public DateTimeOffset? ToldThrough { get; init; }

    public long OpenItems => Notices.Sum(notice => notice.Open.Count());

    /// <summary>The notice if it was issued before that moment.</summary>
    public Notice? Find(string key, Moment at) =>
        Notices.Find(key) is { } notice && notice.At < at ? notice : null;

    public DateTimeOffset? NextDue(Calendar calendar) => Notices
        .Where(notice => !(notice.Due <= ToldThrough) && notice.Late.Any())
        .Min(notice => (DateTimeOffset?)notice.Due);

    public IAspect Told(DateTimeOffset through, Contributions totals, Calendar calendar)
    {
        if (through <= ToldThrough)
        {
            return this;
        }

        foreach (var notice in Notices.Where(notice => notice.Due <= through && !(notice.Due <= ToldThrough)))
        {
            totals.AddDifference(notice.Project(ToldThrough, calendar), notice.Project(through, calendar));
        }

        return this with { ToldThrough = through };
    }

    internal IssuedNotices With(Notice notice, Contributions totals, Calendar calendar)
    {
        var before = Notices.Find(notice.Key)?.Project(ToldThrough, calendar) ?? new Contributions();
        totals.AddDifference(before, notice.Project(ToldThrough, calendar));
        return this with { Notices = Notices.Put(notice) };
    }
}
