using System.Text.Json;

namespace GridActors.CommandLine.Demo;

/// <summary>
/// What villages and townships record of themselves: daily reports, and what three townships published of closures,
/// contact members, agreements, publicity, gatherings stopped and talks.
/// </summary>
internal sealed class AreaWork(UnitPlan plan, Seeds seeds)
{
    /// <summary>Of 5 to 10 households each, as the township asked.</summary>
    private const int HouseholdsPerContact = 8;

    private const int SelfBuiltCommunities = 87;

    /// <summary>Every evening one village in so many is late with its report.</summary>
    private const int VillagesPerLateReport = 60;

    private static readonly string[] PumingClosures =
        ["wedding", "funeral", "gathering", "entertainment", "market", "liveAnimalTrade"];

    /// <summary>By kind, and how many where the record says so.</summary>
    private static readonly (int Day, string Type, string Kind, int? Count)[] DongcunDeeds =
    [
        (1, "publicity", "letter", 18_000), (1, "publicity", "notice", 152), (1, "publicity", "vehicle", 2),
        (2, "publicity", "banner", 200), (2, "publicity", "brochure", 2_000), (3, "publicity", "banner", 150),
        (3, "publicity", "board", 50), (2, "gathering.stop", "wedding", null), (3, "gathering.stop", "wedding", null),
        (3, "gathering.stop", "funeral", null), (4, "gathering.stop", "funeral", null),
        (5, "gathering.stop", "wedding", null),
    ];

    private static readonly (int Day, string Target, int Count)[] DongcunTalks =
    [
        (2, "partyOrganisation", 1), (4, "partyOrganisation", 2), (2, "villageLeader", 4), (4, "villageLeader", 6),
        (5, "townshipCadre", 2),
    ];

    private readonly string[] _villages =
        [.. plan.Rows.Where(row => row.Kind == "village").Select(row => row.Code)];

    private readonly string[] _tuyuHouseholds =
    [
        .. plan.Rows.Where(row => row.Kind == "household").Select(row => row.Code)
            .Intersect(plan.Homes.Where(home => home.Township == Townships.Tuyu).Select(home => home.Unit)),
    ];

    public IEnumerable<Draft> Of(int day) =>
        [.. DailyReports(day), .. Puming(day), .. Tuyu(day), .. Dongcun(day)];

    private IEnumerable<Draft> DailyReports(int day)
    {
        var random = seeds.For(Seeds.Part.Areas, day);
        foreach (var (index, village) in _villages.Index())
        {
            var isLate = index % VillagesPerLateReport == day % VillagesPerLateReport;
            var hour = isLate ? ScenarioTime.Clock(18, 10) : ScenarioTime.Clock(16, 30);
            var at = ScenarioTime.At(day, random.Between(hour, hour + ScenarioTime.Clock(1, 20)));
            yield return new Draft(at, $"{village}-office", village, "村支书", "report.submit", json =>
                json.WriteString("date", $"{ScenarioTime.DateOf(day):yyyy-MM-dd}"));
        }
    }

    private static IEnumerable<Draft> Puming(int day) => day > 1
        ? []
        : PumingClosures.Select((what, index) => Deed(
            Townships.Puming, day, index, "closure.set", json => json.WriteString("what", what)));

    private IEnumerable<Draft> Tuyu(int day)
    {
        foreach (var (round, first) in new[] { (1, 1), (2, 3), (3, 4) })
        {
            if (first == day)
            {
                yield return Deed(
                    Townships.Tuyu, day, 0, "sweep.start", json => json.WriteNumber("round", round));
            }
        }

        if (day != 1)
        {
            yield break;
        }

        yield return Deed(Townships.Tuyu, day, 1, "closure.set", json => json.WriteString("what", "road"));
        var members = _tuyuHouseholds.Length / HouseholdsPerContact;
        var groups = _tuyuHouseholds.Index().GroupBy(household => household.Index * members / _tuyuHouseholds.Length);
        foreach (var group in groups)
        {
            yield return Deed(Townships.Tuyu, day, group.Key + 2, "contact.assign", json =>
            {
                json.WriteString("member", $"党员{group.Key + 1}");
                json.WriteTexts("households", group.Select(household => household.Item));
            });
        }
    }

    private static IEnumerable<Draft> Dongcun(int day)
    {
        var deeds = DongcunDeeds.Where(deed => deed.Day == day).Select(Draft (deed, index) => Deed(
            Townships.Dongcun, day, index, deed.Type, json =>
            {
                json.WriteString("kind", deed.Kind);
                if (deed.Count is { } count)
                {
                    json.WriteNumber("count", count);
                }
            }));
        var talks = DongcunTalks.Where(talk => talk.Day == day).Select(Draft (talk, index) => Deed(
            Townships.Dongcun, day, index + 10, "accountability.talk", json =>
            {
                json.WriteString("target", talk.Target);
                json.WriteNumber("count", talk.Count);
            }));
        var agreements = Enumerable.Range(1, day == 1 ? SelfBuiltCommunities : 0).Select(Draft (number) => Deed(
            Townships.Dongcun, day, number + 20, "agreement.sign", json =>
            {
                json.WriteString("kind", "responsibility");
                json.WriteString("with", $"自建小区{number}");
            }));
        var rounds = day > LanCounty.Days
            ? []
            : new[] { Deed(Townships.Dongcun, day, 19, "supervision", json => json.WriteString("target", "各卡点")) };
        return [.. deeds, .. talks, .. rounds, .. agreements];
    }

    /// <summary>Entered in the township's office, one after another from nine in the morning on.</summary>
    private static Draft Deed(string township, int day, int number, string type, Action<Utf8JsonWriter> data) => new(
        ScenarioTime.At(day, ScenarioTime.Clock(9, 0) + TimeSpan.FromMinutes(number)),
        $"{township}-office", township, "乡镇办公室", type, data);
}
