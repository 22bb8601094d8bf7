using GridActors.Core.Records;
using GridActors.Core.Totals;
using GridActors.Core.Units;

namespace GridActors.Core.Alerts;

/// <param name="Key">The alert's.</param>
public sealed record AlertAnswer(string Key);

/// <summary>
/// <c>alert.acknowledge</c>: somebody sees to it; <c>alert.close</c>: it is dealt with. Repeating either adds nothing.
/// </summary>
internal sealed class AlertAnswerType(string name, bool closes)
    : RecordType<AlertAnswer, AlertBook>(name, UnitKinds.All)
{
    protected override AlertAnswer ReadData(Fields data) => new(data.Text("key", AlertKey.LengthMax));

    /// <summary>Whatever its time: a deadline raises alerts of a time when nobody had recorded them yet.</summary>
    protected override Decision Decide(AlertBook aspect, Record record, AlertAnswer data, Facts facts) =>
        aspect.Find(data.Key) is null
            ? Decision.Refuse(RefusalCodes.NoSuchItem, "data.key", $"no alert {data.Key} at {record.Unit}")
            : Decision.Accept;

    protected override AlertBook Evolve(
        AlertBook aspect, Record record, AlertAnswer data, Contributions totals, Calendar calendar) =>
        aspect.With(
            closes ? new AlertWord(data.Key, null, record.At) : new AlertWord(data.Key, record.At, null),
            totals,
            calendar);
}
