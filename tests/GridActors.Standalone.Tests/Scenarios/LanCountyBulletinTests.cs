using GridActors.CommandLine.Demo;

namespace GridActors.Standalone.Tests.Scenarios;

/// <summary>The bulletins of Puming, Tuyu and Dongcun, and of their county, on the scenario's last day.</summary>
public sealed class LanCountyBulletinTests(LanCountyRun run) : IClassFixture<LanCountyRun>
{
    private static readonly string Day = $"{LanCounty.LastDay:yyyy-MM-dd}";

    [Fact]
    public async Task Every_figure_stands_in_its_units_bulletin()
    {
        await using var gateway = await run.GatewayAsync();
        foreach (var unit in LanCountyFigures.All.GroupBy(figure => figure.Unit))
        {
            var bulletin = await gateway.BulletinAsync(unit.Key, Day);
            Assert.All(unit, figure => Assert.Equal(
                (figure.Indicator, figure.Value), (figure.Indicator, bulletin.Total(figure.Indicator))));
        }
    }

    [Fact]
    public async Task Pumings_says_what_it_published()
    {
        await using var gateway = await run.GatewayAsync();
        var bulletin = await gateway.BulletinAsync(Townships.Puming, Day);
        Assert.StartsWith("岚县普明镇疫情防控工作通报\n2020年2月5日（数据截至当日24时）\n", bulletin.Chinese);
        bulletin.States("units.grid", 65, "网格65个", "grid 65");
        bulletin.States("checkpoints.open", 37, "在岗卡点37个", "checkpoints open 37");
        bulletin.States("isolated.home", 52, "居家隔离52人（武汉返乡12人", "isolated at home 52 (returnees: Wuhan 12");
        bulletin.States("closures.wedding", 1, "婚宴禁办1处", "weddings 1");
        bulletin.States("closures.liveAnimalTrade", 1, "活畜禽交易禁止1处", "live-animal trade 1");
        bulletin.States("teams.partyOrganisation", 23, "党组织23个", "teams: party organisations 23");
        bulletin.States("staff.partyMember", 420, "党员420人", "party members 420");
        bulletin.States("supply.donated.mask", 150, "口罩捐赠150只", "received, donated: masks 150");
        bulletin.States("reports", 90, "应报18个村，已报18个村。", "18 of 18 villages have reported.");
        Assert.Contains("第1轮摸排应摸195户，已摸195户，覆盖率100.0%。", bulletin.Chinese);
    }

    [Fact]
    public async Task Tuyus_says_what_it_published()
    {
        await using var gateway = await run.GatewayAsync();
        var bulletin = await gateway.BulletinAsync(Townships.Tuyu, Day);
        bulletin.States("households.surveyed", 1427, "已摸排1427户", "households surveyed 1,427");
        bulletin.States(
            "returnees", 532, "累计，返乡登记532人次（市外返乡214人、县外返乡318人）",
            "returnees 532 (outside the city 214, outside the county 318)");
        bulletin.States("checkpoints.natural-village", 15, "自然村级卡点15个", "natural-village 15");
        bulletin.States("checkpoints.open", 24, "在岗卡点24个", "checkpoints open 24");
        bulletin.States("households.contacted", 1427, "联户包保1427户", "households with a contact member 1,427");
        bulletin.States("teams.partyGroup", 8, "党小组8个", "party groups 8");
        bulletin.States("teams.vanguard", 11, "先锋队11个", "vanguard teams 11");
        bulletin.States("roadblocks", 12, "封堵路口12处", "roadblocks 12");
        Assert.Contains("第3轮摸排应摸1427户，已摸971户，覆盖率68.0%；尚未完成的有", bulletin.Chinese);
        Assert.Contains("Round 3: 971 of 1,427 households (68.0%); not complete: ", bulletin.English);
    }

    [Fact]
    public async Task Dongcuns_says_what_it_published()
    {
        await using var gateway = await run.GatewayAsync();
        var bulletin = await gateway.BulletinAsync(Townships.Dongcun, Day);
        bulletin.States("checkpoints.open", 70, "在岗卡点70个", "checkpoints open 70");
        bulletin.States("staff.gridWorker", 345, "防控力量345人（网格员345人）", "staff 345 (grid workers 345)");
        bulletin.States("supply.used.mask", 7000, "口罩使用7000只", "used: masks 7,000");
        bulletin.States("supply.used.thermometer", 250, "体温计使用250支", "thermometers 250");
        bulletin.States("supply.used.coat", 460, "棉大衣使用460件", "coats 460");
        bulletin.States("supply.used.disinfectantBox", 30, "箱装消毒液使用30箱", "disinfectant in boxes 30");
        bulletin.States("units.community", 87, "小区87个", "community 87");
        bulletin.States("agreements.responsibility", 87, "签订责任状87份", "agreements: responsibility 87");
        bulletin.States("isolated.home.wuhan", 37, "居家隔离885人（武汉返乡37人、县外返乡848人）", "Wuhan 37");
        bulletin.States("isolated.home.outOfCounty", 848, "县外返乡848人", "outside the county 848");
        bulletin.States("gatherings.stopped", 5, "制止聚集活动5场", "gatherings stopped 5");
        bulletin.States("publicity.board", 50, "板报50期", "boards 50");
        bulletin.States("publicity.banner", 350, "横幅350条", "banners 350");
        bulletin.States("publicity.notice", 152, "通告152份", "notices 152");
        bulletin.States("publicity.letter", 18_000, "公开信18000份", "letters 18,000");
        bulletin.States("publicity.brochure", 2_000, "宣传册2000份", "brochures 2,000");
        bulletin.States("publicity.vehicle", 2, "宣传车2辆", "vehicles 2");
        bulletin.States("talks.partyOrganisation", 3, "约谈党组织3次", "talks with party organisations 3");
        bulletin.States("talks.villageLeader", 10, "约谈村干部10次", "talks with village leaders 10");
        bulletin.States("talks.townshipCadre", 2, "约谈乡镇干部2次", "talks with township cadres 2");
    }
}
