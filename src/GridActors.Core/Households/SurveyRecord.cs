using System.Collections.Immutable;
using GridActors.Core.Records;
using GridActors.Core.Totals;
using GridActors.Core.Units;

namespace GridActors.Core.Households;

/// <param name="Round">Which sweep, from 1.</param>
/// <param name="Persons">Persons found in the household.</param>
/// <param name="Categories">Null leaves them as they are, empty says there are none.</param>
public sealed record HouseholdSurvey(
    int Round, int Persons, IReadOnlyList<Member>? Members, IReadOnlyList<string>? Categories, string? Residence,
    string? ContactMember);

/// <summary>A member of the household as the survey lists them; nothing is counted by member.</summary>
public sealed record Member(PersonName Named, int? Age, string? Relation)
{
    public static Member Read(Fields member) => new(
        PersonName.ReadAnybody(member), (int?)member.Whole("age", 0, 150), member.OptionalText("relation", 40));

    /// <summary>Of whom nothing but the name is said.</summary>
    public static Member OfName(string name) => new(new PersonName(null, null, name, null), null, null);
}

/// <summary><c>household.survey</c> 摸排.</summary>
internal sealed class HouseholdSurveyType()
    : RecordType<HouseholdSurvey, Surveys>("household.survey", UnitKinds.Household)
{
    public static readonly Indicator Count = Indicator.Flow("surveys", "surveys", "摸排户次", "Surveys", "record");

    public static readonly Indicator PersonsChecked =
        Indicator.Flow("persons.checked", "surveys", "摸排人次", "Person-checks", "person");

    protected override HouseholdSurvey ReadData(Fields data) => new(
        data.Count("round", Surveys.RoundMax),
        data.Count("persons", 10_000),
        data.OptionalList("members", 100, Member.Read, Member.OfName),
        data.OptionalChoices("categories", Surveys.Categories),
        data.OptionalChoice("residence", Surveys.Residences),
        data.OptionalText("contactMember", 100));

    protected override Decision Decide(Surveys aspect, Record record, HouseholdSurvey data, Facts facts) =>
        Decision.Accept;

    protected override Surveys Evolve(
        Surveys aspect, Record record, HouseholdSurvey data, Contributions totals, Calendar calendar)
    {
        totals.Add(record.Day, Count);
        totals.Add(record.Day, PersonsChecked, data.Persons);
        ImmutableArray<string>? categories = data.Categories is null ? null : [.. data.Categories];
        return aspect.With(
            new Survey(Moment.Of(record), data.Round, data.Persons, categories, data.Residence), totals, calendar);
    }
}
