using GridActors.Core.Records;
using GridActors.Core.Staff;
using GridActors.Core.Totals;
using GridActors.Core.Units;

namespace GridActors.Core.Teams;

/// <param name="Name">Which; null where only <paramref name="Count"/> are told.</param>
public sealed record TeamChange(string Kind, string? Name, int? Count);

/// <summary><c>team.form</c> and <c>team.dissolve</c>; forming the same again adds nothing.</summary>
internal sealed class TeamType(string name, bool joins) : RecordType<TeamChange, TeamsFormed>(name, UnitKinds.WithStaff)
{
    public const string NotFormed = "not-formed";

    private const int CountMax = 100_000;

    protected override TeamChange ReadData(Fields data)
    {
        var change = new TeamChange(
            data.Choice("kind", TeamsFormed.Kinds),
            data.OptionalText("name", 100),
            (int?)data.Whole("count", 1, CountMax));
        Roster.RefuseUnlessOne(data, "name", change.Name, change.Count);
        return change;
    }

    protected override Decision Decide(TeamsFormed aspect, Record record, TeamChange data, Facts facts)
    {
        if (joins)
        {
            return Decision.Accept;
        }

        var at = Moment.Of(record);
        if (data.Name is not null)
        {
            return aspect.Roster.Holds(data.Kind, data.Name, at)
                ? Decision.Accept
                : Decision.Refuse(NotFormed, "data.name", $"no {data.Kind} of that name stood then");
        }

        return aspect.Roster.Spare(data.Kind, at) is var spare && data.Count <= spare
            ? Decision.Accept
            : Decision.Refuse(NotFormed, "data.count", $"of the {data.Kind} counted then, {spare} can be dissolved");
    }

    protected override TeamsFormed Evolve(
        TeamsFormed aspect, Record record, TeamChange data, Contributions totals, Calendar calendar) =>
        aspect.With(
            aspect.Roster.With(new RosterFact(Moment.Of(record), joins, data.Kind, data.Name, data.Count ?? 1)),
            totals,
            calendar);
}
