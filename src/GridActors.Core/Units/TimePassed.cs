using GridActors.Core.Records;
using GridActors.Core.Totals;

namespace GridActors.Core.Units;

public sealed record TimePassed;

/// <summary>
/// <c>time.passed</c>: the system notes at a unit how late it is, because a deadline has passed. One record for all
/// aspects; what was due until then and not done is overdue, until a record arrives that is dated in time.
/// </summary>
internal sealed class TimePassedType(string name) : RecordType(name, UnitKinds.All)
{
    public const string TypeName = "time.passed";

    /// <summary>Its name while only health checks had deadlines; in journals for ever.</summary>
    public const string FormerName = "check.sweep";

    private static readonly TimePassed Data = new();

    public override bool IsSystem => true;

    public override object Read(Fields data) => Data;

    public override Decision Decide(UnitState state, Record record, Facts facts) => Decision.Accept;

    public override UnitState Evolve(UnitState state, Entry entry, Contributions totals, Calendar calendar)
    {
        foreach (var aspect in state.Aspects)
        {
            state = state.With(aspect.Told(entry.Record.At, totals, calendar));
        }

        return state;
    }
}
