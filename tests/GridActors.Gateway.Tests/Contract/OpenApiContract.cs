using System.Text.Json;
using GridActors.Gateway.Tests.Hosts;

namespace GridActors.Gateway.Tests.Contract;

/// <summary>The OpenAPI document, held against the answers themselves.</summary>
public abstract class OpenApiContract : GatewayContract
{
    [Fact]
    public async Task It_is_there_for_HEAD_too() => Assert.Equal(
        200, (int)(await Client.SendAsync(HttpMethod.Head, "/openapi/v1.json", null, null)).Status);

    [Fact]
    public async Task Every_route_is_described()
    {
        var document = await Client.ReadAsync("/openapi/v1.json");
        var routes = from path in document.GetProperty("paths").EnumerateObject()
                     from operation in path.Value.EnumerateObject()
                     select $"{operation.Name} {path.Name}";
        string[] expected =
        [
            "get /api/indicators", "get /api/traces", "get /api/units", "get /api/units/{id}", "get /api/units/{id}/alerts",
            "get /api/units/{id}/bulletin", "get /api/units/{id}/children",
            "get /api/units/{id}/coverage", "get /api/units/{id}/coverage/unreached",
            "get /api/units/{id}/live", "get /api/units/{id}/quotas", "get /api/units/{id}/records",
            "get /api/units/{id}/reports", "get /api/units/{id}/series",
            "get /api/units/{id}/tasks", "get /api/units/{id}/totals",
            "get /health/live", "get /health/ready", "post /api/records", "post /api/traces", "post /api/units",
        ];
        Assert.Equal(expected, routes.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Posting_records_is_described_with_both_forms_and_its_failures()
    {
        var document = await Client.ReadAsync("/openapi/v1.json");
        var post = document.GetProperty("paths").GetProperty("/api/records").GetProperty("post");
        var forms = post.GetProperty("requestBody").GetProperty("content").EnumerateObject().Select(form => form.Name);
        Assert.Equal(["application/json", "application/x-ndjson"], forms.Order());
        Assert.Equal(
            ["200", "400", "413", "415", "503"], post.GetProperty("responses").EnumerateObject().Select(answer => answer.Name).Order());
        var unavailable = post.GetProperty("responses").GetProperty("503").GetProperty("content");
        Assert.True(unavailable.TryGetProperty("application/problem+json", out _));
    }

    [Fact]
    public async Task Answers_have_the_shapes_that_are_described()
    {
        await PlantAsync();
        await Client.AcceptAsync(
            Sent.Passage(Checkpoint, source: "s", seq: 1),
            Sent.Record(Checkpoint, "record.void", new { source = "s", seq = 1, reason = "typo" }),
            Sent.Record(Checkpoint, "passage", new { direction = "in", code = "red", outcome = "held" }),
            Sent.Record(Household, "isolation.start", new { person = new { name = "张三", phone = "1" }, kind = "home" }),
            Sent.Record(Household, "household.survey", new { round = 1, persons = 3 }),
            Sent.Record(County, "quota.set", new { indicator = "patrols", count = 2, per = "village" }),
            Sent.Record(County, "quota.set", new { indicator = "meetings", count = 1, per = "day" }),
            Sent.Record(Village, "report.submit", new { date = Sent.Day() }),
            Sent.Record(Village, "patrol", source: "late", seq: 1),
            Sent.Record(Village, "record.void", new { source = "late", seq = 1, reason = "重复" }),
            Sent.Record(Checkpoint, "passage", new { direction = "in", person = new { name = "张三", phone = "1" }, outcome = "held" }));
        var document = await Client.ReadAsync("/openapi/v1.json");
        await AssertShapeAsync(document, "/api/units", "/api/units");
        await AssertShapeAsync(document, "/api/units/{id}", $"/api/units/{Village}");
        await AssertShapeAsync(document, "/api/units/{id}", $"/api/units/{OtherCheckpoint}");
        await AssertShapeAsync(document, "/api/units/{id}/totals", $"/api/units/{Checkpoint}/totals");
        await AssertShapeAsync(document, "/api/units/{id}/totals", $"/api/units/{Checkpoint}/totals?day=2020-02-01");
        await AssertShapeAsync(document, "/api/units/{id}/children", $"/api/units/{Village}/children");
        await AssertShapeAsync(document, "/api/units/{id}/series", $"/api/units/{Checkpoint}/series?indicator=passages.in");
        await AssertShapeAsync(document, "/api/units/{id}/records", $"/api/units/{Checkpoint}/records");
        await AssertShapeAsync(document, "/api/units/{id}/alerts", $"/api/units/{Village}/alerts");
        await AssertShapeAsync(document, "/api/units/{id}/tasks", $"/api/units/{Village}/tasks?at=2100-01-01T00:00:00Z");
        await AssertShapeAsync(
            document, "/api/units/{id}/bulletin", $"/api/units/{Village}/bulletin?format=json&day={Sent.Day()}");
        await AssertShapeAsync(document, "/api/units/{id}/reports", $"/api/units/{Village}/reports?day={Sent.Day()}");
        await AssertShapeAsync(document, "/api/units/{id}/coverage", $"/api/units/{County}/coverage");
        await AssertShapeAsync(document, "/api/units/{id}/coverage/unreached", $"/api/units/{Village}/coverage/unreached?round=2");
        await AssertShapeAsync(document, "/api/units/{id}/quotas", $"/api/units/{County}/quotas");
        await AssertShapeAsync(document, "/api/traces", "/api/traces?person=张三,1");
        await AssertShapeAsync(document, "/api/indicators", "/api/indicators");
        await AssertShapeAsync(document, "/health/live", "/health/live");
        await AssertShapeAsync(document, "/health/ready", "/health/ready");
    }

    private async Task AssertShapeAsync(JsonElement document, string route, string path) =>
        AssertShape(document, SchemaOf(document, route), await Client.ReadAsync(path), path);

    private static JsonElement SchemaOf(JsonElement document, string route) =>
        document.GetProperty("paths").GetProperty(route).GetProperty("get").GetProperty("responses")
            .GetProperty("200").GetProperty("content").GetProperty("application/json").GetProperty("schema");

    private static void AssertShape(JsonElement document, JsonElement schema, JsonElement value, string at)
    {
        schema = Resolve(document, schema);
        if (value.ValueKind == JsonValueKind.Array)
        {
            foreach (var item in value.EnumerateArray())
            {
                AssertShape(document, schema.GetProperty("items"), item, at + "[]");
            }
        }
        else if (value.ValueKind == JsonValueKind.Object && schema.TryGetProperty("properties", out var properties))
        {
            Assert.All(
                schema.TryGetProperty("required", out var required) ? required.EnumerateArray() : [],
                name => Assert.True(value.TryGetProperty(name.GetString()!, out _), $"{at} has no {name}"));
            foreach (var property in value.EnumerateObject())
            {
                Assert.True(properties.TryGetProperty(property.Name, out var inner), $"{at}.{property.Name} is not described");
                AssertShape(document, inner, property.Value, $"{at}.{property.Name}");
            }
        }
    }

    private static JsonElement Resolve(JsonElement document, JsonElement schema)
    {
        if (schema.TryGetProperty("oneOf", out var options))
        {
            schema = options.EnumerateArray().First(option =>
                !option.TryGetProperty("type", out var type) || type.GetString() != "null");
        }

        return schema.TryGetProperty("$ref", out var reference)
            ? document.GetProperty("components").GetProperty("schemas").GetProperty(reference.GetString()!.Split('/')[^1])
            : schema;
    }
}
