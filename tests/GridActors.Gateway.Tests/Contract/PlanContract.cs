using System.Text.Json;
using GridActors.Gateway.Tests.Hosts;

namespace GridActors.Gateway.Tests.Contract;

/// <summary>How far sweeps have come, whom they have not reached, and what quotas still ask for.</summary>
public abstract class PlanContract : GatewayContract
{
    private const string Other = "141127100202";
    private const string Grid = "141127100201-g1";

    [Fact]
    public async Task Coverage_is_told_village_by_village_of_households_registered_or_else_planned()
    {
        await PlantHouseholdsAsync();
        await SurveyAsync("h1", "g1");
        var first = await Client.ReadAsync($"/api/units/{County}/coverage?round=1&limit=1");
        Assert.Equal(2, first.GetProperty("surveyed").GetInt32());
        Assert.Equal((Village, 4, 2, 0.5m), Of(Assert.Single(first.GetProperty("villages").EnumerateArray())));
        var second = await Client.ReadAsync($"/api/units/{County}/coverage?round=1&after={Text(first, "next")}");
        Assert.Equal((Other, 30, 0, 0m), Of(Assert.Single(second.GetProperty("villages").EnumerateArray())));
        Assert.Equal(JsonValueKind.Null, second.GetProperty("next").ValueKind);
    }

    [Fact]
    public async Task A_household_closed_since_makes_up_for_none_that_was_not_surveyed_and_a_households_bulletin_tells_of_no_coverage()
    {
        await PlantHouseholdsAsync();
        await Client.AcceptAsync(Sent.Register("o1", "household", Other));
        await Client.AcceptAsync([.. new[] { "h1", "h2", "g1", "g2" }.Select(Surveyed)]);
        await Client.AcceptAsync(Sent.Record("h2", "unit.close", daysBefore: -1));
        await Client.EventuallyAsync(
            $"/api/units/{County}/totals", totals => Level(totals, "units.household") == 4 && Level(totals, "households.surveyed.r1") == 4);
        var bulletin = (await Client.GetAsync($"/api/units/{Township}/bulletin?day={Sent.Day(-1)}")).Text;
        Assert.Contains($"第1轮摸排应摸4户，已摸3户，覆盖率75.0%；尚未完成的有名{Other}（0/1户）。", bulletin);
        Assert.DoesNotContain("覆盖率", (await Client.GetAsync($"/api/units/h1/bulletin?day={Sent.Day(-1)}")).Text);
        Assert.DoesNotContain("应摸", (await Client.GetAsync($"/api/units/h1/bulletin?day={Sent.Day(-1)}")).Text);
    }

    [Fact]
    public async Task The_round_is_the_latest_started_and_comes_with_its_due_time()
    {
        await PlantHouseholdsAsync();
        await Client.AcceptAsync(
            Sent.Record(County, "sweep.start", new { round = 1 }),
            Sent.Record(Township, "sweep.start", new { round = 2, due = Sent.Day(-2) }));
        var village = await Client.ReadAsync($"/api/units/{Village}/coverage");
        Assert.Equal(2, village.GetProperty("round").GetInt32());
        Assert.StartsWith(Sent.Day(-3), Text(village, "due")); // the end of that day
        Assert.Equal(1, (await Client.ReadAsync($"/api/units/{County}/coverage")).GetProperty("round").GetInt32());
    }

    [Fact]
    public async Task The_households_not_reached_yet_are_listed_wherever_they_stand()
    {
        await PlantHouseholdsAsync();
        await SurveyAsync("h1", "g1");
        await Client.AcceptAsync(Sent.Record("h2", "unit.close", daysBefore: -1));
        foreach (var unit in new[] { County, Township, Village })
        {
            var units = new List<string>();
            for (string? next = ""; next is not null;)
            {
                var page = await Client.ReadAsync(
                    $"/api/units/{unit}/coverage/unreached?round=1&limit=1{(next == "" ? "" : $"&after={next}")}");
                units.AddRange(page.GetProperty("households").EnumerateArray().Select(household => Text(household, "unit")));
                next = page.GetProperty("next").GetString();
            }

            Assert.Equal(["g2"], units);
        }

        var second = await Client.ReadAsync($"/api/units/{County}/coverage/unreached?round=2");
        Assert.Equal(3, second.GetProperty("households").GetArrayLength());
    }

    [Fact]
    public async Task Quotas_say_what_is_due_met_and_missing_from_the_totals()
    {
        await PlantHouseholdsAsync();
        await Client.AcceptAsync(
            Sent.Record(County, "quota.set", new { indicator = "publicity.letter", count = 1, per = "household" }),
            Sent.Record(County, "quota.set", new { indicator = "publicity.broadcast", count = 5, per = "village" }),
            Sent.Record(Township, "quota.set", new { indicator = "publicity.broadcast", count = 2, per = "village" }),
            Sent.Record(Township, "quota.set", new { indicator = "patrols", count = 3, per = "grid" }),
            Sent.Record(Township, "quota.set", new { indicator = "meetings", count = 2, per = "day" }),
            Sent.Record(Township, "meeting", new { kind = "例会", attended = 12 }),
            Sent.Record(Village, "publicity", new { kind = "letter", count = 3 }),
            Sent.Record(Village, "publicity", new { kind = "broadcast", count = 2 }));
        await Client.EventuallyAsync(
            $"/api/units/{Township}/totals", totals => totals.GetProperty("flows").TryGetProperty("publicity.broadcast", out _)
                && totals.GetProperty("flows").TryGetProperty("meetings", out _)
                && totals.GetProperty("levels").GetProperty("units.household").GetInt32() == 4);
        var answer = await Client.ReadAsync($"/api/units/{Township}/quotas?day={Sent.Day()}");
        Assert.Equal(("meetings", 2, 1, 1), Standing(Assert.Single(answer.GetProperty("daily").EnumerateArray())));
        var villages = answer.GetProperty("villages").EnumerateArray().ToDictionary(village => Text(village, "unit"), Quotas);
        Assert.Equal(
            [("patrols", 3, 0, 3), ("publicity.broadcast", 2, 2, 0), ("publicity.letter", 4, 3, 1)], villages[Village]);
        Assert.Equal(
            [("patrols", 0, 0, 0), ("publicity.broadcast", 2, 0, 2), ("publicity.letter", 30, 0, 30)], villages[Other]);
    }

    [Theory]
    [InlineData("coverage?round=0")]
    [InlineData("coverage?limit=501")]
    [InlineData("coverage/unreached?after=a%20b")]
    [InlineData("quotas?day=2100-01-01")]
    public async Task A_question_that_means_nothing_is_400_and_an_unknown_unit_404(string query)
    {
        await PlantAsync();
        (await Client.GetAsync($"/api/units/{County}/{query}")).AssertProblem(400, "bad-query");
        (await Client.GetAsync($"/api/units/nowhere/{query.Split('?')[0]}")).AssertProblem(404, "unknown-unit");
    }

    private static (string, int, int, decimal) Of(JsonElement village) => (
        Text(village, "unit"), village.GetProperty("households").GetInt32(), village.GetProperty("surveyed").GetInt32(),
        village.GetProperty("share").GetDecimal());

    private static List<(string, int, int, int)> Quotas(JsonElement village) =>
        [.. village.GetProperty("quotas").EnumerateArray().Select(Standing).Order()];

    private static (string, int, int, int) Standing(JsonElement quota) => (
        Text(quota, "indicator"), quota.GetProperty("due").GetInt32(), quota.GetProperty("met").GetInt32(),
        quota.GetProperty("missing").GetInt32());

    private static string Text(JsonElement json, string name) => json.GetProperty(name).GetString()!;

    /// <summary>Four households in one village, two of them in its grid; thirty planned in the other.</summary>
    private Task PlantHouseholdsAsync() => Client.AcceptAsync(
        Sent.Register(County, "county", null), Sent.Register(Township, "township", County),
        Sent.Register(Village, "village", Township, households: 120), Sent.Register(Other, "village", Township, households: 30),
        Sent.Register(Grid, "grid", Village), Sent.Register("h1", "household", Village), Sent.Register("h2", "household", Village),
        Sent.Register("g1", "household", Grid), Sent.Register("g2", "household", Grid));

    private static int Level(JsonElement totals, string code) =>
        totals.GetProperty("levels").TryGetProperty(code, out var level) ? level.GetInt32() : 0;

    private static string Surveyed(string household) =>
        Sent.Record(household, "household.survey", new { round = 1, persons = 2 });

    private async Task SurveyAsync(params string[] households)
    {
        await Client.AcceptAsync([.. households.Select(Surveyed)]);
        await Client.EventuallyAsync(
            $"/api/units/{County}/totals", totals => totals.GetProperty("levels").TryGetProperty("households.surveyed.r1", out var sum)
                && sum.GetInt32() == households.Length
                && totals.GetProperty("levels").GetProperty("units.household").GetInt32() == 4);
    }
}
