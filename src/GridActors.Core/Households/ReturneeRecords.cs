using GridActors.Core.Records;
using GridActors.Core.Totals;
using GridActors.Core.Traces;
using GridActors.Core.Units;

namespace GridActors.Core.Households;

/// <param name="Arrived">The date of arrival, which tells one return of a person from another.</param>
public sealed record ReturneeRegister(
    PersonName Person, Origin From, DateOnly Arrived, string? Occupation, string? Transport, string? Trip,
    IReadOnlyList<Member>? Companions) : ITraced
{
    /// <summary>Companions too, as far as they were told by a document or by name and telephone.</summary>
    public IEnumerable<PersonName> Persons => Companions is null
        ? [Person]
        : [Person, .. Companions.Select(member => member.Named).Where(name => name.HasId || name.HasNameAndPhone)];

    public void NameIn(ICollection<TraceName> names)
    {
        foreach (var person in Persons)
        {
            TraceName.AddTo(names, person);
        }

        TraceName.AddTripTo(names, Trip);
    }
}

public sealed record ReturneeLeave(PersonName Person) : ITraced
{
    public IEnumerable<PersonName> Persons => [Person];

    public void NameIn(ICollection<TraceName> names) => TraceName.AddTo(names, Person);
}

/// <summary><c>returnee.register</c> 返乡登记.</summary>
internal sealed class ReturneeRegisterType()
    : RecordType<ReturneeRegister, Household>("returnee.register", UnitKinds.WithPersons)
{
    public const string AlreadyRegistered = "already-registered";

    private static readonly Vocabulary Occupations = Vocabulary.Of(
        ("student", "学生", "student"), ("worker", "务工", "worker"), ("other", "其他", "other"));

    public static readonly Indicator Count = Indicator.Flow("returnees", "returnees", "返乡登记人次", "Returnees", "person");

    public static readonly Indicator Present =
        Indicator.Level("returnees.present", "returnees", "在乡返乡人员", "Returnees present", "person");

    public static readonly IndicatorFamily ByClass = IndicatorFamily.Flow(
        "returnees.", "returnees", "{0}返乡", "Returnees: {0}", "person", Origin.Classes);

    public static readonly IndicatorFamily ByCode = IndicatorFamily.Flow(
        "returnees.from.", "returnees", "返乡来源地{0}", "Returnees from {0}", "person", Divisions.NameOf,
        Divisions.Provinces);

    protected override ReturneeRegister ReadData(Fields data) => new(
        data.Person("person"),
        data.Required("from", Origin.ReadWithClass)!,
        data.Date("arrived"),
        data.OptionalChoice("occupation", Occupations),
        data.OptionalText("transport", 60),
        data.OptionalText("trip", 60),
        data.OptionalList("companions", 50, Member.Read, Member.OfName));

    protected override Decision Decide(Household aspect, Record record, ReturneeRegister data, Facts facts) =>
        aspect.Find(data.Person, Moment.Of(record)).Facts.Any(fact => fact.Arrival == data.Arrived)
            ? Decision.Refuse(
                AlreadyRegistered, "data.person", $"this person's arrival on {data.Arrived:yyyy-MM-dd} is registered")
            : Decision.Accept;

    protected override Household Evolve(
        Household aspect, Record record, ReturneeRegister data, Contributions totals, Calendar calendar)
    {
        totals.Add(record.Day, Count);
        totals.Add(record.Day, ByClass.Of(data.From.Class!));
        if (data.From.Code is not null)
        {
            totals.Add(record.Day, ByCode.Of(data.From.Code));
        }

        var fact = new PersonFact(Moment.Of(record), PersonFactKind.Arrived)
        {
            Class = data.From.Class,
            Arrival = data.Arrived,
        };
        return aspect.With(data.Person, Moment.Of(record), person => person.With(fact), totals, calendar);
    }
}

/// <summary><c>returnee.leave</c>: has left the place again.</summary>
internal sealed class ReturneeLeaveType()
    : RecordType<ReturneeLeave, Household>("returnee.leave", UnitKinds.WithPersons)
{
    public const string NotPresent = "not-present";

    protected override ReturneeLeave ReadData(Fields data) => new(data.Person("person"));

    protected override Decision Decide(Household aspect, Record record, ReturneeLeave data, Facts facts) =>
        aspect.Find(data.Person, Moment.Of(record)).StatusBefore(Moment.Of(record)).IsPresent
            ? Decision.Accept
            : Decision.Refuse(NotPresent, "data.person", "no returnee of that name was present then");

    protected override Household Evolve(
        Household aspect, Record record, ReturneeLeave data, Contributions totals, Calendar calendar) =>
        aspect.With(
            data.Person,
            Moment.Of(record),
            person => person.With(new PersonFact(Moment.Of(record), PersonFactKind.Left)),
            totals,
            calendar);
}
