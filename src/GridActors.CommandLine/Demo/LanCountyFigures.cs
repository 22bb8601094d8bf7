using GridActors.Core.Totals;

namespace GridActors.CommandLine.Demo;

/// <summary>What an indicator of a unit must come to at the end of the scenario.</summary>
/// <param name="IsPublished">True: the township made it known itself, in 2020. False: the scenario settles it.</param>
public sealed record Figure(string Unit, string Indicator, decimal Value, bool IsPublished = false)
{
    /// <summary>What <paramref name="totals"/> say as of the scenario's last day, whatever came after it.</summary>
    public decimal In(DailyTotals totals)
    {
        var indicator = IndicatorCodes.Find(Indicator)
            ?? throw new InvalidOperationException($"No indicator has the code {Indicator}.");
        return totals.Days.Where(day => day.Day <= LanCounty.LastDay).Sum(day => day.Counts[indicator].Units);
    }
}

/// <summary>The figures that the scenario reproduces, exactly.</summary>
public static class LanCountyFigures
{
    public static IReadOnlyList<Figure> All { get; } =
    [
        new(Townships.Puming, "units.village", 18),
        new(Townships.Puming, "units.grid", 65, IsPublished: true),
        new(Townships.Puming, "checkpoints.open", 37, IsPublished: true),
        new(Townships.Puming, "returnees", 76),
        new(Townships.Puming, "isolated.home.wuhan", 12),
        new(Townships.Puming, "isolated.home", 52),
        new(Townships.Puming, "households.surveyed", 195),

        new(Townships.Puming, "closures.wedding", 1, IsPublished: true),
        new(Townships.Puming, "closures.funeral", 1, IsPublished: true),
        new(Townships.Puming, "closures.gathering", 1, IsPublished: true),
        new(Townships.Puming, "closures.entertainment", 1, IsPublished: true),
        new(Townships.Puming, "closures.market", 1, IsPublished: true),
        new(Townships.Puming, "closures.liveAnimalTrade", 1, IsPublished: true),
        new(Townships.Puming, "reports", 90),
        new(Townships.Puming, "teams.partyOrganisation", 23, IsPublished: true),
        new(Townships.Puming, "staff.partyMember", 420, IsPublished: true),
        new(Townships.Puming, "staff.villageCadre", 36),
        new(Townships.Puming, "supply.donated.mask", 150, IsPublished: true),
        new(Townships.Puming, "duty.onNow", 55), // 37 gates, 18 village offices

        new(Townships.Tuyu, "households.contacted", 1427),
        new(Townships.Tuyu, "closures.road", 1),
        new(Townships.Tuyu, "households.surveyed", 1427, IsPublished: true),
        new(Townships.Tuyu, "households.surveyed.r1", 1427),
        new(Townships.Tuyu, "households.surveyed.r2", 1427),
        new(Townships.Tuyu, "households.surveyed.r3", 971),
        new(Townships.Tuyu, "returnees", 532, IsPublished: true),
        new(Townships.Tuyu, "returnees.outOfCounty", 318),
        new(Townships.Tuyu, "returnees.outOfCity", 214),
        new(Townships.Tuyu, "isolated.home.outOfCity", 214),
        new(Townships.Tuyu, "units.grid", 15, IsPublished: true),
        new(Townships.Tuyu, "checkpoints.natural-village", 15, IsPublished: true),
        new(Townships.Tuyu, "checkpoints.open", 24, IsPublished: true),
        new(Townships.Tuyu, "roadblocks", 12),
        new(Townships.Tuyu, "teams.partyGroup", 8, IsPublished: true),
        new(Townships.Tuyu, "teams.vanguard", 11, IsPublished: true),
        new(Townships.Tuyu, "alerts.open.lowStock", 1),

        new(Townships.Dongcun, "checkpoints.open", 70, IsPublished: true),
        new(Townships.Dongcun, "units.community", 87, IsPublished: true),
        new(Townships.Dongcun, "isolated.home.wuhan", 37, IsPublished: true),
        new(Townships.Dongcun, "isolated.home.outOfCounty", 848, IsPublished: true),
        new(Townships.Dongcun, "isolated.home", 885),
        new(Townships.Dongcun, "returnees", 885),
        new(Townships.Dongcun, "returnees.present", 885),
        new(Townships.Dongcun, "households.surveyed", 808),

        new(Townships.Dongcun, "agreements.responsibility", 87, IsPublished: true),
        new(Townships.Dongcun, "gatherings.stopped", 5, IsPublished: true),
        new(Townships.Dongcun, "publicity.board", 50, IsPublished: true),
        new(Townships.Dongcun, "publicity.banner", 350, IsPublished: true),
        new(Townships.Dongcun, "publicity.notice", 152, IsPublished: true),
        new(Townships.Dongcun, "publicity.letter", 18_000, IsPublished: true),
        new(Townships.Dongcun, "publicity.brochure", 2_000, IsPublished: true),
        new(Townships.Dongcun, "publicity.vehicle", 2, IsPublished: true),
        new(Townships.Dongcun, "talks.partyOrganisation", 3, IsPublished: true),
        new(Townships.Dongcun, "talks.villageLeader", 10, IsPublished: true),
        new(Townships.Dongcun, "talks.townshipCadre", 2, IsPublished: true),
        new(Townships.Dongcun, "supervisions", 5),
        new(Townships.Dongcun, "staff", 345, IsPublished: true),
        new(Townships.Dongcun, "duty.onNow", 70),
        new(Townships.Dongcun, "shifts.planned", 1_190),
        new(Townships.Dongcun, "supply.used.mask", 7_000, IsPublished: true),
        new(Townships.Dongcun, "supply.used.thermometer", 250, IsPublished: true),
        new(Townships.Dongcun, "supply.used.coat", 460, IsPublished: true),
        new(Townships.Dongcun, "supply.used.disinfectantBox", 30, IsPublished: true),
        new(Townships.Dongcun, "stock.mask", 0),
        new(Townships.Dongcun, "stock.inTransit.mask", 0),

        new(Townships.Lancheng, "isolated.central.county", 14),

        new(LanCounty.County, "units.township", 11),
        new(LanCounty.County, "checkpoints.open", 150),
        new(LanCounty.County, "households.surveyed", 2430),
        new(LanCounty.County, "surveys", 4828),
        new(LanCounty.County, "returnees", 1493),
        new(LanCounty.County, "isolations", 1165),
        new(LanCounty.County, "isolated.home.wuhan", 49),
        new(LanCounty.County, "checks.missed", 40),
        new(LanCounty.County, "checks.fever", 6),
        new(LanCounty.County, "passages.fever", 5),
        new(LanCounty.County, "tests.done", 48),
        new(LanCounty.County, "tests.due", 1),
        new(LanCounty.County, "supply.adjusted.disinfectant", -0.5m),
        new(LanCounty.County, "alerts.open.unmanned", 2),
        new(LanCounty.County, "alerts.open.shiftEmpty", 2),
        new(LanCounty.County, "alerts.open.noticeOverdue", 1),
        new(LanCounty.County, "alerts.open.hazardOverdue", 1),
        new(LanCounty.County, "alerts.open.gatheringOver", 1),
        new(LanCounty.County, "alerts.open.testOverdue", 1),
        new(LanCounty.County, "alerts.open.incident", 0),
        new(LanCounty.County, "alerts.open.isolationBreach", 0),
    ];
}
