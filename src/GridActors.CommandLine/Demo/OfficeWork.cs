using System.Text.Json;

namespace GridActors.CommandLine.Demo;

/// <summary>
/// What county, townships and villages do beside what three of them published: gatherings reported and decided, venues
/// inspected, patrols, disinfection, broadcasts, notices, meetings, supervision, what goes wrong at a gate.
/// </summary>
internal sealed class OfficeWork(UnitPlan plan, Seeds seeds)
{
    private const string Headquarters = "141127-hq";

    private static readonly (string Kind, string? Decision)[] Gatherings =
    [
        ("wedding", "deferred"), ("funeral", "simplified"), ("banquet", null), ("fair", "cancelled"),
    ];

    private static readonly (string Kind, string Name)[] Venues =
    [
        ("supermarket", "惠民超市"), ("restaurant", "岚河饭店"), ("delicatessen", "老马熟食店"), ("pharmacy", "康泰药店"),
        ("coldChain", "县冷库"), ("clinic", "城关诊所"),
    ];

    private static readonly string[] Measures = ["测温登记", "分桌就餐"];
    private static readonly string[] Violations = ["mask", "mask", "crowding", "rumour", "fireworks", "pricing"];
    private static readonly string[] Incidents = ["车辆拒检后劝返", "两人翻越路障", "司机身份证未带", "一人体温计读数异常"];
    private static readonly string[] Supervised = ["普明镇各卡点", "岚城镇集中隔离点", "土峪乡日报告", "社科乡值班"];

    private readonly string[] _townships =
        [.. plan.Rows.Where(row => row.Kind == "township").Select(row => row.Code)];

    private readonly string[] _villages =
    [
        .. plan.VillagesOf(Townships.Puming).Concat(plan.VillagesOf(Townships.Lancheng))
            .Select(village => village.Code),
    ];

    private readonly Gate[] _border = [.. plan.Gates.Where(gate => gate.Tier == "county")];

    public IEnumerable<Draft> Of(int day)
    {
        var random = seeds.For(Seeds.Part.Offices, day);
        return
        [
            .. Plans(day), .. GatheringsOf(day, random), .. Inspections(day), .. Villages(day, random),
            .. Notices(day, random), .. CountysOwn(day), .. AtBorder(day, random),
        ];
    }

    private static IEnumerable<Draft> Plans(int day) => day > 1
        ? []
        :
        [
            .. new[] { Townships.Puming, Townships.Dongcun }.Select(township => Deeds.InOffice(
                township, At(day, 8, 30), "sweep.start", ("round", 1), ("due", ScenarioTime.DateOf(4)))),
            Deeds.InOffice(
                LanCounty.County, At(day, 8, 30), "quota.set",
                ("indicator", "surveys"), ("count", 1), ("per", "household")),
            Deeds.InOffice(
                Townships.Puming, At(day, 8, 40), "quota.set",
                ("indicator", "patrols"), ("count", 1), ("per", "village")),
        ];

    /// <summary>Reported and decided on one day, looked at on the next; on the third day more came than said.</summary>
    private IEnumerable<Draft> GatheringsOf(int day, Random random)
    {
        foreach (var (number, (kind, decision)) in Gatherings.Index())
        {
            var (village, key) = (VillageOf(day, number), $"g{day}-{number + 1}");
            yield return Deeds.InOffice(
                village, At(day, 9, number), "gathering.report",
                ("gathering", key), ("kind", kind), ("date", ScenarioTime.DateOf(day + 1)), ("planned", 8 + number));
            if (decision is not null)
            {
                yield return Deeds.InOffice(
                    village, At(day, 14, number + random.Next(40)), "gathering.decide",
                    ("gathering", key), ("decision", decision));
            }

            if (kind == "funeral" && day > 1)
            {
                yield return Deeds.InOffice(
                    VillageOf(day - 1, number), At(day, 11, 0), "gathering.inspect",
                    ("gathering", $"g{day - 1}-{number + 1}"),
                    ("attended", day == 3 ? 14 : 7),
                    ("measures", Measures));
            }
        }
    }

    /// <summary>Every other venue has a hazard, put right on the next day; that of the second day is not.</summary>
    private static IEnumerable<Draft> Inspections(int day)
    {
        for (var number = 0; number < 4; number++)
        {
            var (kind, name) = Venues[((day * 4) + number) % Venues.Length];
            var (key, hasHazard) = ($"z{day}-{number + 1}", number % 2 == 0);
            yield return new Draft(
                At(day, 10, number * 12), $"{Townships.Lancheng}-office", Townships.Lancheng, "市场监管所", "inspection",
                json =>
                {
                    json.WriteFields([("venueKind", kind), ("venue", name)]);
                    if (hasHazard)
                    {
                        WriteHazard(json, key, ScenarioTime.DateOf(day + 1));
                    }
                });
            if (hasHazard && day > 1 && (day, number) != (3, 0))
            {
                yield return Deeds.InOffice(
                    Townships.Lancheng, At(day, 15, number), "hazard.fix", ("hazard", $"z{day - 1}-{number + 1}"));
            }
        }
    }

    private static void WriteHazard(Utf8JsonWriter json, string key, DateOnly due)
    {
        json.WriteStartArray("hazards");
        json.WriteStartObject();
        json.WriteFields([("hazard", key), ("what", "从业人员未戴口罩、未作消毒记录"), ("due", due)]);
        json.WriteEndObject();
        json.WriteEndArray();
    }

    private IEnumerable<Draft> Villages(int day, Random random)
    {
        foreach (var village in _villages)
        {
            yield return Deeds.InOffice(
                village, At(day, 16, random.Next(25)), "patrol", ("text", "巡查主街与聚集点"));
            yield return Deeds.InOffice(
                village, At(day, 10, random.Next(50)), "publicity", ("kind", "broadcast"), ("count", 3));
            yield return Deeds.InOffice(
                village, At(day, 11, random.Next(50)), "disinfection", ("place", "村委会及主街"), ("litres", 2.5m));
        }

        foreach (var kind in Violations)
        {
            yield return Deeds.InOffice(
                random.Of(_villages), At(day, 12, random.Next(200)), "violation.stop", ("kind", kind));
        }

        if (day <= 3)
        {
            yield return Deeds.InOffice(
                VillageOf(day, 5), At(day, 13, 0), "donation", ("yuan", 2_000m + (day * 500)));
        }
    }

    /// <summary>From the county to its townships; one does not acknowledge the second.</summary>
    private IEnumerable<Draft> Notices(int day, Random random)
    {
        if (day is not (1 or 3) && day % 7 != 0)
        {
            yield break;
        }

        var key = $"notice-{day}";
        yield return Deeds.InOffice(
            LanCounty.County, At(day, 9, 0), "notice.issue",
            ("notice", key), ("title", $"县指挥部第{day}号通告"), ("text", "严格落实外来人员登记和居家隔离。"), ("to", _townships));
        foreach (var township in day == 3 ? _townships.Take(_townships.Length - 1) : _townships)
        {
            yield return new Draft(
                At(day, 10, random.Next(400)), $"{township}-office", LanCounty.County, township, "notice.acknowledge",
                json => json.WriteFields([("notice", key), ("addressee", township)]));
        }
    }

    private static IEnumerable<Draft> CountysOwn(int day)
    {
        yield return Deeds.InOffice(
            LanCounty.County, At(day, 20, 0), "meeting", ("kind", "疫情防控视频调度会"), ("attended", 22));
        yield return Deeds.InOffice(
            LanCounty.County, At(day, 18, 30), "supervision",
            ("target", Supervised[day % Supervised.Length]), ("finding", "值守到位,台账需补全"));
        if (day == 4)
        {
            yield return Deeds.InOffice(LanCounty.County, At(day, 18, 40), "commendation", ("target", "窑头村值守党员"));
        }
    }

    /// <summary>The headquarters answer each; that of the scenario's last day is not closed yet.</summary>
    private IEnumerable<Draft> AtBorder(int day, Random random)
    {
        var gate = random.Of(_border);
        var (device, at) = ($"{gate.Device}-alarm{day}", At(day, 10, random.Next(240)));
        yield return new Draft(at, device, gate.Unit, gate.Workers[1], "incident", json => json.WriteFields(
            [("severity", day % 3 == 0 ? "high" : "low"), ("text", Incidents[day % Incidents.Length])]));
        var key = ("key", (object)$"incident:{device}/1");
        yield return Answer("alert.acknowledge", TimeSpan.FromMinutes(30));
        if (day != LanCounty.Days)
        {
            yield return Answer("alert.close", TimeSpan.FromHours(3));
        }

        Draft Answer(string type, TimeSpan after) => new(
            at + after, Headquarters, gate.Unit, "县指挥部", type, json => json.WriteFields([key]));
    }

    private string VillageOf(int day, int number) => _villages[((day * 11) + (number * 5)) % _villages.Length];

    private static DateTimeOffset At(int day, int hour, int minute) =>
        ScenarioTime.At(day, ScenarioTime.Clock(hour, 0) + TimeSpan.FromMinutes(minute));
}
