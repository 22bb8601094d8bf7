using System.Collections.Immutable;
using GridActors.Core.Records;
using GridActors.Core.Totals;
using GridActors.Core.Units;

namespace GridActors.Core.Notices;

/// <summary>An addressee has taken note.</summary>
public sealed record Acknowledgement(Moment At, string Addressee) : ITold;

/// <summary>A notice and who has taken note of it.</summary>
/// <param name="To">The addressees; one that nobody is named in goes to all, and is open until anybody answers.</param>
/// <param name="Acknowledged">Ascending.</param>
public sealed record Notice(
    string Key, Moment At, string Title, ImmutableArray<string> To, ImmutableArray<Acknowledgement> Acknowledged)
    : IKeyed
{
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

    internal Contributions Project(Calendar calendar)
    {
        var totals = new Contributions();
        totals.Add(calendar.DayOf(At.At), IssuedNotices.OpenNotices, To.Length);
        foreach (var first in Acknowledged.DistinctBy(answer => answer.Addressee))
        {
            totals.Add(calendar.DayOf(first.At.At), IssuedNotices.OpenNotices, -1);
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

    public bool HasOpenItems => Notices.Any(notice => notice.Open.Any());

    /// <summary>The notice if it was issued before that moment.</summary>
    public Notice? Find(string key, Moment at) =>
        Notices.Find(key) is { } notice && notice.At < at ? notice : null;

    internal IssuedNotices With(Notice notice, Contributions totals, Calendar calendar)
    {
        var before = Notices.Find(notice.Key)?.Project(calendar) ?? new Contributions();
        totals.AddDifference(before, notice.Project(calendar));
        return this with { Notices = Notices.Put(notice) };
    }
}
