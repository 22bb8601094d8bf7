using GridActors.Core.Records;
using GridActors.Core.Totals;
using GridActors.Core.Units;

namespace GridActors.Core.Closures;

/// <summary>What is closed or forbidden 关停.</summary>
public static class ClosureFeature
{
    public static readonly Feature Feature = new()
    {
        Topics = [new("closures", "关停管控", "Closures")],
        Records = [new ClosureType("closure.set", isClosed: true), new ClosureType("closure.lift", isClosed: false)],
        Families = [AreaClosures.ByThing],
        Aspects = [AspectType.Of<AreaClosures>("closures")],
    };
}

public sealed record ClosureOrder(string What);

/// <summary><c>closure.set</c> and <c>closure.lift</c>; repeating either adds nothing.</summary>
internal sealed class ClosureType(string name, bool isClosed)
    : RecordType<ClosureOrder, AreaClosures>(name, UnitKinds.Areas)
{
    public override FactsNeeded Tells => FactsNeeded.Above;

    protected override ClosureOrder ReadData(Fields data) => new(data.Choice("what", AreaClosures.Things));

    protected override Decision Decide(AreaClosures aspect, Record record, ClosureOrder data, Facts facts) =>
        Decision.Accept;

    protected override AreaClosures Evolve(
        AreaClosures aspect, Record record, ClosureOrder data, Contributions totals, Calendar calendar) =>
        aspect.With(data.What, new ClosureChange(Moment.Of(record), isClosed), totals, calendar);
}
