using GridActors.Journaling.Ports;

namespace GridActors.Standalone.Tests.Scenarios;

/// <summary>
/// Who stood where in early 2020 and 2021 with what: Fuzhai of Zhengyang, the cadres and handbooks of Yanbian
/// Prefecture. Puming, Tuyu and Dongcun of Lan County are played whole (<see cref="LanCountyTests"/>).
/// </summary>
public sealed class PostsTests
{
    private const int ShiftHours = 8;

    private static readonly DateTimeOffset Begin = new(2020, 2, 1, 6, 0, 0, TimeSpan.FromHours(8));

    private readonly PlaceUnderTest _place = new(Begin);

    [Fact]
    public async Task Dongcun_staffs_70_checkpoints_round_the_clock_and_hands_out_what_it_got()
    {
        const string township = "141127100";
        const int gates = 70;
        const int shifts = 6; // two days and nights; the last is still on
        const int workers = 345;
        Township(township, "东村镇");
        (string Item, int All)[] supplies = [("mask", 7000), ("thermometer", 250), ("coat", 460), ("disinfectantBox", 30)];
        foreach (var (item, all) in supplies)
        {
            _place.Record(township, Begin, "supply.receive", Supply(item, all, ",\"how\":\"purchased\""));
        }

        for (var gate = 0; gate < gates; gate++)
        {
            var unit = $"{township}-c{gate + 1:00}";
            _place.Unit(unit, "卡点", "checkpoint", township);
            _place.Record(unit, Begin, "checkpoint.open");
            Staff(unit, ShareOf(workers, gate, gates), shifts);
            foreach (var (item, all) in supplies.Where(supply => ShareOf(supply.All, gate, gates) > 0))
            {
                var share = ShareOf(all, gate, gates);
                _place.Record(township, Begin.AddHours(1), "supply.transfer", Supply(item, share, $",\"to\":\"{unit}\""));
                _place.Record(unit, Begin.AddHours(2), "supply.use", Supply(item, share));
            }
        }

        await RunAsync(Begin.AddHours((ShiftHours * shifts) - 1));

        await _place.HoldsAsync(
            "141127",
            ("checkpoints.open", gates), ("staff", workers), ("staff.gridWorker", workers),
            ("shifts.planned", gates * shifts), ("duty.onNow", gates), ("duty.minutes", gates * (shifts - 1) * ShiftHours * 60),
            ("alerts.open.unmanned", 0), ("alerts.open.shiftEmpty", 0),
            ("supply.used.mask", 7000), ("supply.used.thermometer", 250), ("supply.used.coat", 460),
            ("supply.used.disinfectantBox", 30), ("supply.received.mask", 7000), ("supply.purchased.coat", 460),
            ("stock.mask", 0), ("stock.inTransit.mask", 0), ("stock.coat", 0), ("stock.disinfectantBox", 0));
        await using var gateway = await _place.GatewayAsync();
        var bulletin = await gateway.BulletinAsync(township, "2020-02-02");
        bulletin.States("checkpoints.open", gates, "在岗卡点70个", "checkpoints open 70");
        bulletin.States("staff.gridWorker", workers, "防控力量345人（网格员345人）", "staff 345 (grid workers 345)");
        bulletin.States("supply.used.mask", 7000, "口罩使用7000只", "used: masks 7,000");
        bulletin.States("supply.used.thermometer", 250, "体温计使用250支", "thermometers 250");
        bulletin.States("supply.used.coat", 460, "棉大衣使用460件", "coats 460");
        bulletin.States("supply.used.disinfectantBox", 30, "箱装消毒液使用30箱", "disinfectant in boxes 30");
    }

    [Fact]
    public async Task Puming_and_Tuyu_count_their_party_members_organisations_groups_and_teams()
    {
        const string puming = "141127102";
        const string tuyu = "141127203";
        const int villages = 23;
        const int members = 420;
        Township(puming, "普明镇");
        _place.Unit(tuyu, "土峪乡", "township", "141127");
        for (var number = 0; number < villages; number++)
        {
            var village = $"{puming}{200 + number}";
            _place.Unit(village, "村", "village", puming);
            _place.Record(village, Begin, "team.form", $$"""{"kind":"partyOrganisation","name":"党支部{{number}}"}""");
            foreach (var member in Enumerable.Range(1, ShareOf(members, number, villages)))
            {
                _place.Record(village, Begin, "staff.enrol", $$"""{"worker":"党员{{number}}-{{member}}","role":"partyMember"}""");
            }

            _place.Record(village, Begin, "staff.enrol", $$"""{"worker":"党员{{number}}-1","role":"villageCadre"}""");
            _place.Record(village, Begin.AddHours(1), "shift.signIn", $$"""{"worker":"党员{{number}}-1"}""");
            _place.Record(village, Begin.AddHours(25), "shift.signOut", $$"""{"worker":"党员{{number}}-1"}""");
        }

        _place.Record(puming, Begin, "supply.receive", Supply("mask", 150, ",\"how\":\"donated\""));
        _place.Record(tuyu, Begin, "team.form", """{"kind":"partyGroup","count":8}""");
        foreach (var number in Enumerable.Range(1, 11))
        {
            _place.Record(tuyu, Begin, "team.form", $$"""{"kind":"vanguard","name":"先锋{{number}}队"}""");
        }

        await RunAsync(Begin.AddHours(26));

        await _place.HoldsAsync(
            puming,
            ("teams.partyOrganisation", villages), ("staff", members), ("staff.partyMember", members),
            ("staff.villageCadre", villages), ("duty.minutes", villages * 24 * 60), ("supply.donated.mask", 150), ("stock.mask", 150));
        await _place.HoldsAsync(tuyu, ("teams.partyGroup", 8), ("teams.vanguard", 11));
        await _place.HoldsAsync("141127", ("teams.partyOrganisation", villages), ("teams.vanguard", 11), ("staff", members));
        await using var gateway = await _place.GatewayAsync();
        var (ofPuming, ofTuyu) = (await gateway.BulletinAsync(puming, "2020-02-01"), await gateway.BulletinAsync(tuyu, "2020-02-01"));
        ofPuming.States("teams.partyOrganisation", villages, "党组织23个", "teams: party organisations 23");
        ofPuming.States("staff.partyMember", members, "党员420人", "party members 420");
        ofPuming.States("supply.donated.mask", 150, "口罩捐赠150只", "received, donated: masks 150");
        ofTuyu.States("teams.partyGroup", 8, "党小组8个", "party groups 8");
        ofTuyu.States("teams.vanguard", 11, "先锋队11个", "vanguard teams 11");
    }

    [Fact]
    public async Task Fuzhai_has_over_200_volunteers_on_two_days_and_somebody_on_duty_in_every_village()
    {
        const string township = "411724201";
        const int villages = 14;
        const int volunteers = 210;
        _place.Unit("411724", "正阳县", "county");
        _place.Unit(township, "傅寨乡", "township", "411724");
        for (var number = 0; number < villages; number++)
        {
            var village = $"{township}{200 + number}";
            _place.Unit(village, "村", "village", township);
            Staff(village, workers: 3, shifts: 3);
            foreach (var day in Enumerable.Range(0, 2))
            {
                var people = $$"""{"count":{{ShareOf(volunteers, number, villages)}},"role":"volunteer"}""";
                _place.Record(village, Begin.AddDays(day).AddHours(2), "staff.enrol", people);
                _place.Record(village, Begin.AddDays(day).AddHours(12), "staff.leave", people);
            }

            _place.Record(village, Begin.AddHours(3), "disinfection", """{"place":"村委会","litres":2.5}""");
        }

        await RunAsync(Begin.AddHours(36 + 1));

        await _place.HoldsAsync(
            township,
            ("staff.volunteer", 0), ("staff", villages * 3), ("duty.onNow", villages), ("disinfections", villages),
            ("alerts.open.shiftEmpty", 0));
        await using var gateway = await _place.GatewayAsync();
        var bulletin = await gateway.BulletinAsync(township, $"{Begin:yyyy-MM-dd}");
        Assert.Contains("消杀14次", bulletin.Chinese);
    }

    [Fact]
    public async Task Yanbians_cadres_and_handbooks_add_up_one_level_above_the_county()
    {
        const int counties = 8;
        const int handbooks = 29_700;
        _place.Unit("2224", "延边州", "prefecture");
        _place.Record("2224", Begin, "supply.receive", Supply("handbook", handbooks));
        for (var number = 0; number < counties; number++)
        {
            var county = $"22240{number + 1}";
            _place.Unit(county, county, "county", "2224");
            foreach (var (role, all) in new[] { ("firstSecretary", 189), ("workTeam", 375) })
            {
                _place.Record(county, Begin, "staff.enrol", $$"""{"count":{{ShareOf(all, number, counties)}},"role":"{{role}}"}""");
            }

            var share = Supply("handbook", ShareOf(handbooks, number, counties), $",\"to\":\"{county}\"");
            _place.Record("2224", Begin.AddHours(1), "supply.transfer", share);
        }

        await RunAsync(Begin.AddHours(2));

        await _place.HoldsAsync(
            "2224",
            ("staff", 564), ("staff.firstSecretary", 189), ("staff.workTeam", 375), ("stock.handbook", handbooks),
            ("stock.inTransit.handbook", 0), ("supply.received.handbook", handbooks));
        await using var gateway = await _place.GatewayAsync();
        var bulletin = await gateway.BulletinAsync("2224", "2020-02-01");
        bulletin.States("staff", 564, "防控力量564人（第一书记189人、驻村工作队员375人）", "staff 564 (first secretaries 189, work-team members 375)");
        bulletin.States("stock.handbook", handbooks, "防控手册库存29700册", "stock: handbooks 29,700");
        await _place.HoldsAsync("222401", ("stock.handbook", ShareOf(handbooks, 0, counties)), ("staff.firstSecretary", 24));
    }

    /// <summary>A part of a whole: what does not divide goes to the first.</summary>
    private static int ShareOf(int all, int part, int parts) => (all / parts) + (part < all % parts ? 1 : 0);

    private static string Supply(string item, int quantity, string more = "") =>
        $$"""{"item":"{{item}}","quantity":{{quantity}}{{more}}}""";

    /// <summary>Workers enrolled by name who relieve each other every eight hours; the last stays on.</summary>
    private void Staff(string unit, int workers, int shifts)
    {
        for (var worker = 0; worker < workers; worker++)
        {
            _place.Record(unit, Begin, "staff.enrol", $$"""{"worker":"{{unit}}-{{worker}}","role":"gridWorker"}""");
        }

        for (var shift = 0; shift < shifts; shift++)
        {
            var (from, worker) = (Begin.AddHours(ShiftHours * shift), $"{unit}-{shift % workers}");
            _place.Record(
                unit, Begin, "shift.plan",
                $$"""{"shift":"第{{shift % 3}}班","from":"{{from:O}}","to":"{{from.AddHours(ShiftHours):O}}","workers":["{{worker}}"]}""");
            _place.Record(unit, from, "shift.signIn", $$"""{"worker":"{{worker}}"}""");
            if (shift < shifts - 1)
            {
                _place.Record(unit, from.AddHours(ShiftHours), "shift.signOut", $$"""{"worker":"{{worker}}"}""");
            }
        }
    }

    private async Task RunAsync(DateTimeOffset end)
    {
        await _place.RunAsync(end);
        Assert.All(_place.Answers, answer => Assert.Equal(new Answer(AnswerStatus.Accepted), answer));
        await _place.RecountsAsync();
    }

    private void Township(string code, string name)
    {
        _place.Unit("141127", "岚县", "county");
        _place.Unit(code, name, "township", "141127");
    }
}
