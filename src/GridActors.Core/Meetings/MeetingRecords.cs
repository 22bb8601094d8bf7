using GridActors.Core.Records;
using GridActors.Core.Totals;
using GridActors.Core.Units;

namespace GridActors.Core.Meetings;

/// <param name="Kind">In the area's own words.</param>
public sealed record Meeting(string Kind, int Attended);

/// <param name="With">Who signed; one agreement.</param>
/// <param name="Count">How many were signed, where nobody is named.</param>
public sealed record Agreement(string Kind, string? With, int Count);

public sealed record Donation(decimal Yuan);

public sealed record Supervision(string Target, string? Finding);

public sealed record Commendation(string Target);

/// <param name="Count">Of how many of them account was asked.</param>
public sealed record AccountabilityTalk(string Target, int Count);

/// <summary><c>meeting</c> 会议.</summary>
internal sealed class MeetingType() : CountingType<Meeting>("meeting", UnitKinds.Areas)
{
    public static readonly Indicator Meetings =
        Indicator.Flow("meetings", "organisation", "会议", "Meetings", "meeting");

    protected override Meeting ReadData(Fields data) => new(data.Text("kind", 60), data.Count("attended"));

    protected override void Count(Meeting data, DateOnly day, Contributions totals) => totals.Add(day, Meetings);
}

/// <summary><c>agreement.sign</c>: with somebody who is named, or so many at once.</summary>
internal sealed class AgreementType() : CountingType<Agreement>("agreement.sign", UnitKinds.Areas)
{
    private static readonly Vocabulary Sorts = Vocabulary.Of(
        ("responsibility", "责任状", "responsibility"), ("pledge", "承诺书", "pledge"));

    public static readonly IndicatorFamily ByKind = IndicatorFamily.Flow(
        "agreements.", "organisation", "签订{0}", "Agreements: {0}", "agreement", Sorts);

    protected override Agreement ReadData(Fields data)
    {
        var kind = data.Choice("kind", Sorts);
        var (with, count) = (data.OptionalText("with", 100), data.Whole("count", 1, 1_000_000_000));
        if (with is null && count is null)
        {
            data.Refuse(RefusalCodes.MissingField, "with", "say with whom, or how many as count");
        }

        if (with is not null && count is not null)
        {
            data.Refuse(RefusalCodes.BadValue, "count", "with names one agreement; count is for many without names");
        }

        return new Agreement(kind, with, (int)(count ?? 1));
    }

    protected override void Count(Agreement data, DateOnly day, Contributions totals) =>
        totals.Add(day, ByKind.Of(data.Kind), data.Count);
}

/// <summary><c>donation</c> 捐款.</summary>
internal sealed class DonationType() : CountingType<Donation>("donation", UnitKinds.Areas)
{
    private const decimal YuanMin = 0.001m;
    private const decimal YuanMax = 1_000_000_000;

    public static readonly Indicator Yuan =
        Indicator.Flow("donations.yuan", "organisation", "捐款", "Donations", "yuan");

    protected override Donation ReadData(Fields data)
    {
        var yuan = data.Number("yuan", YuanMin, YuanMax);
        if (yuan is null)
        {
            data.Refuse(RefusalCodes.MissingField, "yuan", "yuan is missing");
        }

        return new Donation(yuan ?? YuanMin);
    }

    protected override void Count(Donation data, DateOnly day, Contributions totals)
    {
        Amount.TryFrom(data.Yuan, out var amount); // read with at most three places
        totals.Add(day, Yuan, amount);
    }
}

/// <summary><c>supervision</c> 督查.</summary>
internal sealed class SupervisionType() : CountingType<Supervision>("supervision", UnitKinds.Areas)
{
    public static readonly Indicator Supervisions =
        Indicator.Flow("supervisions", "organisation", "督查", "Supervisions", "record");

    protected override Supervision ReadData(Fields data) =>
        new(data.Text("target", 100), data.OptionalText("finding", 2000));

    protected override void Count(Supervision data, DateOnly day, Contributions totals) =>
        totals.Add(day, Supervisions);
}

/// <summary><c>commendation</c> 表扬.</summary>
internal sealed class CommendationType() : CountingType<Commendation>("commendation", UnitKinds.Areas)
{
    public static readonly Indicator Commendations =
        Indicator.Flow("commendations", "organisation", "表扬", "Commendations", "record");

    protected override Commendation ReadData(Fields data) => new(data.Text("target", 100));

    protected override void Count(Commendation data, DateOnly day, Contributions totals) =>
        totals.Add(day, Commendations);
}

/// <summary><c>accountability.talk</c> 约谈.</summary>
internal sealed class TalkType() : CountingType<AccountabilityTalk>("accountability.talk", UnitKinds.Areas)
{
    private static readonly Vocabulary Targets = Vocabulary.Of(
        ("partyOrganisation", "党组织", "party organisations"),
        ("villageLeader", "村干部", "village leaders"),
        ("townshipCadre", "乡镇干部", "township cadres"));

    public static readonly IndicatorFamily ByTarget =
        IndicatorFamily.Flow("talks.", "organisation", "约谈{0}", "Talks with {0}", "talk", Targets);

    protected override AccountabilityTalk ReadData(Fields data) =>
        new(data.Choice("target", Targets), data.Count("count"));

    protected override void Count(AccountabilityTalk data, DateOnly day, Contributions totals) =>
        totals.Add(day, ByTarget.Of(data.Target), data.Count);
}
