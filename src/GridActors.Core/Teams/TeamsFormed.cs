using GridActors.Core.Records;
using GridActors.Core.Staff;
using GridActors.Core.Totals;
using GridActors.Core.Units;

namespace GridActors.Core.Teams;

/// <summary>The bodies that a unit has formed, by name or by number.</summary>
public sealed record TeamsFormed : IAspect
{
    public static readonly Vocabulary Kinds = Vocabulary.Of(
        ("headquarters", "指挥部", "headquarters"),
        ("leadingGroup", "领导小组", "leading groups"),
        ("workingGroup", "工作组", "working groups"),
        ("temporaryBranch", "临时党支部", "temporary party branches"),
        ("partyOrganisation", "党组织", "party organisations"),
        ("partyGroup", "党小组", "party groups"),
        ("vanguard", "先锋队", "vanguard teams"),
        ("commando", "突击队", "commando teams"),
        ("duty", "值班组", "duty teams"),
        ("supervision", "督查组", "supervision teams"),
        ("publicity", "宣传队", "publicity teams"),
        ("volunteer", "志愿者队", "volunteer teams"));

    public static readonly IndicatorFamily ByKind =
        IndicatorFamily.Level("teams.", "teams", "{0}", "Teams: {0}", "team", Kinds);

    public Roster Roster { get; init; } = new();

    public IAspect OnUnitClosed(Moment at, Contributions totals, Calendar calendar) =>
        With(Roster with { ClosedAt = at }, totals, calendar);

    internal TeamsFormed With(Roster roster, Contributions totals, Calendar calendar)
    {
        totals.AddDifference(
            Roster.Project(ByKind.Of, null, calendar), roster.Project(ByKind.Of, null, calendar));
        return this with { Roster = roster };
    }
}
