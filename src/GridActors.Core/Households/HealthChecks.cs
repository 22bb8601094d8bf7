using GridActors.Core.Alerts;
using GridActors.Core.Records;
using GridActors.Core.Totals;
using GridActors.Core.Units;

namespace GridActors.Core.Households;

/// <param name="Temperature">Degrees Celsius.</param>
/// <param name="Session"><c>am</c> (ends at 12:00) or <c>pm</c>; null takes the one of the record's time.</param>
public sealed record HealthCheck(
    PersonName Person, decimal Temperature, IReadOnlyList<Symptom>? Symptoms, string? Session);

public sealed record Symptom(string Name);

/// <summary><c>health.check</c> 健康监测.</summary>
internal sealed class HealthCheckType() : RecordType<HealthCheck, Household>("health.check", UnitKinds.WithPersons)
{
    private static readonly Vocabulary Sessions = Vocabulary.Of(("am", "上午", "morning"), ("pm", "下午", "afternoon"));

    public static readonly Indicator Count = Indicator.Flow("checks", "isolation", "健康监测人次", "Health checks", "record");

    public static readonly Indicator Fever =
        Indicator.Flow("checks.fever", "isolation", "监测发热", "Fever at checks", "record");

    public static readonly Indicator Missed =
        Indicator.Flow("checks.missed", "isolation", "漏测", "Checks missed", "check");

    protected override HealthCheck ReadData(Fields data)
    {
        var person = data.Person("person");
        var temperature = data.Number("temperature", Temperatures.Min, Temperatures.Max);
        if (temperature is null)
        {
            data.Refuse(RefusalCodes.MissingField, "temperature", "temperature is missing");
        }

        return new HealthCheck(
            person,
            temperature ?? 0,
            data.OptionalList(
                "symptoms", 30, symptom => new Symptom(symptom.Text("name", 60)), name => new Symptom(name)),
            data.OptionalChoice("session", Sessions));
    }

    protected override Decision Decide(Household aspect, Record record, HealthCheck data, Facts facts) =>
        Decision.Accept;

    protected override Household Evolve(
        Household aspect, Record record, HealthCheck data, Contributions totals, Calendar calendar)
    {
        totals.Add(record.Day, Count);
        if (data.Temperature >= Temperatures.Fever)
        {
            totals.Add(record.Day, Fever);
            totals.Raise(Alert.About(data.Person, AlertKinds.Fever, record, Temperatures.Show(data.Temperature)));
        }

        // The morning ends at 12:00: a check made after that is one of the afternoon, whatever session it names.
        var afternoon = data.Session == "pm" || Session.IsAfternoonAt(calendar.LocalOf(record.At));
        var session = Session.NumberOf(record.Day, afternoon);
        return aspect.With(data.Person, Moment.Of(record), person => person.WithCheck(session), totals, calendar);
    }
}
