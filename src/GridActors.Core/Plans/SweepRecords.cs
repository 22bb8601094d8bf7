using System.Collections.Immutable;
using GridActors.Core.Households;
using GridActors.Core.Records;
using GridActors.Core.Totals;
using GridActors.Core.Units;

namespace GridActors.Core.Plans;

/// <param name="Round">Which sweep, from 1.</param>
public sealed record SweepStart(int Round, DueTime? Due);

/// <summary>A round as it was started; started again, what was said last stands.</summary>
public sealed record Sweep(Moment At, int Round, DueTime? Due) : ITimed;

/// <summary>The sweeps 摸排 that an area has started; how far they got is read from the totals.</summary>
public sealed record Sweeps : IAspect
{
    /// <summary>Ascending by when they were started.</summary>
    public ImmutableArray<Sweep> Started { get; init; } = [];

    public Sweep? Of(int round) => Started.LastOrDefault(sweep => sweep.Round == round);
}

/// <summary><c>sweep.start</c>: every household below is to be surveyed in that round.</summary>
internal sealed class SweepStartType()
    : RecordType<SweepStart, Sweeps>("sweep.start", UnitKinds.Township | UnitKinds.County)
{
    protected override SweepStart ReadData(Fields data) =>
        new(data.Count("round", Surveys.RoundMax), DueTime.ReadOptional(data, "due"));

    protected override Decision Decide(Sweeps aspect, Record record, SweepStart data, Facts facts) => Decision.Accept;

    protected override Sweeps Evolve(
        Sweeps aspect, Record record, SweepStart data, Contributions totals, Calendar calendar) =>
        aspect with { Started = aspect.Started.InsertByTime(new Sweep(Moment.Of(record), data.Round, data.Due)) };
}
