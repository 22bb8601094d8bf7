using GridActors.Core.Records;
using GridActors.Core.Totals;
using GridActors.Core.Traces;
using GridActors.Core.Units;

namespace GridActors.Core.Households;

/// <summary>Who answers for a person isolated at home.</summary>
public sealed record IsolationTeam(
    string? TownshipCadre, string? VillageCadre, string? TownshipDoctor, string? VillageDoctor, string? PartyMember)
{
    public static IsolationTeam Read(Fields team) => new(
        team.OptionalText("townshipCadre", 100),
        team.OptionalText("villageCadre", 100),
        team.OptionalText("townshipDoctor", 100),
        team.OptionalText("villageDoctor", 100),
        team.OptionalText("partyMember", 100));
}

/// <param name="Days">Days ordered, the day of the start being day 1.</param>
/// <param name="Order">Number of the written order.</param>
public sealed record IsolationStart(
    PersonName Person, string Kind, int Days, int ChecksPerDay, string? Site, IsolationTeam? Team, string? Order)
    : ITraced
{
    public IEnumerable<PersonName> Persons => [Person];

    public void NameIn(ICollection<TraceName> names) => TraceName.AddTo(names, Person);
}

public sealed record IsolationTransfer(PersonName Person, string Kind, string? Site) : ITraced
{
    public IEnumerable<PersonName> Persons => [Person];

    public void NameIn(ICollection<TraceName> names) => TraceName.AddTo(names, Person);
}

public sealed record IsolationEnd(PersonName Person, string Reason) : ITraced
{
    public IEnumerable<PersonName> Persons => [Person];

    public void NameIn(ICollection<TraceName> names) => TraceName.AddTo(names, Person);
}

/// <summary><c>isolation.start</c> 隔离.</summary>
internal sealed class IsolationStartType()
    : RecordType<IsolationStart, Household>("isolation.start", UnitKinds.WithPersons)
{
    public const string AlreadyIsolated = "already-isolated";

    private const int DaysOtherwise = 14;
    private const int DaysMax = 366;
    private const int ChecksPerDayMax = 2; // there are two sessions a day

    public override FactsNeeded Tells => FactsNeeded.Stays;

    protected override IsolationStart ReadData(Fields data) => new(
        data.Person("person"),
        data.Choice("kind", IsolationIndicators.Kinds),
        data.Count("days", DaysOtherwise, DaysMax),
        data.Count("checksPerDay", ChecksPerDayMax, ChecksPerDayMax),
        data.OptionalChoice("site", IsolationIndicators.Sites),
        data.Optional("team", IsolationTeam.Read),
        data.OptionalText("order", 100));

    protected override Decision Decide(Household aspect, Record record, IsolationStart data, Facts facts) =>
        aspect.Find(data.Person, Moment.Of(record)).StatusBefore(Moment.Of(record)).Isolation is { } standing
            ? Decision.Refuse(
                AlreadyIsolated, "data.person",
                $"isolated ({standing.Kind}) since {standing.Start:O}; to another kind: isolation.transfer")
            : Decision.Accept;

    protected override Household Evolve(
        Household aspect, Record record, IsolationStart data, Contributions totals, Calendar calendar)
    {
        totals.Add(record.Day, IsolationIndicators.Started);
        var fact = new PersonFact(Moment.Of(record), PersonFactKind.IsolationStarted)
        {
            Isolation = data.Kind,
            Site = data.Site,
            Days = data.Days,
            ChecksPerDay = data.ChecksPerDay,
        };
        return aspect.With(data.Person, Moment.Of(record), person => person.With(fact), totals, calendar);
    }
}

/// <summary><c>isolation.transfer</c>: the same isolation, elsewhere or of another kind.</summary>
internal sealed class IsolationTransferType()
    : RecordType<IsolationTransfer, Household>("isolation.transfer", UnitKinds.WithPersons)
{
    public override FactsNeeded Tells => FactsNeeded.Stays;

    protected override IsolationTransfer ReadData(Fields data) => new(
        data.Person("person"),
        data.Choice("kind", IsolationIndicators.Kinds),
        data.OptionalChoice("site", IsolationIndicators.Sites));

    protected override Decision Decide(Household aspect, Record record, IsolationTransfer data, Facts facts) =>
        IsolationEndType.RefusalUnlessIsolated(aspect, record, data.Person);

    protected override Household Evolve(
        Household aspect, Record record, IsolationTransfer data, Contributions totals, Calendar calendar)
    {
        var fact = new PersonFact(Moment.Of(record), PersonFactKind.IsolationTransferred)
        {
            Isolation = data.Kind,
            Site = data.Site,
        };
        return aspect.With(data.Person, Moment.Of(record), person => person.With(fact), totals, calendar);
    }
}

/// <summary><c>isolation.end</c>: it does not end by itself.</summary>
internal sealed class IsolationEndType()
    : RecordType<IsolationEnd, Household>("isolation.end", UnitKinds.WithPersons)
{
    public const string NotIsolated = "not-isolated";

    private static readonly Vocabulary Reasons =
        Vocabulary.Of(("released", "期满解除", "released"), ("other", "其他", "other"));

    public override FactsNeeded Tells => FactsNeeded.Stays;

    internal static Decision RefusalUnlessIsolated(Household household, Record record, PersonName person) =>
        household.Find(person, Moment.Of(record)).StatusBefore(Moment.Of(record)).Isolation is not null
            ? Decision.Accept
            : Decision.Refuse(NotIsolated, "data.person", $"this person was not isolated at {record.At:O}");

    protected override IsolationEnd ReadData(Fields data) =>
        new(data.Person("person"), data.Choice("reason", Reasons));

    protected override Decision Decide(Household aspect, Record record, IsolationEnd data, Facts facts) =>
        RefusalUnlessIsolated(aspect, record, data.Person);

    protected override Household Evolve(
        Household aspect, Record record, IsolationEnd data, Contributions totals, Calendar calendar)
    {
        totals.Add(record.Day, IsolationIndicators.Ended);
        return aspect.With(
            data.Person,
            Moment.Of(record),
            person => person.With(new PersonFact(Moment.Of(record), PersonFactKind.IsolationEnded)),
            totals,
            calendar);
    }
}
