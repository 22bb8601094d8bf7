using System.Collections.Frozen;
using GridActors.Core.Alerts;
using GridActors.Core.Records;
using GridActors.Core.Totals;
using GridActors.Core.Traces;
using GridActors.Core.Units;

namespace GridActors.Core.Checkpoints;

/// <param name="People">Persons who passed together.</param>
/// <param name="Temperature">The highest measured, degrees Celsius.</param>
public sealed record Passage(
    string Direction, int People, string? Vehicle, PersonName? Person, bool Outsider, decimal? Temperature,
    string? Code, Origin? From, string? Trip, string Outcome) : ITraced
{
    public IEnumerable<PersonName> Persons => Person is null ? [] : [Person];

    public void NameIn(ICollection<TraceName> names)
    {
        if (Person is not null)
        {
            TraceName.AddTo(names, Person);
        }

        TraceName.AddVehicleTo(names, Vehicle);
        TraceName.AddTripTo(names, Trip);
    }
}

/// <summary><c>passage</c> 通行: somebody reached the gate.</summary>
internal sealed class PassageType() : RecordType("passage", UnitKinds.Checkpoint)
{
    public const string Closed = "closed";

    private const string RedCode = "red";
    private const string Transferred = "transferred";

    private static readonly Vocabulary Directions = Vocabulary.Of(("in", "进入", "in"), ("out", "外出", "out"));

    private static readonly Vocabulary Codes = Vocabulary.Of(
        ("green", "绿码", "green"), ("yellow", "黄码", "yellow"), (RedCode, "红码", "red"), ("none", "无码", "none"));

    private static readonly Vocabulary Outcomes = Vocabulary.Of(
        ("pass", "放行", "passed"), ("turnedBack", "劝返", "turned back"), ("held", "留观", "held"),
        (Transferred, "移交", "transferred"));

    public static readonly Indicator People = Flow("passages.people", "通行人次", "People through checkpoints", "person");
    public static readonly Indicator Vehicles =
        Flow("passages.vehicles", "通行车辆", "Vehicles through checkpoints", "vehicle");
    public static readonly Indicator Outsiders =
        Flow("passages.outsiders", "外来人员通行", "Passages of outsiders", "record");
    public static readonly Indicator Fever = Flow("passages.fever", "卡点发热", "Fever at checkpoints", "record");

    public static readonly IndicatorFamily ByDirection = IndicatorFamily.Flow(
        "passages.", "passages", "通行登记({0})", "Passages {0}", "record", Directions);

    public static readonly IndicatorFamily ByOutcome = IndicatorFamily.Flow(
        "passages.", "passages", "{0}", "Passages {0}", "record", Outcomes);

    public static readonly IndicatorFamily ByCode = IndicatorFamily.Flow(
        "passages.code.", "passages", "{0}", "Health code {0}", "record", Codes);

    private static readonly FrozenDictionary<string, Indicator> Fixed =
        ByDirection.Members.Concat(ByOutcome.Members)
            .ToFrozenDictionary(member => member.Code["passages.".Length..], StringComparer.Ordinal);

    public override bool StandsAlone => true;

    public override PersonName? PersonAskedFor(Record record) => ((Passage)record.Data).Person;

    public override object Read(Fields data) => new Passage(
        data.Choice("direction", Directions),
        data.Count("people", otherwise: 1, max: 10_000),
        data.OptionalText("vehicle", 40),
        data.OptionalPerson("person"),
        data.Flag("outsider") ?? false,
        data.Number("temperature", Temperatures.Min, Temperatures.Max),
        data.OptionalChoice("code", Codes),
        data.Optional("from", Origin.Read, place => new Origin(place, null, null)),
        data.OptionalText("trip", 60),
        data.Choice("outcome", Outcomes));

    public override Decision Decide(UnitState state, Record record, Facts facts)
    {
        if (!state.Get<Checkpoint>().IsOpenAt(Moment.Of(record)))
        {
            return Decision.Refuse(Closed, "unit", $"checkpoint {record.Unit} was not open at {record.At:O}");
        }

        return BreachesOf((Passage)record.Data, record.At, facts.Stays) is { Count: > 0 } breaches
            ? Decision.AcceptWith(new Outcome { Breaches = breaches })
            : Decision.Accept;
    }

    public override UnitState Evolve(UnitState state, Entry entry, Contributions totals, Calendar calendar)
    {
        var record = entry.Record;
        Count(record, (Passage)record.Data, totals);
        if (entry.Outcome?.Breaches is { } breaches)
        {
            totals.Raise(Alert.About(
                ((Passage)record.Data).Person!, AlertKinds.IsolationBreach, record,
                string.Join(", ", breaches.Select(breach => breach.Unit)),
                breaches.Select(breach => breach.Same).Max(StringComparer.Ordinal)));
        }

        // Written anew although nothing in it changes: after the unit's closing it hears of that first.
        return state.With(state.GetToChange<Checkpoint>(totals, calendar));
    }

    /// <summary>
    /// Whoever was handed over travels with those who have them in charge: that is the order, or its enforcement.
    /// </summary>
    private static IReadOnlyList<Breach> BreachesOf(Passage data, DateTimeOffset at, IReadOnlyList<StayFact> stays) =>
        stays.Count == 0 || data.Outcome == Transferred ? [] : BreachesOf(at, stays);

    private static IReadOnlyList<Breach> BreachesOf(DateTimeOffset at, IReadOnlyList<StayFact> stays) =>
    [
        .. stays.Where(stay => stay.Stay.Covers(at)).OrderBy(stay => stay.Stay.From)
            .Select(stay => new Breach(stay.Unit.Value, stay.Stay.From, stay.Same.Length == 0 ? null : stay.Same))
            .DistinctBy(breach => breach.Unit),
    ];

    private static void Count(Record record, Passage data, Contributions totals)
    {
        var day = record.Day;
        totals.Add(day, Fixed[data.Direction]);
        totals.Add(day, Fixed[data.Outcome]);
        totals.Add(day, People, data.People);
        if (data.Vehicle is not null)
        {
            totals.Add(day, Vehicles);
        }

        if (data.Outsider)
        {
            totals.Add(day, Outsiders);
        }

        if (data.Temperature >= Temperatures.Fever)
        {
            totals.Add(day, Fever);
            Raise(record, data, AlertKinds.Fever, Temperatures.Show(data.Temperature.Value), totals);
        }

        if (data.Code is not null)
        {
            totals.Add(day, ByCode.Of(data.Code));
            if (data.Code == RedCode)
            {
                Raise(record, data, AlertKinds.RedCode, data.Vehicle ?? "", totals);
            }
        }
    }

    /// <summary>Who is known is one cause a day, however often they try; a stranger's record is its own.</summary>
    private static void Raise(Record record, Passage data, string kind, string text, Contributions totals) =>
        totals.Raise(data.Person is { } person
            ? Alert.About(person, kind, record, text)
            : Alert.Of(record, kind, data.Vehicle ?? "", text));

    private static Indicator Flow(string code, string zh, string en, string unit) =>
        Indicator.Flow(code, "passages", zh, en, unit);
}
