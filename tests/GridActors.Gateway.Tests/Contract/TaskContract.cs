using System.Text.Json;
using GridActors.Gateway.Tests.Hosts;

namespace GridActors.Gateway.Tests.Contract;

/// <summary>What is to be done at a unit and all below it.</summary>
public abstract class TaskContract : GatewayContract
{
    private static readonly object Person = new { name = "张三", phone = "13800000001" };

    [Fact]
    public async Task The_check_of_the_session_is_a_task_at_every_area_above_until_it_is_made()
    {
        await PlantAsync();
        await Client.AcceptAsync(Sent.Record(Household, "isolation.start", new { person = Person, kind = "home" }));
        var tomorrow = At(1, "08:30");
        foreach (var unit in new[] { County, Township, Village, Household })
        {
            var answer = await Client.ReadAsync($"/api/units/{unit}/tasks?at={tomorrow}");
            var task = Assert.Single(answer.GetProperty("tasks").EnumerateArray(), task => Text(task, "kind") != "report");
            Assert.Equal(
                ["unit", "kind", "subject", "text", "from", "due", "unitKind", "name"],
                task.EnumerateObject().Select(field => field.Name));
            Assert.Equal((Household, "check", "张三"), (Text(task, "unit"), Text(task, "kind"), Text(task, "subject")));
            Assert.Equal(("household", $"名{Household}"), (Text(task, "unitKind"), Text(task, "name")));
            Assert.Equal(At(1, "12:00")[11..16], Text(task, "due")[11..16]);
            Assert.Equal(JsonValueKind.Null, answer.GetProperty("next").ValueKind);
        }

        Assert.Empty(await ListAsync(Checkpoint, tomorrow));
    }

    [Fact]
    public async Task Past_its_days_an_isolation_is_a_release_until_it_ends()
    {
        await PlantAsync();
        await Client.AcceptAsync(
            Sent.Record(Household, "isolation.start", new { person = Person, kind = "medical", days = 2 }, daysBefore: 1));
        var task = Assert.Single(await ListAsync(County, null), IsNoReport);
        Assert.Equal(("release", "medical"), (Text(task, "kind"), Text(task, "text")));
        await Client.AcceptAsync(Sent.Record(Household, "isolation.end", new { person = Person, reason = "released" }));
        Assert.DoesNotContain(await ListAsync(County, null), IsNoReport);
    }

    [Fact]
    public async Task A_village_has_its_report_of_the_day_to_submit_and_its_hazards_to_put_right()
    {
        await PlantAsync();
        await Client.AcceptAsync(Sent.Record(
            Village, "inspection",
            new { venueKind = "coldChain", venue = "冷库", hazards = new[] { new { hazard = "h-1", what = "无台账", due = Sent.Day(-9) } } }));
        var day = At(1, "08:00")[..10];
        var tasks = await ListAsync(Village, At(1, "08:00"));
        var report = Assert.Single(tasks, task => Text(task, "kind") == "report" && Text(task, "text") == day);
        Assert.Equal((Village, "18:00"), (Text(report, "unit"), Text(report, "due")[11..16]));
        var hazard = Assert.Single(tasks, task => Text(task, "kind") == "hazard");
        Assert.Equal(("h-1", "无台账"), (Text(hazard, "subject"), Text(hazard, "text")));
        await Client.AcceptAsync(Sent.Record(Village, "hazard.fix", new { hazard = "h-1" }, daysBefore: -1));
        Assert.DoesNotContain(await ListAsync(County, At(1, "08:00")), task => Text(task, "kind") == "hazard");
    }

    [Fact]
    public async Task Households_not_surveyed_and_quotas_not_met_are_tasks_of_their_village()
    {
        await PlantAsync();
        await Client.AcceptAsync(
            Sent.Register("h2", "household", Village),
            Sent.Record(Township, "sweep.start", new { round = 1, due = Sent.Day(-3) }),
            Sent.Record(Household, "household.survey", new { round = 1, persons = 3 }),
            Sent.Record(County, "quota.set", new { indicator = "patrols", count = 2, per = "village" }));
        await Client.EventuallyAsync(
            $"/api/units/{Township}/totals", totals => totals.GetProperty("levels").TryGetProperty("households.surveyed.r1", out _)
                && totals.GetProperty("levels").GetProperty("units.household").GetInt32() == 2);
        foreach (var unit in new[] { County, Township, Village })
        {
            var tasks = await ListAsync(unit, null);
            var survey = Assert.Single(tasks, task => Text(task, "kind") == "survey");
            Assert.Equal((Village, "1", "1/2"), (Text(survey, "unit"), Text(survey, "subject"), Text(survey, "text")));
            var quota = Assert.Single(tasks, task => Text(task, "kind") == "quota");
            Assert.Equal((Village, "patrols", "0/2"), (Text(quota, "unit"), Text(quota, "subject"), Text(quota, "text")));
        }

        Assert.Single(await ListAsync("h2", null), task => Text(task, "kind") == "survey");
        Assert.Empty(await ListAsync(Household, null));
    }

    [Fact]
    public async Task What_an_area_below_has_set_out_to_do_is_a_task_above_too_and_the_nearest_stands()
    {
        const string other = "141127101", otherVillage = "141127101201";
        await PlantAsync();
        await Client.AcceptAsync(
            Sent.Register(other, "township", County), Sent.Register(otherVillage, "village", other, households: 40),
            Sent.Record(County, "sweep.start", new { round = 1 }),
            Sent.Record(County, "quota.set", new { indicator = "patrols", count = 2, per = "village" }),
            Sent.Record(other, "sweep.start", new { round = 2, due = Sent.Day(-3) }),
            Sent.Record(other, "quota.set", new { indicator = "patrols", count = 5, per = "village" }),
            Sent.Record(other, "quota.set", new { indicator = "meetings", count = 1, per = "day" }),
            Sent.Record(otherVillage, "quota.set", new { indicator = "disinfections", count = 3, per = "village" }));
        await Client.EventuallyAsync(
            $"/api/units/{County}/totals", totals => totals.GetProperty("levels").TryGetProperty("units.village", out var villages)
                && villages.GetInt32() == 2 && totals.GetProperty("levels").TryGetProperty("units.household", out _));
        var told = (await ListAsync(County, null)).Where(task => Text(task, "kind") is "quota" or "survey")
            .Select(task => (Text(task, "unit"), Text(task, "subject"), Text(task, "text")));
        Assert.Equal(
            [
                (Village, "1", "0/1"), (Village, "patrols", "0/2"), (other, "meetings", "0/1"), (otherVillage, "2", "0/40"),
                (otherVillage, "disinfections", "0/3"), (otherVillage, "patrols", "0/5"),
            ],
            told.OrderBy(task => task.Item1, StringComparer.Ordinal).ThenBy(task => task.Item2, StringComparer.Ordinal));
        Assert.DoesNotContain(await ListAsync(Township, null), task => Text(task, "unit") is other or otherVillage);
        var page = await Client.ReadAsync($"/api/units/{County}/tasks?limit=1");
        var rest = await Client.ReadAsync($"/api/units/{County}/tasks?limit=100&after={Text(page, "next")}");
        Assert.DoesNotContain(rest.GetProperty("tasks").EnumerateArray(), task => Text(task, "kind") is "quota" or "survey");

        var coverage = (await Client.ReadAsync($"/api/units/{County}/coverage?round=2")).GetProperty("villages");
        Assert.Equal(JsonValueKind.Null, coverage[0].GetProperty("due").ValueKind);
        Assert.StartsWith(Sent.Day(-4), Text(coverage[1], "due")); // the end of the day
    }

    [Fact]
    public async Task Pages_go_from_unit_to_unit()
    {
        await PlantAsync();
        for (var i = 0; i < 7; i++)
        {
            await Client.AcceptAsync(
                Sent.Register($"h{i}", "household", Village),
                Sent.Record($"h{i}", "isolation.start", new { person = Person, kind = "home", days = 1 }, daysBefore: 1));
        }

        var units = new List<string>();
        for (string? next = ""; next is not null;)
        {
            var page = await Client.ReadAsync($"/api/units/{Township}/tasks?limit=3{(next == "" ? "" : $"&after={next}")}");
            units.AddRange(page.GetProperty("tasks").EnumerateArray().Where(IsNoReport).Select(task => Text(task, "unit")));
            next = page.GetProperty("next").GetString();
        }

        Assert.Equal(Enumerable.Range(0, 7).Select(i => $"h{i}"), units.Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("at=today")]
    [InlineData("at=2020-02-01")]
    [InlineData("at=2020-02-01T08:10:00")]
    [InlineData("after=a%20b")]
    [InlineData("limit=0")]
    public async Task A_question_that_means_no_time_or_page_is_400(string query)
    {
        await PlantAsync();
        var reply = await Client.GetAsync($"/api/units/{County}/tasks?{query}");
        reply.AssertProblem(400, "bad-query");
        Assert.Equal(query.Split('=')[0], reply.Json.GetProperty("field").GetString());
    }

    [Fact]
    public async Task Of_a_unit_that_is_not_registered_there_is_no_list() =>
        (await Client.GetAsync("/api/units/nowhere/tasks")).AssertProblem(404, "unknown-unit");

    /// <summary>A time of a day after today, in the deployment's zone, with its plus unescaped as people write it.</summary>
    private static string At(int daysAhead, string time) => $"{Sent.LastDay.AddDays(1 + daysAhead):yyyy-MM-dd}T{time}:00+08:00";

    private static bool IsNoReport(JsonElement task) => Text(task, "kind") != "report";

    private static string Text(JsonElement task, string name) => task.GetProperty(name).GetString()!;

    private async Task<JsonElement[]> ListAsync(string unit, string? at) =>
    [
        .. (await Client.ReadAsync($"/api/units/{unit}/tasks{(at is null ? "" : $"?at={at}")}"))
            .GetProperty("tasks").EnumerateArray(),
    ];
}
