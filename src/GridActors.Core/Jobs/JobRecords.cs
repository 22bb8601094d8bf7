using GridActors.Core.Households;
using GridActors.Core.Records;
using GridActors.Core.Totals;
using GridActors.Core.Units;

namespace GridActors.Core.Jobs;

/// <param name="Skill">What the person has learned; null leaves it as it was.</param>
public sealed record JobRecord(PersonName Person, string? Skill);

/// <summary><c>job.seek</c> and <c>job.depart</c>: a person looks for work, or has left for it.</summary>
internal sealed class JobType(string name, PersonFactKind kind)
    : RecordType<JobRecord, Household>(name, UnitKinds.WithPersons)
{
    protected override JobRecord ReadData(Fields data) => new(data.Person("person"), data.OptionalText("skill", 100));

    protected override Decision Decide(Household aspect, Record record, JobRecord data, Facts facts) =>
        Decision.Accept;

    protected override Household Evolve(
        Household aspect, Record record, JobRecord data, Contributions totals, Calendar calendar)
    {
        if (kind == PersonFactKind.DepartedForWork)
        {
            totals.Add(record.Day, JobSearch.Departed);
        }

        var fact = new PersonFact(Moment.Of(record), kind) { HasSkill = data.Skill is not null };
        return aspect.With(data.Person, fact, totals, calendar);
    }
}
