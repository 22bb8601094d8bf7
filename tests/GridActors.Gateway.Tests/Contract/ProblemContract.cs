using System.Net;
using System.Text.Json;
using GridActors.Gateway.Tests.Hosts;

namespace GridActors.Gateway.Tests.Contract;

/// <summary>Addresses, methods and ids that mean nothing; and what holds for every route.</summary>
public abstract class ProblemContract : GatewayContract
{
    private static readonly string[] OfUnits = ["", "/totals", "/children", "/series?indicator=passages.in", "/records", "/live"];

    public static TheoryData<string> UnitRoutes => [.. OfUnits];

    [Theory]
    [MemberData(nameof(UnitRoutes))]
    public async Task A_unit_that_nobody_registered_is_404(string route) =>
        (await Client.GetAsync($"/api/units/nobody{route}")).AssertProblem(404, "unknown-unit");

    [Theory]
    [MemberData(nameof(UnitRoutes))]
    public async Task A_text_that_is_no_unit_id_is_400(string route)
    {
        foreach (var id in new[] { "a%20b", "%E5%B2%9A%E5%8E%BF", "a_b", new string('a', 49), "%01", "a.b" })
        {
            (await Client.GetAsync($"/api/units/{id}{route}")).AssertProblem(400, "bad-unit-id");
        }
    }

    [Theory]
    [MemberData(nameof(UnitRoutes))]
    public async Task Another_method_is_405_and_told_which_are_allowed(string route)
    {
        var reply = await Client.SendAsync(HttpMethod.Delete, $"/api/units/{County}{route}", null, null);
        reply.AssertProblem(405, "method-not-allowed");
        Assert.Contains("GET", reply.Content.Allow);
    }

    [Theory]
    [InlineData("/api")]
    [InlineData("/api/nothing")]
    [InlineData("/api/units/141127/nothing")]
    [InlineData("/nothing")]
    [InlineData("/dashboard")]
    [InlineData("/dashboard/")]
    [InlineData("/dashboard/nothing.js")]
    [InlineData("/dashboard/../GridActors.Gateway.csproj")]
    public async Task An_address_that_means_nothing_is_404(string path) =>
        (await Client.GetAsync(path)).AssertProblem(404, "not-found");

    /// <summary>Every question that names a day or a time, as an address; <c>*</c> is where it stands.</summary>
    public static TheoryData<string> DatedQuestions =>
    [
        $"/api/units/{County}/totals?day=*", $"/api/units/{County}/bulletin?day=*", $"/api/units/{County}/reports?day=*",
        $"/api/units/{County}/quotas?day=*", $"/api/units/{County}/tasks?at=*",
        $"/api/units/{County}/series?indicator=passages.in&from=*", $"/api/units/{County}/series?indicator=passages.in&to=*",
        "/api/traces?vehicle=X&from=*&to=*", "/api/traces?vehicle=X&from=*", "/api/traces?vehicle=X&to=*",
    ];

    [Theory]
    [MemberData(nameof(DatedQuestions))]
    public async Task Of_years_of_which_no_record_speaks_nothing_is_asked(string question)
    {
        await PlantAsync();
        foreach (var day in new[] { "0001-01-01", "1799-12-31", "3000-01-01", "9999-12-31" })
        {
            foreach (var time in new[] { day, $"{day}T00:00:00Z", $"{day}T12:00:00Z", $"{day}T15:59:59Z", $"{day}T16:00:00Z" })
            {
                (await Client.GetAsync(question.Replace("*", time))).AssertProblem(400, "bad-query");
                if (question.StartsWith("/api/traces", StringComparison.Ordinal))
                {
                    var asked = question.Split('?', '&').Skip(1).Select(part => part.Replace("*", time).Split('='))
                        .ToDictionary(part => part[0], part => part[1]);
                    (await Client.PostAsync("/api/traces", JsonSerializer.Serialize(asked))).AssertProblem(400, "bad-query");
                }
            }
        }
    }

    [Theory]
    [MemberData(nameof(DatedQuestions))]
    public async Task The_first_and_the_last_days_of_which_records_speak_are_asked_about(string question)
    {
        await PlantAsync();
        foreach (var day in new[] { "1800-01-01", "2999-12-31" })
        {
            foreach (var time in new[] { day, $"{day}T00:00:00Z", $"{day}T23:59:59Z" })
            {
                Assert.InRange((int)(await Client.GetAsync(question.Replace("*", time))).Status, 200, 400);
            }
        }
    }

    [Theory]
    [InlineData("day=1.2.2020")]
    [InlineData("day=2020-2-1")]
    [InlineData("day=2020-02-30")]
    [InlineData("day=")]
    public async Task A_day_that_is_none_is_400(string query)
    {
        await PlantAsync();
        var reply = await Client.GetAsync($"/api/units/{County}/totals?{query}");
        reply.AssertProblem(400, "bad-query");
        Assert.Equal("day", reply.Json.GetProperty("field").GetString());
    }

    [Fact]
    public async Task Records_and_lists_are_only_posted()
    {
        (await Client.GetAsync("/api/records")).AssertProblem(405, "method-not-allowed");
        (await Client.SendAsync(HttpMethod.Put, "/api/units", [], "text/csv")).AssertProblem(405, "method-not-allowed");
    }

    [Theory]
    [InlineData("/api/records", "POST")]
    [InlineData("/api/units", "GET, HEAD, POST")]
    [InlineData("/api/units/141127/totals", "GET, HEAD")]
    public async Task OPTIONS_lists_what_an_address_takes(string path, string allowed)
    {
        var reply = await Client.SendAsync(HttpMethod.Options, path, null, null);
        Assert.Equal(HttpStatusCode.NoContent, reply.Status);
        Assert.Equal(allowed, string.Join(", ", reply.Content.Allow.Order()));
    }

    [Theory]
    [InlineData("/")]
    [InlineData("/health/live")]
    [InlineData("/health/ready")]
    [InlineData("/api/units")]
    [InlineData("/api/indicators")]
    [InlineData("/api/units/141127")]
    [InlineData("/api/units/141127/totals")]
    [InlineData("/api/units/141127/children")]
    [InlineData("/api/units/141127/records")]
    [InlineData("/api/units/nobody")]
    public async Task HEAD_is_GET_without_the_body(string path)
    {
        await PlantAsync();
        await Client.EventuallyAsync(
            $"/api/units/{County}/totals", totals => totals.GetProperty("version").GetInt64() == 10); // nothing is on its way any more
        var get = await Client.GetAsync(path);
        var head = await Client.SendAsync(HttpMethod.Head, path, null, null);
        Assert.Equal((get.Status, get.Content.ContentType?.ToString()), (head.Status, head.Content.ContentType?.ToString()));
        Assert.Equal(get.Content.ContentLength, head.Content.ContentLength);
        Assert.Empty(head.Bytes);
    }

    [Theory]
    [InlineData("/health/live", "live")]
    [InlineData("/health/ready", "ready")]
    public async Task A_host_that_serves_is_alive_and_ready(string path, string status) =>
        Assert.Equal($$"""{"status":"{{status}}"}""", (await Client.GetAsync(path)).Text);

    [Theory]
    [InlineData("/api/indicators")]
    [InlineData("/api/units/nowhere")]
    [InlineData("/api/no-such-route")]
    [InlineData("/health/live")]
    [InlineData("/openapi/v1.json")]
    public async Task No_browser_takes_an_answer_for_something_else(string path) => Assert.Equal(
        "nosniff", Assert.Single((await Client.GetAsync(path)).Headers.GetValues("X-Content-Type-Options")));

    [Fact]
    public async Task No_cache_keeps_answers_of_the_API()
    {
        await PlantAsync();
        foreach (var path in new[] { "units", "units/141127", "units/141127/totals", "indicators", "units/nobody" })
        {
            Assert.True((await Client.GetAsync($"/api/{path}")).Headers.CacheControl?.NoStore, path);
        }
    }

    [Fact]
    public async Task A_problem_is_JSON_even_for_who_accepts_only_events()
    {
        var reply = await Client.SendAsync(HttpMethod.Get, "/api/units/nobody/live", null, null, ("Accept", "text/event-stream"));
        reply.AssertProblem(404, "unknown-unit");
    }
}
