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
}
