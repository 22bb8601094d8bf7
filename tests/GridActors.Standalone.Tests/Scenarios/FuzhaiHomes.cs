using System.Globalization;
using GridActors.CommandLine.Demo;

namespace GridActors.Standalone.Tests.Scenarios;

/// <summary>
/// The households of Fuzhai township 傅寨乡: who came home in the winter of 2020 and the seven cases among them; a year later
/// the migrant workers called and visited, the households in difficulties visited, their needs met, the tests made.
/// </summary>
internal static class FuzhaiHomes
{
    public const string County = "411724";
    public const string Township = "411724201";

    /// <summary>What the township made known, and what the plan below settles.</summary>
    public static readonly (string Indicator, decimal Value)[] Figures =
    [
        ("units.village", 14), // published, as are the next five
        ("returnees", 1598),
        ("cases.reported.confirmed", 7),
        ("cases.reported.confirmed.imported", 7),
        ("cases.reported.confirmed.onward", 0),
        ("cases.reported.closeContact.onward", 0),
        ("returnees.wuhan", 210),
        ("returnees.outOfCity", 1388),
        ("returnees.from.4201", 210),
        ("returnees.from.4115", 760),
        ("returnees.from.4113", 628),
        ("returnees.present", 1598),
        ("isolations", 210 + 21),
        ("isolated.home", 0),
        ("isolated.central", 0),
        ("checks.missed", 0),
        ("cases.confirmed", 0),
        ("cases.recovered", 7),
        ("cases.transferred", 0),
        ("cases.closeContact", 21),
        ("tests.positive", 7),
        ("alerts.open.case", 7 + 7 + 7 + 21),
        ("alerts.open.testPositive", 7),
        ("alerts.open.testOverdue", 0),
        ("migrants", 560),
        ("migrants.atRisk", 70),
        ("migrants.contacted", 560 + 560 + 308),
        ("migrants.phoned", 560),
        ("migrants.visited", 560),
        ("migrants.stayingPut", 308),
        ("tests.due", 0),
        ("tests.done", 7 + 21 + 252),
        ("households.lowIncome", 84),
        ("households.fiveGuarantee", 42),
        ("households.disabled", 84),
        ("households.seriousIllness", 56),
        ("households.unstable", 14),
        ("households.marginal", 14),
        ("households.vulnerable", 280),
        ("households.visited", 280),
        ("visits", 280 + 140),
        ("visits.condolence", 280),
        ("visits.followUp", 140),
        ("visits.lowIncome", 84 + 42),
        ("visits.disabled", 84 + 42),
        ("visits.unstable", 14 + 14),
        ("needs.open", 14),
        ("needs.open.medical", 14),
        ("needs.resolved", 126),
        ("deliveries", 112),
        ("jobs.seeking", 14),
        ("jobs.skilled", 28),
        ("jobs.departed", 42),
    ];

    private const int HomesAVillage = 60;
    private const int IsolationDays = 14;

    private static readonly string[] Villages =
    [
        "傅寨", "双屯", "章寨", "杨阁", "邱庄", "双台", "尚营", "陶庄", "熊楼", "殷寨", "老傅寨", "伍庄", "伍阁", "高阁",
    ];

    public static HomesPlan Plan()
    {
        var plan = new HomesPlan(seed: 411724);
        plan.Unit(County, "正阳县", "county", null);
        plan.Unit(Township, "傅寨乡", "township", County);
        var places = new List<Place[]>();
        for (var number = 0; number < Villages.Length; number++)
        {
            var village = $"{Township}{200 + number}";
            plan.Unit(village, $"{Villages[number]}村", "village", Township);
            places.Add(plan.Homes(village, HomesAVillage));
        }

        WinterOf2020(plan, [.. Enumerable.Range(0, HomesAVillage).SelectMany(home => places.Select(village => village[home]))]);
        foreach (var village in places)
        {
            WinterOf2021(plan, village);
        }

        return plan;
    }

    private static void WinterOf2020(HomesPlan plan, Place[] homes)
    {
        (int Count, string Place, string Class, string Code)[] origins =
            [(210, "武汉市", "wuhan", "4201"), (760, "信阳市", "outOfCity", "4115"), (628, "南阳市", "outOfCity", "4113")];
        var next = 0;
        foreach (var (count, place, @class, code) in origins)
        {
            for (var i = 0; i < count; i++, next++)
            {
                var (home, person) = (homes[next % homes.Length], plan.Person());
                var day = Date(new DateOnly(2020, 1, 22), next % 4);
                plan.Add(home, day, 9, "returnee.register", new
                {
                    person = HomesPlan.Of(person),
                    from = new { place, @class, code },
                    arrived = Date(new DateOnly(2020, 1, 18), next % 5),
                    occupation = "worker",
                    trip = $"K{next % 9 + 1065}",
                });
                if (@class == "wuhan")
                {
                    plan.Isolate(home, person, day, IsolationDays);
                    if (i % 30 == 0)
                    {
                        FallIll(plan, home, person);
                    }
                }
            }
        }
    }

    /// <summary>One of the seven, and three of the family who were near and stayed well.</summary>
    private static void FallIll(HomesPlan plan, Place home, Resident person)
    {
        var who = HomesPlan.Of(person);
        plan.Add(home, "2020-01-28", 11, "case.report", new { person = who, status = "suspected", origin = "imported" });
        plan.Add(home, "2020-01-28", 12, "test.order", new { person = who, due = "2020-01-29" });
        plan.Add(home, "2020-01-29", 15, "test.result", new { person = who, result = "positive" });
        plan.Add(
            home, "2020-01-29", 17, "case.report",
            new { person = who, status = "confirmed", origin = "imported", transferredTo = "正阳县人民医院" });
        plan.Add(home, "2020-02-20", 11, "case.report", new { person = who, status = "recovered" });
        for (var member = 0; member < 3; member++)
        {
            var relative = plan.Person();
            var near = HomesPlan.Of(relative);
            plan.Add(home, "2020-01-29", 18, "case.report", new { person = near, status = "closeContact", linkedTo = who });
            plan.Add(home, "2020-01-29", 19, "test.order", new { person = near, due = "2020-01-31T18:00:00+08:00" });
            plan.Add(home, "2020-01-31", 9, "test.result", new { person = near, result = "negative" });
            plan.Isolate(home, relative, "2020-01-30", IsolationDays, "central");
        }
    }

    private static void WinterOf2021(HomesPlan plan, Place[] village)
    {
        for (var number = 0; number < 40; number++)
        {
            ReachMigrant(plan, village[number], number);
        }

        string[] categories =
        [
            .. Enumerable.Repeat("lowIncome", 6), "fiveGuarantee", "fiveGuarantee", "fiveGuarantee",
            .. Enumerable.Repeat("disabled", 5), .. Enumerable.Repeat("seriousIllness", 4), "unstable", "marginal",
        ];
        for (var number = 0; number < categories.Length; number++)
        {
            // Who has just come out of poverty there also has a disabled member.
            var category = categories[number];
            Visit(plan, village[number], number, category == "unstable" ? [category, "disabled"] : [category]);
        }

        for (var number = 0; number < 4; number++)
        {
            var person = HomesPlan.Of(plan.Person());
            plan.Add(village[number], "2021-01-14", 10, "job.seek", number < 2 ? new { person, skill = "电焊" } : new { person });
            if (number > 0)
            {
                plan.Add(village[number], "2021-01-21", 10, "job.depart", new { person });
            }
        }
    }

    /// <summary>A call and a visit to every migrant worker; tests for those who come back to be tested.</summary>
    private static void ReachMigrant(HomesPlan plan, Place home, int number)
    {
        var person = HomesPlan.Of(plan.Person());
        object entry = number % 8 == 0 ? new { person, place = "石家庄市", risk = true } : new { person, place = "温州市" };
        plan.Add(home, "2021-01-11", 9, "migrant.register", entry);
        plan.Add(home, "2021-01-12", 14, "migrant.contact", new { person, means = "phone" });
        plan.Add(home, "2021-01-15", 15, "migrant.contact", new { person, means = "visit" });
        if (number < 22)
        {
            plan.Add(home, "2021-01-15", 16, "migrant.contact", new { person, means = "staysPut" });
        }
        else
        {
            plan.Add(home, "2021-01-16", 8, "test.order", new { person, due = "2021-01-18" });
            plan.Add(home, "2021-01-17", 9, "test.result", new { person, result = "negative" });
        }
    }

    private static void Visit(HomesPlan plan, Place home, int number, string[] categories)
    {
        plan.Add(
            home, "2021-01-13", 9, "household.survey",
            new { round = 1, persons = 1 + number % 5, categories, residence = "registered" });
        plan.Add(home, "2021-01-14", 14, "visit", new { purpose = "condolence" });
        if (number % 2 == 1)
        {
            return;
        }

        var isMedical = number % 4 == 2;
        plan.Add(home, "2021-01-14", 15, "need.raise", new { need = $"n{number}", kind = isMedical ? "medical" : "food", what = "过年用品" });
        plan.Add(home, "2021-01-18", 10, "visit", new { purpose = "followUp" });
        if (number != 2)
        {
            plan.Add(home, "2021-01-18", 11, "need.resolve", new { need = $"n{number}", how = "村里送到" });
            if (number != 6)
            {
                plan.Add(home, "2021-01-18", 12, "delivery", new { items = new[] { "大米一袋", "食用油一桶" } });
            }
        }
    }

    private static string Date(DateOnly from, int days) => from.AddDays(days).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
