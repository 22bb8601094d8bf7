using GridActors.Journaling.Ports;

namespace GridActors.Standalone.Tests.Scenarios;

/// <summary>
/// Yanbian Prefecture 延边州 on 4 February 2020, one level above the county: over 12,000 publicity actions of its
/// stationed cadres in 8 counties, and Nangou, where each who shared a trip with a case has a daily contact person.
/// </summary>
public sealed class YanbianAreasTests
{
    private const int Counties = 8;
    private const int VillagesPerCounty = 25;
    private const int ActionsPerVillage = 61; // 12,200 in all

    private static readonly DateTimeOffset Begin = new(2020, 2, 1, 6, 0, 0, TimeSpan.FromHours(8));
    private static readonly string[] Kinds = ["leaflet", "poster", "broadcast", "banner", "message", "slogan"];

    private readonly PlaceUnderTest _place = new(Begin);

    [Fact]
    public async Task The_prefectures_publicity_adds_up_above_its_counties()
    {
        _place.Unit("2224", "延边州", "prefecture");
        foreach (var county in Enumerable.Range(1, Counties).Select(number => $"22240{number}"))
        {
            _place.Unit(county, county, "county", "2224");
            _place.Unit($"{county}100", "镇", "township", county);
            foreach (var number in Enumerable.Range(0, VillagesPerCounty))
            {
                Village($"{county}100", number);
            }
        }

        var nangou = "222406100224";
        _place.Record(nangou, Begin.AddHours(2), "contact.assign", Group("联络员1", 1, 7));
        _place.Record(nangou, Begin.AddHours(2), "contact.assign", Group("联络员2", 8, 10));
        await _place.RunAsync(Begin.AddHours(90));

        Assert.All(_place.Answers, answer => Assert.Equal(AnswerStatus.Accepted, answer.Status));
        Assert.Equal("households-per-member", Assert.Single(_place.Answers, answer => answer.Warning is not null).Warning!.Code);
        await _place.HoldsAsync(
            "2224",
            ("publicity.actions", Counties * VillagesPerCounty * ActionsPerVillage),
            ("publicity.leaflet", Counties * VillagesPerCounty * 11 * 40),
            ("reports", Counties * VillagesPerCounty * 4), ("households.contacted", 10), ("units.county", Counties));
        await using var gateway = await _place.GatewayAsync();
        var bulletin = await gateway.BulletinAsync("2224", "2020-02-04");
        bulletin.States("publicity.actions", 12_200, "宣传活动12200次", "publicity actions 12,200");
        bulletin.States("units.county", Counties, "县/区8个", "county 8");
        Assert.Contains("应报200个村，已报200个村。", bulletin.Chinese);
        await _place.HoldsAsync("222401", ("publicity.actions", VillagesPerCounty * ActionsPerVillage));
        await _place.HoldsAsync("222406", ("households.contacted", 10));
        await _place.RecountsAsync();
    }

    private static string Group(string member, int from, int to)
    {
        var homes = Enumerable.Range(from, to - from + 1).Select(home => $"\"h-{home}\"");
        return $$"""{"member":"{{member}}","households":[{{string.Join(',', homes)}}]}""";
    }

    private void Village(string township, int number)
    {
        var village = $"{township}2{number:00}";
        _place.Unit(village, $"第{number + 1}村", "village", township, households: 174);
        foreach (var action in Enumerable.Range(0, ActionsPerVillage))
        {
            var at = Begin.AddDays(action % 4).AddMinutes((action * 7) + number);
            _place.Record(village, at, "publicity", $$"""{"kind":"{{Kinds[action % Kinds.Length]}}","count":40}""");
        }

        foreach (var day in Enumerable.Range(1, 4))
        {
            _place.Record(village, Begin.AddDays(day - 1).AddHours(11), "report.submit", $$"""{"date":"2020-02-{{day:00}}"}""");
        }
    }
}
