using System.Text.Json;
using GridActors.Gateway.Tests.Hosts;

namespace GridActors.Gateway.Tests.Contract;

/// <summary>Where a person or a vehicle passed, who shared a trip.</summary>
public abstract class TraceRouteContract : GatewayContract
{
    private const string Id = "11010519491231002X";

    private static readonly object Zhang = new { id = Id, name = "张三", phone = "13800000001" };
    private static readonly object Li = new { name = "李四", phone = "13900000002" };

    [Fact]
    public async Task A_person_is_found_wherever_they_passed_newest_first()
    {
        await PlantAsync();
        await Client.AcceptAsync(
            Passage(Checkpoint, 3, new { direction = "in", person = Zhang, temperature = 36.4, outcome = "pass" }),
            Passage(OtherCheckpoint, 1, new { direction = "out", person = new { id = Id }, outcome = "turnedBack" }),
            Passage(OtherCheckpoint, 2, new { direction = "in", person = Li, outcome = "pass" }),
            Sent.Record(Household, "returnee.register", Return(Zhang), daysBefore: 2));
        foreach (var person in new[] { Id, Id.ToLowerInvariant() })
        {
            var traces = await ListAsync($"person={person}");
            Assert.Equal([OtherCheckpoint, Household, Checkpoint], traces.Select(trace => Text(trace, "unit")));
            Assert.Equal(["passage", "returnee.register", "passage"], traces.Select(trace => Text(trace, "type")));
            Assert.Equal(
                ["unit", "kind", "name", "version", "at", "by", "type", "data", "persons"],
                traces[0].EnumerateObject().Select(field => field.Name));
            Assert.Equal(("checkpoint", "名" + OtherCheckpoint), (Text(traces[0], "kind"), Text(traces[0], "name")));
            Assert.Equal("turnedBack", Text(traces[0].GetProperty("data"), "outcome"));
            Assert.Equal(36.4m, traces[2].GetProperty("data").GetProperty("temperature").GetDecimal());
        }

        Assert.Equal(2, (await ListAsync("person=张三,138-0000-0001")).Length);
        Assert.Single(await ListAsync("person=李四,13900000002"));
        Assert.Empty(await ListAsync("person=passport:11010519491231002X"));
    }

    [Fact]
    public async Task A_vehicle_is_found_however_its_plate_was_written_and_for_the_days_asked_for()
    {
        await PlantAsync();
        await Client.AcceptAsync(
            Passage(Checkpoint, 3, new { direction = "in", vehicle = "晋J12345", outcome = "pass" }),
            Passage(Checkpoint, 2, new { direction = "in", vehicle = "晋J·12345", outcome = "pass" }),
            Passage(OtherCheckpoint, 1, new { direction = "in", vehicle = "晋j 12345", outcome = "pass" }));
        Assert.Equal(3, (await ListAsync("vehicle=晋J12345")).Length);
        Assert.Equal(2, (await ListAsync($"vehicle=晋J12345&from={Sent.Day(2)}")).Length);
        Assert.Equal(2, (await ListAsync($"vehicle=晋J12345&to={Sent.Day(2)}")).Length);
        Assert.Single(await ListAsync($"vehicle=晋J12345&from={Sent.Day(2)}&to={Sent.Day(2)}"));
        Assert.Empty(await ListAsync($"vehicle=晋J12345&from={Sent.Noon(Sent.LastDay)}"));
        Assert.Single(await ListAsync($"vehicle=晋J12345&from={Sent.Noon(Sent.LastDay.AddDays(-1))}"));
    }

    [Fact]
    public async Task Who_shared_a_trip_is_listed_with_where_they_live_and_how_they_stand()
    {
        await PlantAsync();
        await Client.AcceptAsync(
            Sent.Register("h2", "household", Village),
            Sent.Record(Household, "returnee.register", Return(Zhang, "G1234"), daysBefore: 3),
            Sent.Record("h2", "returnee.register", Return(Li), daysBefore: 3),
            Passage(Checkpoint, 3, new { direction = "in", person = Li, vehicle = "晋J1", trip = "g1234", outcome = "pass" }),
            Sent.Record(Household, "case.report", new { person = Zhang, status = "confirmed" }, daysBefore: 2),
            Sent.Record("h2", "case.report", new { person = Li, status = "closeContact", linkedTo = Zhang }, daysBefore: 1),
            Sent.Record("h2", "isolation.start", new { person = Li, kind = "home" }, daysBefore: 1));
        var traces = await ListAsync("trip=G1234");
        Assert.Equal(2, traces.Length);
        var persons = traces.SelectMany(trace => trace.GetProperty("persons").EnumerateArray())
            .ToDictionary(person => Text(person, "name")!);
        Assert.Equal((Household, "confirmed"), (Text(persons["张三"], "unit"), Text(persons["张三"], "case")));
        Assert.Equal(("h2", "closeContact"), (Text(persons["李四"], "unit"), Text(persons["李四"], "case")));
        Assert.False(persons["张三"].TryGetProperty("isolation", out _));
        var isolation = persons["李四"].GetProperty("isolation");
        Assert.Equal(("h2", "home"), (Text(isolation, "unit"), Text(isolation, "kind")));
        Assert.Equal("晋J1", Text(traces.Single(trace => Text(trace, "type") == "passage").GetProperty("data"), "vehicle"));
    }

    [Fact]
    public async Task Companions_shared_the_trip_too()
    {
        await PlantAsync();
        await Client.AcceptAsync(Sent.Record(Household, "returnee.register", new
        {
            person = Zhang,
            from = new { place = "武汉", @class = "wuhan" },
            arrived = Sent.Day(5),
            trip = "K1",
            companions = new object[] { Li, "王五" },
        }));
        Assert.Equal(["张三", "李四"], Assert.Single(await ListAsync("trip=K1"))
            .GetProperty("persons").EnumerateArray().Select(person => Text(person, "name")));
        Assert.Single(await ListAsync("person=李四,13900000002"));
    }

    [Fact]
    public async Task What_was_taken_back_is_not_shown()
    {
        await PlantAsync();
        await Client.AcceptAsync(
            Sent.Record(Checkpoint, "passage", new { direction = "in", vehicle = "晋J1", outcome = "pass" }, source: "s", seq: 1),
            Sent.Record(Checkpoint, "record.void", new { source = "s", seq = 1, reason = "typo" }));
        Assert.Empty(await ListAsync("vehicle=晋J1"));
    }

    [Fact]
    public async Task Pages_follow_one_another()
    {
        await PlantAsync();
        await Client.AcceptAsync([.. Enumerable.Range(0, 11).Select(i =>
            Passage(i % 2 == 0 ? Checkpoint : OtherCheckpoint, i % 3, new { direction = "in", vehicle = "晋J1", outcome = "pass" }))]);
        var seen = new List<string>();
        for (string? next = ""; next is not null;)
        {
            var page = await Client.ReadAsync($"/api/traces?vehicle=晋J1&limit=4{(next == "" ? "" : $"&after={next}")}");
            seen.AddRange(page.GetProperty("traces").EnumerateArray()
                .Select(trace => $"{Text(trace, "unit")} {trace.GetProperty("version")}"));
            next = page.GetProperty("next").GetString();
        }

        Assert.Equal(11, seen.Count);
        Assert.Equal(11, seen.Distinct().Count());
    }

    [Fact]
    public async Task The_same_may_be_asked_in_a_body_so_that_no_number_stands_in_an_address()
    {
        await PlantAsync();
        await Client.AcceptAsync(
            Passage(Checkpoint, 1, new { direction = "in", person = new { id = Id }, outcome = "pass" }),
            Passage(Checkpoint, 2, new { direction = "in", person = Zhang, outcome = "pass" }),
            Passage(Checkpoint, 3, new { direction = "in", person = new { name = "张三", phone = "13800000001" }, outcome = "pass" }));
        Assert.Equal(2, (await AskAsync(new { person = new { id = Id } })).GetProperty("traces").GetArrayLength());
        Assert.Equal(3, (await AskAsync(new { person = Zhang })).GetProperty("traces").GetArrayLength());
        var page = await AskAsync(new { person = Zhang, limit = 2 });
        Assert.Equal(2, page.GetProperty("traces").GetArrayLength());
        page = await AskAsync(new { person = Zhang, limit = 2, after = page.GetProperty("next").GetString() });
        Assert.Equal(1, page.GetProperty("traces").GetArrayLength());
        page = await AskAsync(new { person = Zhang, from = Sent.Day(1), to = Sent.Day(1) });
        Assert.Equal(1, page.GetProperty("traces").GetArrayLength());
    }

    [Theory]
    [InlineData("", "person")]
    [InlineData("person=123", "person")]
    [InlineData("person=110105194912310021", "person")]
    [InlineData("person=张三", "person")]
    [InlineData("vehicle=-·", "vehicle")]
    [InlineData("vehicle=a&trip=b", null)]
    [InlineData("trip=b&from=yesterday", "from")]
    [InlineData("trip=b&to=2020-02-30", "to")]
    [InlineData("trip=b&limit=0", "limit")]
    [InlineData("trip=b&limit=1001", "limit")]
    [InlineData("trip=b&after=x", "after")]
    public async Task A_question_that_cannot_be_meant_so_is_400(string query, string? field)
    {
        var reply = await Client.GetAsync($"/api/traces?{query}");
        reply.AssertProblem(400, "bad-query");
        Assert.Equal(field, reply.Json.TryGetProperty("field", out var named) ? named.GetString() : null);
        Assert.DoesNotContain("110105194912310021", reply.Text);
    }

    [Theory]
    [InlineData("trip=b&from=2020-02-02&to=2020-02-01")]
    [InlineData("trip=b&from=2018-01-01&to=2020-02-01")]
    public async Task A_range_is_bounded(string query) =>
        (await Client.GetAsync($"/api/traces?{query}")).AssertProblem(400, "bad-range");

    [Theory]
    [InlineData("{", "bad-json")]
    [InlineData("[]", "bad-json")]
    [InlineData("""{"person":{"id":"1"}}""", "bad-query")]
    [InlineData("""{"trip":"G1","plate":"x"}""", "bad-query")]
    [InlineData("""{"trip":1}""", "bad-query")]
    [InlineData("{}", "bad-query")]
    public async Task A_body_that_is_no_question_is_400(string body, string code) =>
        (await Client.PostAsync("/api/traces", body)).AssertProblem(400, code);

    [Fact]
    public async Task A_body_of_another_kind_or_size_is_told_so()
    {
        (await Client.PostAsync("/api/traces", "trip=G1", "text/plain")).AssertProblem(415, "unsupported-media-type");
        (await Client.PostAsync("/api/traces", new string(' ', 20_000))).AssertProblem(413, "too-large");
    }

    [Fact]
    public async Task Somebody_under_isolation_orders_at_a_checkpoint_is_an_alert_of_all_areas_at_once()
    {
        await PlantAsync();
        await Client.AcceptAsync(Sent.Record(Household, "isolation.start", new { person = Zhang, kind = "home" }, daysBefore: 2));
        await Client.AcceptAsync(Passage(Checkpoint, 1, new { direction = "out", person = new { id = Id }, outcome = "turnedBack" }));
        var alerts = await Client.ReadAsync($"/api/units/{County}/alerts?state=open");
        var alert = Assert.Single(alerts.GetProperty("alerts").EnumerateArray());
        Assert.Equal(
            (Checkpoint, "isolationBreach", Household), (Text(alert, "unit"), Text(alert, "kind"), Text(alert, "text")));
        Assert.DoesNotContain(Id, alerts.GetRawText());
    }

    private static string Passage(string unit, int daysBefore, object data) =>
        Sent.Record(unit, "passage", data, daysBefore);

    private static object Return(object person, string? trip = null) => new
    {
        person,
        from = new { place = "武汉", @class = "wuhan" },
        arrived = Sent.Day(5),
        trip,
    };

    private static string? Text(JsonElement element, string name) => element.GetProperty(name).GetString();

    private async Task<JsonElement[]> ListAsync(string query) =>
        [.. (await Client.ReadAsync($"/api/traces?{query}")).GetProperty("traces").EnumerateArray()];

    private async Task<JsonElement> AskAsync(object question)
    {
        var reply = await Client.PostAsync("/api/traces", JsonSerializer.Serialize(question));
        Assert.True((int)reply.Status == 200, reply.Text);
        return reply.Json;
    }
}
