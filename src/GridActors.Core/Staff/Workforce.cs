using GridActors.Core.Records;
using GridActors.Core.Totals;
using GridActors.Core.Units;

namespace GridActors.Core.Staff;

/// <summary>The people who work at a unit, by name or as a head count, each in one role or several.</summary>
public sealed record Workforce : IAspect
{
    public static readonly Vocabulary Roles = Vocabulary.Of(
        ("partyMember", "党员", "party members"),
        ("villageCadre", "村干部", "village cadres"),
        ("townshipCadre", "乡镇干部", "township cadres"),
        ("firstSecretary", "第一书记", "first secretaries"),
        ("workTeam", "驻村工作队员", "work-team members"),
        ("gridLeader", "网格长", "grid leaders"),
        ("gridWorker", "网格员", "grid workers"),
        ("doctor", "医生", "doctors"),
        ("police", "民警", "police"),
        ("delegate", "人大代表", "delegates"),
        ("mediator", "调解员", "mediators"),
        ("groupHead", "村民组长", "heads of villager groups"),
        ("povertyOfficer", "扶贫专干", "poverty officers"),
        ("buyer", "代购员", "buyers"),
        ("volunteer", "志愿者", "volunteers"),
        ("other", "其他人员", "others"));

    public static readonly Indicator InAll = Indicator.Level("staff", "staff", "防控力量", "Staff", "person");

    public static readonly IndicatorFamily ByRole =
        IndicatorFamily.Level("staff.", "staff", "{0}", "Staff: {0}", "person", Roles);

    public Roster Roster { get; init; } = new();

    public IAspect OnUnitClosed(Moment at, Contributions totals, Calendar calendar) =>
        With(Roster with { ClosedAt = at }, totals, calendar);

    internal Workforce With(Roster roster, Contributions totals, Calendar calendar)
    {
        totals.AddDifference(
            Roster.Project(ByRole.Of, InAll, calendar), roster.Project(ByRole.Of, InAll, calendar));
        return this with { Roster = roster };
    }
}
