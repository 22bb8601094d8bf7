using GridActors.Journaling.Ports;

namespace GridActors.Standalone.Tests.Scenarios;

/// <summary>
/// Fuzhai township 傅寨乡 in January 2021, as far as villages and the township record of themselves: 14 villages that
/// report daily, meals of at most 10, gatherings reported, deferred, simplified, inspected, religious activity
/// suspended, letters, broadcasts, checks of shops.
/// </summary>
public sealed class FuzhaiAreasTests
{
    private const string Township = "411724201";
    private const int Villages = 14;
    private const int HouseholdsPerLetter = 10;

    private static readonly DateTimeOffset Begin = new(2021, 1, 18, 6, 0, 0, TimeSpan.FromHours(8));
    private static readonly string[] Venues = ["supermarket", "restaurant", "delicatessen", "coldChain"];

    private readonly PlaceUnderTest _place = new(Begin);

    [Fact]
    public async Task The_townships_own_account_comes_out()
    {
        _place.Unit("411724", "正阳县", "county");
        _place.Unit(Township, "傅寨乡", "township", "411724");
        _place.Record(Township, At(1, 7), "closure.set", """{"what":"religious"}""");
        foreach (var number in Enumerable.Range(1, Villages))
        {
            Village($"{Township}2{number:00}", number);
        }

        await _place.RunAsync(At(4, 0));

        var refused = _place.Answers.Where(answer => answer.Status != AnswerStatus.Accepted).ToList();
        Assert.Equal(Villages, refused.Count); // the temple of each village
        Assert.All(refused, answer => Assert.Equal("suspended", answer.Refusal?.Code));
        await _place.HoldsAsync(
            "411724",
            ("reports", 3 * Villages), ("closures.religious", 1),
            ("gatherings", 3 * Villages), ("gatherings.deferred.wedding", Villages), ("gatherings.approved.wedding", 0),
            ("gatherings.simplified.funeral", Villages), ("gatherings.inspected", Villages), ("gatherings.stopped.banquet", Villages),
            ("alerts.open.gatheringOver", 1), ("alerts.open.reportLate", 0), ("alerts.open.hazardOverdue", 0),
            ("publicity.letter", Villages * 300 / HouseholdsPerLetter), ("publicity.broadcast", 2 * Villages),
            ("inspections", Venues.Length * Villages), ("inspections.coldChain", Villages),
            ("hazards.open", 0), ("hazards.fixed", Villages), ("patrols", 6 * Villages), ("notices.open", 0));
        await using var gateway = await _place.GatewayAsync();
        var bulletin = await gateway.BulletinAsync(Township, "2021-01-20");
        bulletin.States("units.village", Villages, "村/社区14个", "village 14");
        bulletin.States("reports", 3 * Villages, "应报14个村，已报14个村。", "14 of 14 villages have reported.");
        bulletin.States("gatherings.deferred.wedding", Villages, "缓办婚事14场", "weddings 14");
        bulletin.States("gatherings.simplified.funeral", Villages, "简办丧事14场", "funerals 14");
        bulletin.States("closures.religious", 1, "宗教活动暂停1处", "religious activity 1");
        bulletin.States("publicity.letter", 420, "公开信420份", "letters 420");
        bulletin.States("publicity.broadcast", 28, "广播28次", "broadcasts 28");
        bulletin.States("hazards.fixed", Villages, "已整改隐患14处", "hazards put right 14");
        bulletin.States("inspections.coldChain", Villages, "检查冷链企业14次", "cold chain 14");
        await _place.HoldsAsync($"{Township}201", ("reports", 3), ("gatherings", 3), ("hazards.fixed", 1));
        await _place.RecountsAsync();
    }

    private static DateTimeOffset At(int day, double hour) => Begin.AddHours(((day - 1) * 24) + hour - 6);

    private void Village(string village, int number)
    {
        _place.Unit(village, $"第{number}村", "village", Township, households: 300);
        foreach (var day in Enumerable.Range(1, 3))
        {
            _place.Record(village, At(day, 9), "patrol");
            _place.Record(village, At(day, 21), "patrol");
            _place.Record(village, At(day, 17.2), "report.submit", $$"""{"date":"2021-01-{{17 + day}}"}""");
        }

        Gatherings(village, number);
        _place.Record(village, At(1, 8), "publicity", """{"kind":"letter","count":30}""");
        _place.Record(village, At(1, 8.5), "publicity", """{"kind":"broadcast","count":2}""");
        foreach (var (index, venue) in Venues.Index())
        {
            var hazards = index == 3 ? ""","hazards":[{"hazard":"cold-1","what":"进货无台账","due":"2021-01-20"}]""" : "";
            _place.Record(village, At(2, 10 + index), "inspection", $$"""{"venueKind":"{{venue}}","venue":"{{venue}}"{{hazards}}}""");
        }

        _place.Record(village, At(3, 11), "hazard.fix", """{"hazard":"cold-1"}""");
        _place.Record(village, At(1, 9.5), "notice.issue", """{"notice":"n-1","title":"致返乡人员","text":"先报备","to":["g-1"]}""");
        _place.Record(village, At(1, 12), "notice.acknowledge", """{"notice":"n-1","addressee":"g-1"}""");
    }

    private void Gatherings(string village, int number)
    {
        Report("w-1", "wedding", 80);
        Report("f-1", "funeral", 40);
        Report("b-1", "banquet", 10); // nobody has to allow it
        Report("t-1", "religious", 30); // refused
        _place.Record(village, At(1, 14), "gathering.decide", """{"gathering":"w-1","decision":"approved"}""");
        _place.Record(village, At(1, 16), "gathering.decide", """{"gathering":"w-1","decision":"deferred"}""");
        _place.Record(village, At(1, 16), "gathering.decide", """{"gathering":"f-1","decision":"simplified"}""");
        var attended = number == 1 ? 41 : 20;
        _place.Record(village, At(2, 12), "gathering.inspect", $$"""{"gathering":"f-1","attended":{{attended}},"measures":["测温"]}""");
        _place.Record(village, At(2, 19), "gathering.stop", """{"kind":"banquet"}""");

        void Report(string key, string kind, int planned) => _place.Record(
            village, At(1, 10), "gathering.report",
            $$"""{"gathering":"{{key}}","kind":"{{kind}}","date":"2021-01-19","planned":{{planned}}}""");
    }
}
