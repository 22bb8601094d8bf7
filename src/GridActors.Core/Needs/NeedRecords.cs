using GridActors.Core.Records;
using GridActors.Core.Totals;
using GridActors.Core.Units;

namespace GridActors.Core.Needs;

/// <param name="Need">The key under which it is resolved later.</param>
public sealed record NeedRaise(string Need, string Kind, string What);

public sealed record NeedResolve(string Need, string How);

/// <summary><c>need.raise</c>: a household needs something.</summary>
internal sealed class NeedRaiseType() : RecordType<NeedRaise, HouseholdNeeds>("need.raise", UnitKinds.Household)
{
    public const string AlreadyRaised = "already-raised";

    internal const int KeyLengthMax = 60;

    protected override NeedRaise ReadData(Fields data) => new(
        data.Text("need", KeyLengthMax), data.Choice("kind", HouseholdNeeds.Kinds), data.Text("what", 500));

    protected override Decision Decide(HouseholdNeeds aspect, Record record, NeedRaise data, Facts facts) =>
        aspect.StatusBefore(data.Need, Moment.Of(record)) == NeedStatus.Open
            ? Decision.Refuse(AlreadyRaised, "data.need", $"need {data.Need} is open; another one has another key")
            : Decision.Accept;

    protected override HouseholdNeeds Evolve(
        HouseholdNeeds aspect, Record record, NeedRaise data, Contributions totals, Calendar calendar) =>
        aspect.With(new NeedFact(Moment.Of(record), data.Need, data.Kind), totals, calendar);
}

/// <summary><c>need.resolve</c>: the household has what it needed.</summary>
internal sealed class NeedResolveType()
    : RecordType<NeedResolve, HouseholdNeeds>("need.resolve", UnitKinds.Household)
{
    public const string AlreadyResolved = "already-resolved";

    protected override NeedResolve ReadData(Fields data) =>
        new(data.Text("need", NeedRaiseType.KeyLengthMax), data.Text("how", 500));

    protected override Decision Decide(HouseholdNeeds aspect, Record record, NeedResolve data, Facts facts) =>
        aspect.StatusBefore(data.Need, Moment.Of(record)) switch
        {
            NeedStatus.Open => Decision.Accept,
            NeedStatus.Resolved => Decision.Refuse(
                AlreadyResolved, "data.need", $"need {data.Need} was resolved before"),
            _ => Decision.Refuse(
                RefusalCodes.NoSuchItem, "data.need", $"no need {data.Need} was raised before {record.At:O}"),
        };

    protected override HouseholdNeeds Evolve(
        HouseholdNeeds aspect, Record record, NeedResolve data, Contributions totals, Calendar calendar)
    {
        totals.Add(record.Day, HouseholdNeeds.Resolved);
        return aspect.With(new NeedFact(Moment.Of(record), data.Need, null), totals, calendar);
    }
}
