using System.Text;
using System.Text.Json;
using GridActors.Gateway.Tests.Hosts;

namespace GridActors.Gateway.Tests.Contract;

/// <summary>The bulletin 通报 of a unit's day.</summary>
public abstract class BulletinContract : GatewayContract
{
    private static readonly string Day = Sent.Day();

    [Fact]
    public async Task Every_figure_is_the_units_total_and_what_came_later_is_left_out()
    {
        await PlantAsync();
        await Client.AcceptAsync(
            Sent.Passage(Checkpoint, daysBefore: 1, people: 5), Sent.Passage(Checkpoint, people: 3),
            Sent.Record(Township, "publicity", new { kind = "letter", count = 18_000 }),
            Sent.Record(Township, "publicity", new { kind = "letter", count = 7 }, daysBefore: -1));
        var totals = await SettledAsync(County, "passages.people", 8);
        foreach (var day in new[] { Sent.Day(1), Day })
        {
            var bulletin = await Client.ReadAsync($"/api/units/{County}/bulletin?format=json&day={day}");
            var then = await Client.ReadAsync($"/api/units/{County}/totals?day={day}");
            var figures = Figures(bulletin);
            Assert.Equal(totals.GetProperty("version").GetInt64(), bulletin.GetProperty("version").GetInt64());
            Assert.Equal(
                then.GetProperty("dayLevels").EnumerateObject().Select(level => (level.Name, level.Value.GetDecimal()))
                    .Order(),
                figures.Where(figure => figure.TryGetProperty("level", out var level) && level.GetDecimal() != 0)
                    .Select(figure => (figure.GetProperty("code").GetString()!, figure.GetProperty("level").GetDecimal())).Order());
            var net = then.GetProperty("days").GetProperty(day);
            Assert.All(figures, figure => Assert.Equal(
                net.TryGetProperty(figure.GetProperty("code").GetString()!, out var value) ? value.GetDecimal() : 0,
                figure.GetProperty("day").GetDecimal()));
        }

        var last = Figures(await Client.ReadAsync($"/api/units/{County}/bulletin?format=json&day={Day}"));
        Assert.Equal((3, 8), Flow(last, "passages.people"));
        Assert.Equal((18_000, 18_000), Flow(last, "publicity.letter"));
    }

    [Fact]
    public async Task It_reads_in_chinese_unless_english_is_asked_for()
    {
        await PlantAsync();
        await Client.AcceptAsync(
            Sent.Passage(Checkpoint, people: 3), Sent.Record(Township, "publicity", new { kind = "letter", count = 1800 }),
            Sent.Record(Checkpoint, "incident", new { severity = "high", text = "冲卡" }));
        await SettledAsync(Township, "passages.people", 3);
        var chinese = await Client.GetAsync($"/api/units/{Township}/bulletin?day={Day}");
        Assert.Equal("text/plain; charset=utf-8", chinese.Content.ContentType?.ToString());
        Assert.StartsWith($"名{County}名{Township}疫情防控工作通报\n", chinese.Text);
        Assert.Contains("【通行】当日，通行3人次", chinese.Text);
        Assert.Contains("【宣传】当日，宣传活动1次、公开信1800份。", chinese.Text);
        Assert.Contains("在岗卡点2个", chinese.Text);
        Assert.Contains($"当日新发预警1条：名{Checkpoint}异常情况（严重 冲卡）。", chinese.Text);
        Assert.Contains("【各村（社区）情况】", chinese.Text);
        Assert.DoesNotContain("漏测", chinese.Text); // nothing of what is zero
        var english = (await Client.GetAsync($"/api/units/{Township}/bulletin?day={Day}&lang=en&format=text")).Text;
        Assert.Contains("PUBLICITY. On the day: publicity actions 1; publicity: letters 1,800.", english);
        Assert.Contains($"Opened on the day: 1: 名{Checkpoint}, incident (high 冲卡).", english);
    }

    [Fact]
    public async Task As_rows_it_has_one_for_each_code_of_the_unit_and_of_each_area_and_checkpoint_below()
    {
        await PlantAsync();
        await Client.AcceptAsync(Sent.Passage(Checkpoint, people: 3));
        await SettledAsync(Village, "passages.people", 3);
        var reply = await Client.GetAsync($"/api/units/{Village}/bulletin?day={Day}&format=csv&lang=en");
        Assert.Equal("text/csv; charset=utf-8", reply.Content.ContentType?.ToString());
        Assert.Equal(Encoding.UTF8.Preamble.ToArray(), reply.Bytes[..3]);
        var rows = reply.Text.TrimStart('\uFEFF').Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal("unit,unitName,topic,code,name,day,level,running", rows[0]);
        Assert.Contains($"{Village},名{Village},Passages,passages.people,People through checkpoints,3,,3", rows);
        Assert.Contains($"{Village},名{Village},Checkpoints,checkpoints.open,Checkpoints open,0,2,", rows);
        Assert.Contains($"{Checkpoint},名{Checkpoint},Passages,passages.people,People through checkpoints,3,,3", rows);
        Assert.DoesNotContain(rows, row => row.StartsWith(Household, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Alerts_of_the_day_are_named_with_what_became_of_them()
    {
        await PlantAsync();
        await Client.AcceptAsync(
            Sent.Record(Checkpoint, "incident", new { severity = "low", text = "旧" }, daysBefore: 1),
            Sent.Record(Checkpoint, "incident", new { severity = "high", text = "新" }));
        var alerts = (await Client.EventuallyAsync(
            $"/api/units/{County}/alerts", list => list.GetProperty("alerts").GetArrayLength() == 2)).GetProperty("alerts");
        await Client.AcceptAsync(Sent.Record(Checkpoint, "alert.close", new { key = alerts[1].GetProperty("key").GetString() }));
        var bulletin = await Client.EventuallyAsync(
            $"/api/units/{County}/bulletin?format=json&day={Day}", json => Texts(json, "closed").Length == 1);
        Assert.Equal(["新"], Texts(bulletin, "opened"));
        Assert.Equal(["旧"], Texts(bulletin, "closed"));
        Assert.Empty(Texts(bulletin, "acknowledged"));
        Assert.False(bulletin.GetProperty("alerts").GetProperty("cut").GetBoolean());
    }

    [Fact]
    public async Task The_villages_of_a_whole_prefecture_are_told_of()
    {
        var rows = new StringBuilder("code,name,kind,parent\nP,州,prefecture,\nPC,县,county,P\nPCT,乡,township,PC\n");
        for (var village = 0; village < 1100; village++)
        {
            rows.Append($"PCT-{village:0000},村{village},village,PCT\n");
        }

        Assert.Equal(1103, (await Client.PostAsync("/api/units", rows.ToString(), "text/csv")).Json.GetProperty("registered").GetInt32());
        await Client.AcceptAsync(
            Sent.Register("PCT-h", "household", "PCT-0000"),
            Sent.Record("PCT-h", "household.survey", new { round = 1, persons = 2 }, daysBefore: -1));
        var today = Sent.Day(-1);
        var bulletin = await Client.EventuallyAsync(
            $"/api/units/P/bulletin?format=json&day={today}", json => json.GetProperty("coverage").GetArrayLength() == 1);
        Assert.False(bulletin.GetProperty("cut").GetBoolean());
        Assert.Equal(JsonValueKind.Object, bulletin.GetProperty("reports").ValueKind);
        Assert.Equal(1, bulletin.GetProperty("coverage")[0].GetProperty("surveyed").GetInt32());
        var due = bulletin.GetProperty("reports").GetProperty("due").GetInt32(); // none of a village that is registered after 18:00
        Assert.Equal(DateTime.UtcNow.AddHours(8).Hour < 18 ? 1100 : due, due);
    }

    [Theory]
    [InlineData("day=2100-01-01", "day")]
    [InlineData("day=today", "day")]
    [InlineData("lang=fr", "lang")]
    [InlineData("format=pdf", "format")]
    public async Task A_question_that_means_no_bulletin_is_400(string query, string field)
    {
        await PlantAsync();
        var reply = await Client.GetAsync($"/api/units/{County}/bulletin?{query}");
        reply.AssertProblem(400, "bad-query");
        Assert.Equal(field, reply.Json.GetProperty("field").GetString());
        (await Client.GetAsync("/api/units/nowhere/bulletin")).AssertProblem(404, "unknown-unit");
    }

    private static string[] Texts(JsonElement bulletin, string list) =>
        [.. bulletin.GetProperty("alerts").GetProperty(list).EnumerateArray().Select(alert => alert.GetProperty("text").GetString()!)];

    private static List<JsonElement> Figures(JsonElement bulletin) =>
        [.. bulletin.GetProperty("topics").EnumerateArray().SelectMany(topic => topic.GetProperty("figures").EnumerateArray())];

    private static (decimal Day, decimal Running) Flow(List<JsonElement> figures, string code)
    {
        var figure = Assert.Single(figures, figure => figure.GetProperty("code").GetString() == code);
        return (figure.GetProperty("day").GetDecimal(), figure.GetProperty("running").GetDecimal());
    }

    private Task<JsonElement> SettledAsync(string unit, string code, decimal value) => Client.EventuallyAsync(
        $"/api/units/{unit}/totals",
        totals => totals.GetProperty("flows").TryGetProperty(code, out var sum) && sum.GetDecimal() == value
            && (unit != County || totals.GetProperty("flows").TryGetProperty("publicity.letter", out _)));
}
