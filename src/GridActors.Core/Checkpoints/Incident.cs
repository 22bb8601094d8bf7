using GridActors.Core.Alerts;
using GridActors.Core.Records;
using GridActors.Core.Totals;
using GridActors.Core.Units;

namespace GridActors.Core.Checkpoints;

public sealed record Incident(string Severity, string Text);

/// <summary><c>incident</c> 异常情况 at a checkpoint, open or not.</summary>
internal sealed class IncidentType() : RecordType("incident", UnitKinds.Checkpoint)
{
    public static readonly Vocabulary Severities = Vocabulary.Of(("low", "一般", "low"), ("high", "严重", "high"));

    public static readonly Indicator Count =
        Indicator.Flow("incidents", "checkpoints", "异常情况", "Incidents", "record");

    public override bool StandsAlone => true;

    public override object Read(Fields data) =>
        new Incident(data.Choice("severity", Severities), data.Text("text", 1000));

    public override Decision Decide(UnitState state, Record record, Facts facts) => Decision.Accept;

    public override UnitState Evolve(UnitState state, Entry entry, Contributions totals, Calendar calendar)
    {
        var data = (Incident)entry.Record.Data;
        totals.Add(entry.Record.Day, Count);
        totals.Raise(Alert.Of(entry.Record, AlertKinds.Incident, data.Severity, data.Text));
        return state;
    }
}
