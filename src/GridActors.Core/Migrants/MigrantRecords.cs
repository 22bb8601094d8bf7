using GridActors.Core.Households;
using GridActors.Core.Records;
using GridActors.Core.Totals;
using GridActors.Core.Units;

namespace GridActors.Core.Migrants;

/// <param name="Place">Where the person works.</param>
/// <param name="Risk">Whether that is a place of risk; null leaves it as it was.</param>
public sealed record MigrantRegister(PersonName Person, string Place, bool? Risk);

public sealed record MigrantContact(PersonName Person, string Means);

/// <summary><c>migrant.register</c> 外出务工: a member of the household works elsewhere.</summary>
internal sealed class MigrantRegisterType()
    : RecordType<MigrantRegister, Household>("migrant.register", UnitKinds.WithPersons)
{
    protected override MigrantRegister ReadData(Fields data) =>
        new(data.Person("person"), data.Text("place", 100), data.Flag("risk"));

    protected override Decision Decide(Household aspect, Record record, MigrantRegister data, Facts facts) =>
        Decision.Accept;

    protected override Household Evolve(
        Household aspect, Record record, MigrantRegister data, Contributions totals, Calendar calendar)
    {
        var fact = new PersonFact(Moment.Of(record), PersonFactKind.MigrantRegistered) { AtRisk = data.Risk };
        return aspect.With(data.Person, fact, totals, calendar);
    }
}

/// <summary><c>migrant.contact</c>: somebody spoke with a migrant worker, or with the family at home.</summary>
internal sealed class MigrantContactType()
    : RecordType<MigrantContact, Household>("migrant.contact", UnitKinds.WithPersons)
{
    protected override MigrantContact ReadData(Fields data) =>
        new(data.Person("person"), data.Choice("means", Migrant.MeansOfContact));

    protected override Decision Decide(Household aspect, Record record, MigrantContact data, Facts facts) =>
        Decision.Accept;

    protected override Household Evolve(
        Household aspect, Record record, MigrantContact data, Contributions totals, Calendar calendar)
    {
        totals.Add(record.Day, Migrant.Contacted);
        var fact = new PersonFact(Moment.Of(record), PersonFactKind.MigrantContacted) { Means = data.Means };
        return aspect.With(data.Person, fact, totals, calendar);
    }
}
