using GridActors.Core.Records;
using GridActors.Core.Totals;
using GridActors.Core.Units;

namespace GridActors.Core.Notices;

/// <summary>Notices 通知 to those who are to take note.</summary>
public static class NoticeFeature
{
    public static readonly Feature Feature = new()
    {
        Topics = [new("notices", "通知", "Notices")],
        Records = [new NoticeIssueType(), new NoticeAcknowledgeType()],
        Indicators = [IssuedNotices.OpenNotices],
        Aspects = [AspectType.Of<IssuedNotices>("notices")],
    };
}

/// <param name="Notice">Its key.</param>
/// <param name="To">Units or persons; null or none for everybody.</param>
public sealed record NoticeIssue(string Notice, string Title, string Text, IReadOnlyList<string>? To);

/// <param name="Addressee">On whose behalf; null for who enters it.</param>
public sealed record NoticeAcknowledge(string Notice, string? Addressee);

/// <summary><c>notice.issue</c>: open for each addressee until they answer.</summary>
internal sealed class NoticeIssueType() : RecordType<NoticeIssue, IssuedNotices>("notice.issue", UnitKinds.Areas)
{
    public const string AlreadyIssued = "already-issued";

    private const int AddresseesMax = 1000;

    protected override NoticeIssue ReadData(Fields data) => new(
        data.Text("notice", Keyed.KeyLengthMax), data.Text("title", 200), data.Text("text", 10_000),
        data.OptionalTexts("to", AddresseesMax));

    protected override Decision Decide(IssuedNotices aspect, Record record, NoticeIssue data, Facts facts) =>
        aspect.Notices.Find(data.Notice) is null
            ? Decision.Accept
            : Decision.Refuse(
                AlreadyIssued, "data.notice", $"notice {data.Notice} is issued; another one needs another key");

    protected override IssuedNotices Evolve(
        IssuedNotices aspect, Record record, NoticeIssue data, Contributions totals, Calendar calendar)
    {
        var to = data.To is { Count: > 0 } named ? named : [IssuedNotices.Everybody];
        var notice = new Notice(data.Notice, Moment.Of(record), data.Title, [.. to], Acknowledged: []);
        return aspect.With(notice, totals, calendar);
    }
}

/// <summary>
/// <c>notice.acknowledge</c>: posted to the unit that issued it. Acknowledging again adds nothing.
/// </summary>
internal sealed class NoticeAcknowledgeType()
    : RecordType<NoticeAcknowledge, IssuedNotices>("notice.acknowledge", UnitKinds.Areas)
{
    public const string NotAddressed = "not-addressed";

    protected override NoticeAcknowledge ReadData(Fields data) =>
        new(data.Text("notice", Keyed.KeyLengthMax), data.OptionalText("addressee", 100));

    protected override Decision Decide(IssuedNotices aspect, Record record, NoticeAcknowledge data, Facts facts)
    {
        if (aspect.Find(data.Notice, Moment.Of(record)) is not { } notice)
        {
            return Decision.Refuse(
                RefusalCodes.NoSuchItem, "data.notice",
                $"{record.Unit} had issued no notice {data.Notice} at {record.At:O}");
        }

        return notice.AddresseeOf(data.Addressee, record.By) is null
            ? Decision.Refuse(
                NotAddressed, data.Addressee is null ? "by" : "data.addressee",
                $"notice {data.Notice} has several addressees and this is none of them; say for whom as data.addressee")
            : Decision.Accept;
    }

    protected override IssuedNotices Evolve(
        IssuedNotices aspect, Record record, NoticeAcknowledge data, Contributions totals, Calendar calendar)
    {
        if (aspect.Notices.Find(data.Notice) is not { } notice
            || notice.AddresseeOf(data.Addressee, record.By) is not { } addressee)
        {
            return aspect; // only a fold that leaves the notice out has an answer without it
        }

        var answer = new Acknowledgement(Moment.Of(record), addressee);
        return aspect.With(
            notice with { Acknowledged = notice.Acknowledged.InsertByTime(answer) }, totals, calendar);
    }
}
