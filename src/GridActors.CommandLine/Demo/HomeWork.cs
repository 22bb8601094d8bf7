namespace GridActors.CommandLine.Demo;

/// <summary>
/// What is done for households: visits, needs found and resolved, shopping brought, migrant workers kept in touch with,
/// neighbours who look after one another, those from Wuhan tested.
/// </summary>
internal sealed class HomeWork(IReadOnlyList<Home> homes, Returnees returnees, Seeds seeds)
{
    private const int VisitsADay = 60;
    private const int NeedsADay = 10;
    private const int DeliveriesADay = 25;
    private const int MigrantsADay = 8;
    private const int SeekersADay = 3;
    private const int PairsADay = 10;
    private const int TestsOrderedOn = 3;

    private static readonly string[] Purposes = ["outreach", "outreach", "condolence", "followUp", "counselling"];
    private static readonly string[] Goods = ["面粉", "食用油", "蔬菜", "鸡蛋", "药品"];
    private static readonly string[] Places = ["温州市", "太原市", "北京市", "榆林市", "苏州市"];
    private static readonly string[] Skills = ["电焊", "驾驶", "砌筑", "缝纫"];

    private static readonly (string Kind, string What, string How)[] Needs =
    [
        ("medical", "降压药快用完了", "村医送药上门"), ("food", "家中缺米面", "代购配送"), ("relief", "临时救助", "已报乡镇民政"),
        ("job", "想在本县找活", "介绍到扶贫车间"), ("consumption", "土豆卖不出去", "机关食堂采购"),
    ];

    public IEnumerable<Draft> Of(int day) =>
    [
        .. Visits(day), .. NeedsRaised(day), .. NeedsResolved(day), .. Migrants(day), .. Jobs(day), .. Tests(day),
    ];

    private IEnumerable<Draft> Visits(int day)
    {
        var random = seeds.For(Seeds.Part.Homes, day);
        for (var number = 0; number < VisitsADay; number++)
        {
            yield return Deeds.AtHome(random.Of(homes), By(day, random), "visit", ("purpose", random.Of(Purposes)));
        }

        for (var number = 0; number < DeliveriesADay; number++)
        {
            yield return Deeds.AtHome(
                random.Of(homes), By(day, random), "delivery",
                ("items", Goods.Where(_ => random.Percent(40)).Append("蔬菜").Distinct().ToArray()));
        }

        for (var number = 0; number < PairsADay; number++)
        {
            var home = random.Of(homes);
            yield return Deeds.AtHome(
                home, By(day, random), "watch.pair", ("watcher", home.Contact), ("role", "partyMember"));
        }
    }

    /// <summary>The same for the day on which they are raised and the next, on which most are resolved.</summary>
    private IEnumerable<(Home Home, string Key, (string Kind, string What, string How) Need)> NeedsOf(int day)
    {
        var random = seeds.For(Seeds.Part.Homes, 1_000 + day);
        for (var number = 1; number <= NeedsADay; number++)
        {
            yield return (random.Of(homes), $"x{day}-{number}", random.Of(Needs));
        }
    }

    private IEnumerable<Draft> NeedsRaised(int day)
    {
        var random = seeds.For(Seeds.Part.Homes, 2_000 + day);
        return NeedsOf(day).Select(found => Deeds.AtHome(
            found.Home, By(day, random), "need.raise",
            ("need", found.Key), ("kind", found.Need.Kind), ("what", found.Need.What)));
    }

    private IEnumerable<Draft> NeedsResolved(int day)
    {
        var random = seeds.For(Seeds.Part.Homes, 3_000 + day);
        return day == 1
            ? []
            : NeedsOf(day - 1).Skip(2).Select(found => Deeds.AtHome(
                found.Home, By(day, random), "need.resolve", ("need", found.Key), ("how", found.Need.How)));
    }

    /// <summary>Away at work: registered by the family, rung up on the day after.</summary>
    private IEnumerable<Draft> Migrants(int day)
    {
        var random = seeds.For(Seeds.Part.Homes, 4_000 + day);
        foreach (var (home, person) in AwayFrom(day))
        {
            yield return Deeds.AtHome(
                home, By(day, random), "migrant.register",
                ("person", person), ("place", random.Of(Places)), ("risk", random.Percent(10)));
        }

        foreach (var (home, person) in day == 1 ? [] : AwayFrom(day - 1))
        {
            var means = random.Next(10) switch { < 7 => "phone", < 9 => "visit", _ => "staysPut" };
            yield return Deeds.AtHome(
                home, By(day, random), "migrant.contact", ("person", person), ("means", means));
        }
    }

    private IEnumerable<(Home Home, Resident Person)> AwayFrom(int day)
    {
        var random = seeds.For(Seeds.Part.Homes, 5_000 + day);
        var people = new Population(seeds.For(Seeds.Part.People, 5_000 + day));
        return [.. Enumerable.Range(0, MigrantsADay).Select(_ => (random.Of(homes), people.Next(1970, 2001)))];
    }

    private IEnumerable<Draft> Jobs(int day)
    {
        var random = seeds.For(Seeds.Part.Homes, 6_000 + day);
        foreach (var (home, person) in AwayFrom(day).Take(SeekersADay))
        {
            yield return Deeds.AtHome(
                home, ScenarioTime.At(day, ScenarioTime.Clock(18, 0)), "job.seek",
                ("person", person), ("skill", random.Of(Skills)));
        }

        foreach (var (home, person) in day <= 3 ? [] : AwayFrom(day - 3).Take(SeekersADay - 1))
        {
            yield return Deeds.AtHome(
                home, ScenarioTime.At(day, ScenarioTime.Clock(8, 30)), "job.depart", ("person", person));
        }
    }

    /// <summary>
    /// All from Wuhan: ordered on one day, taken on the next but for one, who is overdue. One had sat beside a patient.
    /// </summary>
    private IEnumerable<Draft> Tests(int day)
    {
        if (day is not (TestsOrderedOn or TestsOrderedOn + 1))
        {
            return [];
        }

        var random = seeds.For(Seeds.Part.Homes, 7_000 + day);
        Returnee[] tested =
        [
            .. Enumerable.Range(1, TestsOrderedOn).SelectMany(returnees.Of)
                .Where(returnee => returnee.From?.Class == "wuhan"),
        ];
        return day == TestsOrderedOn
            ?
            [
                .. tested.Select(returnee => Deeds.AtHome(
                    returnee.Home, ScenarioTime.At(day, ScenarioTime.Clock(20, 40)), "test.order",
                    ("person", returnee.Person), ("due", ScenarioTime.DateOf(day + 1)))),
                Deeds.AtHome(
                    tested[1].Home, ScenarioTime.At(day, ScenarioTime.Clock(20, 50)), "case.report",
                    ("person", tested[1].Person), ("status", "closeContact")),
            ]
            : tested.Skip(1).Select(returnee => Deeds.AtHome(
                returnee.Home, By(day, random), "test.result",
                ("person", returnee.Person), ("result", "negative")));
    }

    private static DateTimeOffset By(int day, Random random) =>
        ScenarioTime.At(day, random.Between(ScenarioTime.Clock(9, 0), ScenarioTime.Clock(17, 30)));
}
