using GridActors.Core.Households;
using GridActors.Core.Records;
using GridActors.Core.Totals;
using GridActors.Core.Traces;
using GridActors.Core.Units;

namespace GridActors.Core.Cases;

/// <param name="LinkedTo">The case that this one follows from: a person, or in words.</param>
/// <param name="TransferredTo">Where the person was taken.</param>
public sealed record CaseReport(
    PersonName Person, string Status, string? Origin, PersonName? LinkedTo, string? TransferredTo) : ITraced
{
    public IEnumerable<PersonName> Persons => LinkedTo is null ? [Person] : [Person, LinkedTo];

    public void NameIn(ICollection<TraceName> names)
    {
        foreach (var person in Persons)
        {
            TraceName.AddTo(names, person);
        }
    }
}

/// <summary><c>case.report</c> 病例: how a person stands towards the disease.</summary>
internal sealed class CaseReportType() : RecordType<CaseReport, Household>("case.report", UnitKinds.WithPersons)
{
    protected override CaseReport ReadData(Fields data) => new(
        data.Person("person"),
        data.Choice("status", CaseIndicators.Statuses),
        data.OptionalChoice("origin", CaseIndicators.Origins),
        data.Optional("linkedTo", PersonName.Read, words => new PersonName(null, null, words, null)),
        data.OptionalText("transferredTo", 100));

    protected override Decision Decide(Household aspect, Record record, CaseReport data, Facts facts) =>
        Decision.Accept;

    protected override Household Evolve(
        Household aspect, Record record, CaseReport data, Contributions totals, Calendar calendar)
    {
        totals.Add(record.Day, CaseIndicators.Reported.Of(data.Status));
        if (data.Origin is not null)
        {
            totals.Add(record.Day, CaseIndicators.ReportedByOrigin[data.Status].Of(data.Origin));
        }

        var fact = new PersonFact(Moment.Of(record), PersonFactKind.CaseReported)
        {
            Case = data.Status,
            IsTransferred = data.TransferredTo is not null,
        };
        return aspect.With(data.Person, fact, totals, calendar);
    }
}
