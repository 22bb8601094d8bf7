using System.Globalization;
using GridActors.CommandLine.Demo;

namespace GridActors.Standalone.Tests.Scenarios;

/// <summary>
/// The households of Yanbian Prefecture 延边州, January and February 2020: person-checks in all eight counties; Dongxing
/// village with its many outsiders; Nangou village, where some had shared a bus with a case of their town.
/// </summary>
internal static class YanbianHomes
{
    public const string Prefecture = "2224";
    public const string Dongxing = "222401101205";
    public const string Nangou = "222406100203";
    public const string Bajiazi = "222406100";
    public const string Trip = "和龙-八家子客车 01-22 14:00";

    /// <summary>The published figures are those of 4 February; the plan below settles the others.</summary>
    public static readonly (string Unit, string Indicator, decimal Value)[] Figures =
    [
        (Prefecture, "units.county", 8), // published
        (Prefecture, "persons.checked", 71_046), // published: more than 71,000
        (Dongxing, "units.household", 658), // published
        (Dongxing, "households.surveyed", 658),
        (Dongxing, "persons.registered", 527 * 2),
        (Dongxing, "persons.outsider", 131),
        (Nangou, "households.surveyed", 174), // published
        (Nangou, "persons.surveyed", 375), // published
        (Nangou, "cases.confirmed", 0),
        (Bajiazi, "cases.confirmed", 1), // published
        (Bajiazi, "cases.transferred", 1),
        (Bajiazi, "cases.reported.confirmed.imported", 1),
        (Nangou, "cases.coTraveller", 6),
        (Nangou, "watch.pairs", 6),
        (Nangou, "isolated.home", 6),
        (Nangou, "isolated.home.outOfCity", 6),
        (Nangou, "tests.due", 0),
        (Nangou, "tests.done", 6),
        (Nangou, "tests.positive", 0),
        (Nangou, "checks.missed", 0),
        (Bajiazi, "alerts.open.case", 7),
    ];

    private const int Rounds = 4;

    private static readonly DateOnly FirstDay = new(2020, 1, 24);

    private static readonly (string Code, string Name)[] Counties =
    [
        ("222401", "延吉市"), ("222402", "图们市"), ("222403", "敦化市"), ("222404", "珲春市"), ("222405", "龙井市"),
        ("222406", "和龙市"), ("222424", "汪清县"), ("222426", "安图县"),
    ];

    public static HomesPlan Plan()
    {
        var plan = new HomesPlan(seed: 2224);
        plan.Unit(Prefecture, "延边朝鲜族自治州", "prefecture", null);
        foreach (var (code, name) in Counties)
        {
            plan.Unit(code, name, "county", Prefecture);
        }

        plan.Unit("222401101", "依兰镇", "township", "222401");
        plan.Unit(Dongxing, "东兴村", "village", "222401101");
        plan.Unit(Bajiazi, "八家子镇", "township", "222406");
        plan.Unit(Nangou, "南沟村", "village", Bajiazi);
        plan.Unit("222406100001", "八家子社区", "village", Bajiazi);
        var dongxing = SurveyDongxing(plan);
        var nangou = SurveyNangou(plan);
        TraceTheBus(plan, plan.Homes("222406100001", 1)[0], nangou);
        SurveyTheCounties(plan, 71_046 - dongxing - 375);
        return plan;
    }

    /// <summary>How many persons were checked.</summary>
    private static int SurveyDongxing(HomesPlan plan)
    {
        var homes = plan.Homes(Dongxing, 658 - 131).Select(home => (Home: home, Residence: "registered", Persons: 2))
            .Concat(plan.Homes(Dongxing, 131).Select(home => (Home: home, Residence: "outsider", Persons: 1))).ToList();
        foreach (var (home, residence, persons) in homes)
        {
            plan.Add(home, Day(plan.Random.Next(3)), 8 + plan.Random.Next(10), "household.survey", new { round = 1, persons, residence });
        }

        return homes.Sum(home => home.Persons);
    }

    /// <summary>174 households, 375 people: 27 of one person, the others of two or three.</summary>
    private static Place[] SurveyNangou(HomesPlan plan)
    {
        var homes = plan.Homes(Nangou, 174);
        for (var number = 0; number < homes.Length; number++)
        {
            var persons = number < 27 ? 1 : number < 27 + 54 ? 3 : 2;
            plan.Add(homes[number], Day(1 + plan.Random.Next(3)), 8 + plan.Random.Next(10), "household.survey", new { round = 1, persons });
        }

        return homes;
    }

    /// <summary>Six villagers had come home on the bus of the case; each is seen daily by a person who answers for them.</summary>
    private static void TraceTheBus(HomesPlan plan, Place town, Place[] nangou)
    {
        var sick = plan.Person();
        plan.Add(town, "2020-01-24", 9, "returnee.register", Return(sick, "wuhan", "4201"));
        plan.Add(town, "2020-01-25", 11, "case.report", new
        {
            person = HomesPlan.Of(sick),
            status = "confirmed",
            origin = "imported",
            transferredTo = "延边大学附属医院",
        });
        for (var number = 0; number < 6; number++)
        {
            var (home, villager) = (nangou[number * 20], plan.Person());
            var person = HomesPlan.Of(villager);
            plan.Add(home, "2020-01-25", 14, "returnee.register", Return(villager, "outOfCity", "2201"));
            plan.Add(home, "2020-01-25", 15, "case.report", new { person, status = "coTraveller", linkedTo = HomesPlan.Of(sick) });
            plan.Add(home, "2020-01-25", 16, "test.order", new { person, due = "2020-01-27" });
            plan.Add(home, "2020-01-25", 17, "watch.pair", new { watcher = $"联络员{number + 1}", role = "dailyContact" });
            plan.Isolate(home, villager, "2020-01-26", 14, upTo: "2020-02-04");
            plan.Add(home, "2020-01-27", 13, "test.result", new { person, result = "negative" });
        }
    }

    private static object Return(Resident person, string @class, string code) => new
    {
        person = HomesPlan.Of(person),
        from = new { place = "外地", @class, code },
        arrived = "2020-01-22",
        transport = "客车",
        trip = Trip,
    };

    /// <summary>The other person-checks: villages in every county whose households are asked again and again.</summary>
    private static void SurveyTheCounties(HomesPlan plan, int personChecks)
    {
        var left = personChecks;
        for (var number = 0; left > 0; number++)
        {
            var (county, _) = Counties[number % Counties.Length];
            var (township, village) = ($"{county}900", $"{county}9002{number / Counties.Length:00}");
            if (number < Counties.Length)
            {
                plan.Unit(township, "其他乡镇", "township", county);
            }

            plan.Unit(village, $"第{number + 1}村", "village", township);
            foreach (var home in plan.Homes(village, 120))
            {
                var persons = 2 + plan.Random.Next(5);
                for (var round = 1; round <= Rounds && left > 0; round++)
                {
                    // The last one is as small as it must be.
                    var asked = Math.Min(persons, left);
                    var day = Day(round * 3 - 3 + plan.Random.Next(3));
                    plan.Add(home, day, 8 + plan.Random.Next(10), "household.survey", new { round, persons = asked });
                    left -= asked;
                }
            }
        }
    }

    private static string Day(int after) => FirstDay.AddDays(after).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
