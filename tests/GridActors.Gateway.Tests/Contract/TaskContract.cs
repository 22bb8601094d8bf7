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
            var task = Assert.Single(answer.GetProperty("tasks").EnumerateArray());
            Assert.Equal(
                ["unit", "kind", "subject", "text", "from", "due"], task.EnumerateObject().Select(field => field.Name));
            Assert.Equal((Household, "check", "张三"), (Text(task, "unit"), Text(task, "kind"), Text(task, "subject")));
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
        var task = Assert.Single(await ListAsync(County, null));
        Assert.Equal(("release", "medical"), (Text(task, "kind"), Text(task, "text")));
        await Client.AcceptAsync(Sent.Record(Household, "isolation.end", new { person = Person, reason = "released" }));
        Assert.Empty(await ListAsync(County, null));
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
            units.AddRange(page.GetProperty("tasks").EnumerateArray().Select(task => Text(task, "unit")));
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

    private static string Text(JsonElement task, string name) => task.GetProperty(name).GetString()!;

    private async Task<JsonElement[]> ListAsync(string unit, string? at) =>
    [
        .. (await Client.ReadAsync($"/api/units/{unit}/tasks{(at is null ? "" : $"?at={at}")}"))
            .GetProperty("tasks").EnumerateArray(),
    ];
}
