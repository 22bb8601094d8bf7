using GridActors.Core.Records;
using GridActors.Core.Totals;
using GridActors.Core.Units;

namespace GridActors.Core.Contacts;

/// <summary>Members who each look after some households 联户.</summary>
public static class ContactFeature
{
    public static readonly Feature Feature = new()
    {
        Topics = [new("contacts", "联户包保", "Contact members")],
        Records = [new ContactAssignType(), new ContactReleaseType()],
        Indicators = [ContactHouseholds.Contacted],
        Aspects = [AspectType.Of<ContactHouseholds>("contacts")],
    };
}

/// <param name="Member">Who is the contact.</param>
/// <param name="Households">Ids of the households.</param>
/// <param name="Kind">What for; prevention where nothing is said.</param>
public sealed record ContactGroup(string Member, IReadOnlyList<string> Households, string Kind)
{
    private const int HouseholdsMax = 200;

    public static ContactGroup Read(Fields data)
    {
        var member = data.Text("member", 100);
        var households = data.OptionalTexts("households", HouseholdsMax) ?? [];
        if (households.Count == 0)
        {
            data.Refuse(RefusalCodes.MissingField, "households", "households lists at least one");
        }

        if (households.FirstOrDefault(household => !UnitId.TryParse(household, out _)) is { } wrong)
        {
            data.Refuse(RefusalCodes.BadUnitId, "households", $"{wrong} is no unit id");
        }

        var kind = data.OptionalChoice("kind", ContactHouseholds.Kinds) ?? ContactHouseholds.Prevention;
        return new ContactGroup(member, households, kind);
    }
}

/// <summary><c>contact.assign</c>: more than ten, or fewer than five, is accepted with a warning.</summary>
internal sealed class ContactAssignType()
    : RecordType<ContactGroup, ContactHouseholds>("contact.assign", UnitKinds.Areas)
{
    public const string HouseholdsPerMember = "households-per-member";

    private const int HouseholdsMin = 5;
    private const int HouseholdsMax = 10;

    internal static Decision AcceptFor(string member, int households) =>
        households is > 0 and < HouseholdsMin or > HouseholdsMax
            ? Decision.AcceptWarning(
                HouseholdsPerMember, "data.households",
                $"{member} is contact for {households} households; {HouseholdsMin} to {HouseholdsMax} is what works")
            : Decision.Accept;

    protected override ContactGroup ReadData(Fields data) => ContactGroup.Read(data);

    protected override Decision Decide(ContactHouseholds aspect, Record record, ContactGroup data, Facts facts) =>
        AcceptFor(
            data.Member,
            aspect.Of(data.Member, kind: null, Moment.Of(record)).Union(data.Households).Count());

    protected override ContactHouseholds Evolve(
        ContactHouseholds aspect, Record record, ContactGroup data, Contributions totals, Calendar calendar) =>
        aspect.With(
            data.Households,
            new ContactFact(Moment.Of(record), data.Member, data.Kind, IsReleased: false),
            totals,
            calendar);
}

/// <summary><c>contact.release</c>: of these households the member is the contact no more.</summary>
internal sealed class ContactReleaseType()
    : RecordType<ContactGroup, ContactHouseholds>("contact.release", UnitKinds.Areas)
{
    public const string NotAssigned = "not-assigned";

    protected override ContactGroup ReadData(Fields data) => ContactGroup.Read(data);

    protected override Decision Decide(ContactHouseholds aspect, Record record, ContactGroup data, Facts facts)
    {
        var at = Moment.Of(record);
        var ofKind = aspect.Of(data.Member, data.Kind, at).ToHashSet();
        if (data.Households.FirstOrDefault(household => !ofKind.Contains(household)) is { } other)
        {
            return Decision.Refuse(
                NotAssigned, "data.households", $"{data.Member} was not the contact ({data.Kind}) of {other} then");
        }

        // Who is the contact of a household in two ways keeps it when one of them ends.
        var otherKind = data.Kind == ContactHouseholds.Prevention
            ? ContactHouseholds.Sanitation
            : ContactHouseholds.Prevention;
        ofKind.ExceptWith(data.Households);
        return ContactAssignType.AcceptFor(data.Member, aspect.Of(data.Member, otherKind, at).Union(ofKind).Count());
    }

    protected override ContactHouseholds Evolve(
        ContactHouseholds aspect, Record record, ContactGroup data, Contributions totals, Calendar calendar) =>
        aspect.With(
            data.Households,
            new ContactFact(Moment.Of(record), data.Member, data.Kind, IsReleased: true),
            totals,
            calendar);
}
