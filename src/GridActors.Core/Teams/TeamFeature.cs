using GridActors.Core.Records;

namespace GridActors.Core.Teams;

/// <summary>Headquarters, groups, branches and teams.</summary>
public static class TeamFeature
{
    public static readonly Feature Feature = new()
    {
        Topics = [new("teams", "组织与队伍", "Teams")],
        Records = [new TeamType("team.form", joins: true), new TeamType("team.dissolve", joins: false)],
        Families = [TeamsFormed.ByKind],
        Aspects = [AspectType.Of<TeamsFormed>("teams")],
    };
}
