using System.Text.Json;
using GridActors.Gateway.Tests.Hosts;

namespace GridActors.Gateway.Tests.Contract;

/// <summary>The villages' reports of a day, and what came in after them.</summary>
public abstract class ReportContract : GatewayContract
{
    private const string Other = "141127100202";

    private static readonly string Day = Sent.Day();

    [Fact]
    public async Task A_report_is_kept_as_submitted_and_what_came_in_since_is_named_with_who_and_why()
    {
        await PlantVillagesAsync();
        await Client.AcceptAsync(Sent.Passage(Checkpoint, people: 2, source: "gate", seq: 1));
        await SettledAsync(2);
        await Client.AcceptAsync(Sent.Record(Village, "report.submit", new { date = Day }));
        await Client.AcceptAsync(
            Sent.Passage(Checkpoint, people: 3, source: "late"), Sent.Passage(Checkpoint, daysBefore: 1, people: 50),
            Sent.Record(Checkpoint, "record.void", new { source = "gate", seq = 1, reason = "重复录入" }, daysBefore: -1));
        await SettledAsync(53);

        var township = await ReadAsync(Township);
        Assert.Equal([(Village, "in"), (Other, "missing")], township.Select(report => (Text(report, "unit"), Text(report, "state"))));
        Assert.Equal(2, township[0].GetProperty("counts").GetProperty("passages.people").GetDecimal());
        Assert.Equal(1, township[0].GetProperty("changed").GetProperty("passages.people").GetDecimal());
        Assert.Equal(JsonValueKind.Null, township[0].GetProperty("corrections").ValueKind);

        var village = Assert.Single(await ReadAsync(Village));
        var corrections = village.GetProperty("corrections").EnumerateArray().ToDictionary(one => Text(one, "source"));
        Assert.Equal(["late", "tablet-7"], corrections.Keys.Order());
        Assert.Equal((Checkpoint, "worker-31", "passage"), Said(corrections["late"]));
        Assert.Equal(JsonValueKind.Null, corrections["late"].GetProperty("reason").ValueKind);
        Assert.Equal("重复录入", Text(corrections["tablet-7"], "reason"));
        Assert.Equal("gate", Text(corrections["tablet-7"].GetProperty("voided"), "source"));

        var text = (await Client.GetAsync($"/api/units/{Township}/bulletin?day={Day}")).Text;
        Assert.Contains($"应报2个村，已报1个村；未报1个村：名{Other}。", text);
        Assert.Contains("1个村日报告提交后又有当日记录2条。其中更正2条：", text);
        Assert.Contains("撤销通行记录，事由“重复录入”", text);
        var english = (await Client.GetAsync($"/api/units/{Village}/bulletin?day={Day}&lang=en")).Text;
        Assert.Contains("The day's report is in. 2 records of the day came in after the report.", english);
        Assert.Contains("taken back: passage: \"重复录入\"", english);
    }

    [Fact]
    public async Task What_a_village_writes_with_its_report_is_read_above()
    {
        await PlantVillagesAsync();
        await Client.AcceptAsync(
            Sent.Record(Village, "report.submit", new { date = Day, remarks = "有一户缺粮，请支援。" }),
            Sent.Record(Other, "report.submit", new { date = Day }));
        foreach (var unit in new[] { Village, Township, County })
        {
            var reports = await ReadAsync(unit);
            Assert.Equal("有一户缺粮，请支援。", Text(reports[0], "remarks"));
            Assert.All(reports.Skip(1), report => Assert.Equal(JsonValueKind.Null, report.GetProperty("remarks").ValueKind));
        }

        var text = (await Client.GetAsync($"/api/units/{County}/bulletin?day={Day}")).Text;
        Assert.Contains($"1个村有备注：名{Village}“有一户缺粮，请支援”。", text);
        Assert.Contains("备注：有一户缺粮，请支援。", (await Client.GetAsync($"/api/units/{Village}/bulletin?day={Day}")).Text);
        var english = (await Client.GetAsync($"/api/units/{County}/bulletin?day={Day}&lang=en")).Text;
        Assert.Contains($"Remarks of 1 villages: 名{Village} \"有一户缺粮，请支援\".", english);
        var told = (await Client.ReadAsync($"/api/units/{County}/bulletin?day={Day}&format=json")).GetProperty("reports");
        Assert.Equal(Village, Text(Assert.Single(told.GetProperty("remarks").EnumerateArray()), "unit"));
        Assert.Equal(1, told.GetProperty("remarksInAll").GetInt32());
    }

    [Fact]
    public async Task What_comes_in_on_the_day_itself_after_the_report_is_named_too()
    {
        await PlantVillagesAsync();
        var today = Sent.Day(-1);
        await Client.AcceptAsync(Sent.Passage(Checkpoint, daysBefore: -1, people: 2, source: "before"));
        await SettledAsync(2);
        await Client.AcceptAsync(Sent.Record(Village, "report.submit", new { date = today }, daysBefore: -1));
        await Client.AcceptAsync(
            [.. Enumerable.Range(0, 150).Select(_ => Sent.Passage(Checkpoint, daysBefore: 1, source: "another-day"))]);
        await Client.AcceptAsync(
            Sent.Passage(Checkpoint, daysBefore: -1, people: 3, source: "after"),
            Sent.Record(Village, "patrol", daysBefore: -1, source: "village"));
        await SettledAsync(155);

        var answer = await Client.ReadAsync($"/api/units/{Village}/reports?day={today}");
        var report = Assert.Single(answer.GetProperty("reports").EnumerateArray());
        Assert.Equal(3, report.GetProperty("changed").GetProperty("passages.people").GetDecimal());
        Assert.Equal(
            ["after", "village"], report.GetProperty("corrections").EnumerateArray().Select(one => Text(one, "source")).Order());
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_report_holds_all_that_was_acknowledged_before_it(bool isOneBody)
    {
        const string grid = "141127100201-g1";
        string[] homes = ["h1", "h2", "h3"];
        await PlantVillagesAsync();
        await Client.AcceptAsync(
            [Sent.Register(grid, "grid", Village), .. homes.Select(home => Sent.Register(home, "household", grid))]);
        string[] records =
        [
            .. homes.SelectMany(home => Enumerable.Range(0, 5).Select(_ => Sent.Record(home, "visit", new { purpose = "followUp" }))),
            Sent.Passage(Checkpoint, people: 7),
            Sent.Record(Village, "report.submit", new { date = Day }),
        ];
        if (isOneBody)
        {
            await Client.AcceptAsync(records);
        }
        else
        {
            foreach (var record in records)
            {
                await Client.AcceptAsync(record);
            }
        }

        var above = Assert.Single(await ReadAsync(Township), report => Text(report, "unit") == Village);
        Assert.Empty(above.GetProperty("changed").EnumerateObject());
        var counts = Assert.Single(await ReadAsync(Village)).GetProperty("counts");
        Assert.Equal((15, 7), (counts.GetProperty("visits").GetDecimal(), counts.GetProperty("passages.people").GetDecimal()));
        await SettledAsync(7);
        var report = Assert.Single(await ReadAsync(Village));
        Assert.Empty(report.GetProperty("changed").EnumerateObject());
        Assert.Empty(report.GetProperty("corrections").EnumerateArray());
        var bulletin = (await Client.GetAsync($"/api/units/{Township}/bulletin?day={Day}")).Text;
        Assert.Contains("已报1个村", bulletin);
        Assert.DoesNotContain("提交后", bulletin); // nothing came in after it
    }

    [Fact]
    public async Task Pages_go_from_village_to_village_and_a_village_registered_later_owes_nothing()
    {
        await PlantVillagesAsync();
        var before = Sent.Day(9);
        var first = await Client.ReadAsync($"/api/units/{County}/reports?day={before}&limit=1");
        Assert.Equal((Village, "notDue"), (Text(first.GetProperty("reports")[0], "unit"), Text(first.GetProperty("reports")[0], "state")));
        var second = await Client.ReadAsync($"/api/units/{County}/reports?day={before}&limit=1&after={Text(first, "next")}");
        Assert.Equal(Other, Text(Assert.Single(second.GetProperty("reports").EnumerateArray()), "unit"));
        Assert.Equal(JsonValueKind.Null, second.GetProperty("next").ValueKind);
        (await Client.GetAsync($"/api/units/{County}/reports?day=2100-01-01")).AssertProblem(400, "bad-query");
        (await Client.GetAsync("/api/units/nowhere/reports")).AssertProblem(404, "unknown-unit");
    }

    private static (string, string, string) Said(JsonElement one) => (Text(one, "unit"), Text(one, "by"), Text(one, "type"));

    private static string Text(JsonElement json, string name) => json.GetProperty(name).GetString()!;

    /// <summary>Two villages that stood on the day before yesterday already.</summary>
    private Task PlantVillagesAsync() => Client.AcceptAsync(
        Sent.Register(County, "county", null), Sent.Register(Township, "township", County),
        Sent.Record(Village, "unit.register", new { kind = "village", name = $"名{Village}", parent = Township }, daysBefore: 2),
        Sent.Record(Other, "unit.register", new { kind = "village", name = $"名{Other}", parent = Township }, daysBefore: 2),
        Sent.Register(Checkpoint, "checkpoint", Village), Sent.Open(Checkpoint));

    private async Task<List<JsonElement>> ReadAsync(string unit) =>
        [.. (await Client.ReadAsync($"/api/units/{unit}/reports?day={Day}")).GetProperty("reports").EnumerateArray()];

    private Task SettledAsync(decimal people) => Client.EventuallyAsync(
        $"/api/units/{Township}/totals",
        totals => totals.GetProperty("flows").TryGetProperty("passages.people", out var sum) && sum.GetDecimal() == people);
}
