using System.Globalization;

namespace GridActors.CommandLine.Demo;

/// <summary>What the townships set up in February 2020: grids, communities, checkpoints, households.</summary>
internal static class Townships
{
    public const string Dongcun = "141127100";
    public const string Lancheng = "141127101";
    public const string Puming = "141127102";

    /// <summary>土峪乡 has merged since; the list of 2023 leaves its place in the order of codes free.</summary>
    public const string Tuyu = "141127200";

    /// <summary>The county's site for central isolation.</summary>
    public const string CentralSite = "141127101-iso";

    private const int TuyuHouseholds = 1427;
    private const int DongcunCommunities = 87;
    private const int DongcunCommunityGates = 40;

    /// <summary>Tuyu's villages stand elsewhere today; these names are made up. All but one have an outlier.</summary>
    private static readonly (string Village, string? Natural)[] TuyuVillages =
    [
        ("窑头", "上窑头"), ("石门沟", "下石门"), ("前柳沟", "小柳沟"), ("后柳沟", "柳沟里"), ("榆树坪", "榆树湾"),
        ("寨上", "寨底"), ("槐树底", "槐树梁"), ("黑石崖", "黑石沟"), ("西坡头", "坡头上"), ("南沟", "南沟口"),
        ("庙湾", "庙儿坪"), ("麻地会", "麻地沟"), ("沙会子", "沙会湾"), ("羊圈沟", "羊圈坪"), ("红土梁", "红土沟"),
        ("松树岭", null),
    ];

    /// <summary>With the county's borders, where there is a checkpoint of the county too.</summary>
    private static readonly (string Township, string? Border)[] Others =
    [
        (Lancheng, "忻岚公路县界"), ("141127103", "界河口县界"), ("141127201", null), ("141127202", "王狮县界"),
        ("141127203", null), ("141127204", "顺会县界"), ("141127206", "社科县界"),
    ];

    public static void AddPuming(UnitPlan plan)
    {
        var villages = plan.VillagesOf(Puming);
        foreach (var (at, village) in villages.Index())
        {
            // 65 grids over 18 villages: the first 11 have one more.
            for (var grid = 1; grid <= (at < 11 ? 4 : 3); grid++)
            {
                var row = plan.AddNext(
                    $"{village.Code}-g", "00", $"{village.ShortNameOf()}第{grid}网格", "grid", village.Code);
                for (var home = 0; home < 3; home++)
                {
                    plan.AddHome(village, row.Code);
                }
            }
        }

        foreach (var road in (string[])["国道209线北口", "国道209线南口", "普明集镇口"])
        {
            plan.AddGate(Puming, Puming, "township", $"{road}卡点");
        }

        foreach (var village in villages)
        {
            plan.AddGate(Puming, village.Code, "village", $"{village.ShortNameOf()}村口卡点");
        }

        foreach (var village in villages.Take(16))
        {
            plan.AddGate(Puming, village.Code, "village", $"{village.ShortNameOf()}后路卡点");
        }
    }

    public static void AddTuyu(UnitPlan plan)
    {
        plan.Add(Tuyu, "土峪乡", "township", LanCounty.County, households: TuyuHouseholds);
        foreach (var (at, (name, natural)) in TuyuVillages.Index())
        {
            var code = (141127200200 + at).ToString(CultureInfo.InvariantCulture);
            var village = plan.Add(code, $"{name}村委会", "village", Tuyu);
            var grid = natural is null ? null : plan.AddNext($"{code}-g", "00", $"{natural}自然村", "grid", code);

            // 16 villages share 1,427 households; about a third of them live in the outlier.
            var homes = (TuyuHouseholds / TuyuVillages.Length) + (at < TuyuHouseholds % TuyuVillages.Length ? 1 : 0);
            for (var home = 0; home < homes; home++)
            {
                plan.AddHome(village, grid is not null && home % 3 == 2 ? grid.Code : code);
            }

            if (grid is not null)
            {
                plan.AddGate(Tuyu, grid.Code, "natural-village", $"{natural}路口卡点");
            }
        }

        plan.AddGate(Tuyu, Tuyu, "township", "国道209线土峪北卡点");
        plan.AddGate(Tuyu, Tuyu, "township", "国道209线土峪南卡点");
        foreach (var village in plan.VillagesOf(Tuyu).Take(7))
        {
            plan.AddGate(Tuyu, village.Code, "village", $"{village.ShortNameOf()}村口卡点");
        }

        for (var lane = 1; lane <= 12; lane++)
        {
            plan.AddNext($"{Tuyu}-b", "00", $"国道209线岔道{lane}封堵点", "checkpoint", Tuyu, "roadblock");
        }
    }

    public static void AddDongcun(UnitPlan plan)
    {
        string[] names = ["秀容", "岚漪", "龙泉", "向阳", "新建", "光明", "文昌", "振兴", "康宁", "惠民", "和谐", "东河"];
        string[] kinds = ["小区", "家园", "苑", "新村", "佳苑", "巷", "院", "里"];
        var villages = plan.VillagesOf(Dongcun);
        for (var at = 0; at < DongcunCommunities; at++)
        {
            // The county town grew over the first ten of the villages; the communities lie there.
            var village = villages[at % 10];
            var name = names[at % names.Length] + kinds[at / names.Length];
            var row = plan.AddNext($"{village.Code}-x", "00", $"{name}(自建)", "community", village.Code);
            for (var home = 0; home < 6; home++)
            {
                plan.AddHome(village, row.Code);
            }

            if (at < DongcunCommunityGates)
            {
                plan.AddGate(Dongcun, row.Code, "community", $"{name}门口卡点");
            }
        }

        foreach (var village in villages)
        {
            for (var home = 0; home < 11; home++)
            {
                plan.AddHome(village, village.Code);
            }

            plan.AddGate(Dongcun, village.Code, "village", $"{village.ShortNameOf()}村口卡点");
        }

        foreach (var road in (string[])["县城北出口", "县城南出口", "高速路口", "火车站"])
        {
            plan.AddGate(Dongcun, Dongcun, "township", $"{road}卡点");
        }
    }

    /// <summary>The rest of the county: its roads are watched too.</summary>
    public static void AddOthers(UnitPlan plan)
    {
        foreach (var (township, border) in Others)
        {
            if (border is not null)
            {
                plan.AddGate(township, township, "county", $"{border}卡点");
            }

            plan.AddGate(township, township, "township", "集镇东口卡点");
            plan.AddGate(township, township, "township", "集镇西口卡点");
        }
    }

    public static Home AddCentralSite(UnitPlan plan) => plan.AddInstitution(CentralSite, "岚县集中隔离点", Lancheng);
}
