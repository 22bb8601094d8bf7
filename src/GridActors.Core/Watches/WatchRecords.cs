using GridActors.Core.Records;
using GridActors.Core.Totals;
using GridActors.Core.Units;

namespace GridActors.Core.Watches;

public sealed record WatchPair(string Watcher, string? Role);

public sealed record WatchEnd(string Watcher, string? Role);

/// <summary><c>watch.pair</c> 结对监督: the same pair again adds nothing.</summary>
internal sealed class WatchPairType() : RecordType<WatchPair, HouseholdWatch>("watch.pair", UnitKinds.Household)
{
    protected override WatchPair ReadData(Fields data) =>
        new(data.Text("watcher", 100), data.OptionalText("role", 60));

    protected override Decision Decide(HouseholdWatch aspect, Record record, WatchPair data, Facts facts) =>
        Decision.Accept;

    protected override HouseholdWatch Evolve(
        HouseholdWatch aspect, Record record, WatchPair data, Contributions totals, Calendar calendar) =>
        aspect.With(new WatchFact(Moment.Of(record), data.Watcher, IsPaired: true), totals, calendar);
}

/// <summary><c>watch.end</c>: of a pair that does not stand, it adds nothing.</summary>
internal sealed class WatchEndType() : RecordType<WatchEnd, HouseholdWatch>("watch.end", UnitKinds.Household)
{
    protected override WatchEnd ReadData(Fields data) =>
        new(data.Text("watcher", 100), data.OptionalText("role", 60));

    protected override Decision Decide(HouseholdWatch aspect, Record record, WatchEnd data, Facts facts) =>
        Decision.Accept;

    protected override HouseholdWatch Evolve(
        HouseholdWatch aspect, Record record, WatchEnd data, Contributions totals, Calendar calendar) =>
        aspect.With(new WatchFact(Moment.Of(record), data.Watcher, IsPaired: false), totals, calendar);
}
