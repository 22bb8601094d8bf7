using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using GridActors.Core.Alerts;
using GridActors.Core.Bulletins;
using GridActors.Core.Records;
using GridActors.Core.Totals;
using GridActors.Core.Units;

namespace GridActors.Core.Tests.Bulletins;

public sealed class BulletinTests
{
    private static readonly DateOnly Day = UnitUnderTest.Day("02-05");
    private static readonly FigureTable Table = new(UnitUnderTest.Catalogue);

    private readonly Contributions _counts = new();

    [Fact]
    public void Members_of_a_family_stand_under_the_indicator_that_their_code_continues()
    {
        Count("02-05", "isolated.home", 3).Count("02-05", "isolated.home.wuhan", 2).Count("02-04", "isolations", 3);
        Count("02-05", "returnees.from.4201", 1).Count("02-05", "isolations.ended", 1);
        var topics = Table.Of(Totals, Day);
        Assert.Equal(["returnees", "isolation"], topics.Select(topic => topic.Topic.Code));
        Assert.Equal(
            ["isolations", "isolations.ended", "isolated.home"], topics[1].Figures.Select(figure => figure.Indicator.Code));
        var wuhan = Assert.Single(topics[1].Figures[^1].Parts);
        Assert.Equal(("isolated.home.wuhan", 2, 2), (wuhan.Indicator.Code, wuhan.Day.Units, wuhan.Total.Units));
    }

    [Fact]
    public void The_order_is_the_catalogues_and_every_indicator_finds_its_place_once()
    {
        var all = UnitUnderTest.Catalogue.Indicators
            .Concat(UnitUnderTest.Catalogue.Families.SelectMany(family => family.Members)).Distinct().ToList();
        foreach (var indicator in all)
        {
            Count("02-05", indicator.Code, 1);
        }

        var topics = Table.Of(Totals, Day);
        Assert.Equal(UnitUnderTest.Catalogue.Topics.Select(topic => topic.Code), topics.Select(topic => topic.Topic.Code));
        Assert.Equal(
            all.Select(indicator => indicator.Code).Order(StringComparer.Ordinal),
            topics.SelectMany(topic => topic.All).Select(figure => figure.Indicator.Code).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void A_bulletin_of_an_earlier_day_knows_nothing_of_what_came_later()
    {
        Count("02-04", "surveys", 10).Count("02-05", "surveys", 5).Count("02-06", "surveys", 100);
        Count("02-04", "households.surveyed", 10).Count("02-06", "households.surveyed", 90);
        var text = Chinese(Bulletin());
        Assert.Contains("【摸排】当日，摸排5户次。截至当日24时，已摸排10户。累计，摸排15户次。", text);
        Assert.DoesNotContain("100", text);
    }

    [Fact]
    public void Only_what_is_not_zero_is_said_and_nothing_at_all_is_said_so()
    {
        Count("02-04", "checks", 1).Count("02-05", "checks", -1);
        Assert.Contains("【隔离】当日，健康监测-1人次。", Chinese(Bulletin())); // taken back on its own day
        Assert.EndsWith("当日无记录。\n", Chinese(Bulletin(UnitUnderTest.Day("02-03"))));
        Assert.EndsWith("Nothing was recorded.\n", English(Bulletin(UnitUnderTest.Day("02-03"))));
    }

    [Theory]
    [InlineData("supply.used.mask", 7000, "口罩使用7000只", "used: masks 7,000")]
    [InlineData("supply.used.disinfectantBox", 30, "箱装消毒液使用30箱", "used: disinfectant in boxes 30")]
    [InlineData("duty.minutes", 2880, "值守2880分钟", "minutes on duty 2,880")]
    [InlineData("watch.pairs", 6, "结对监督6对", "watch pairs 6")]
    [InlineData("units.village", 23, "村/社区23个", "units: village 23")]
    [InlineData("returnees.from.4201", 210, "返乡来源地湖北4201有210人", "returnees from Hubei 4201: 210")]
    [InlineData("returnees.from.420000", 210, "返乡来源地湖北210人", "returnees from Hubei 210")]
    [InlineData("returnees.from.9901", 2, "返乡来源地9901有2人", "returnees from 9901: 2")]
    [InlineData("tally.masksSewn", 12, "缝制口罩12只", "masks sewn 12")]
    [InlineData("donations.yuan", 1500, "捐款1500元", "donations 1,500 yuan")]
    public void Numbers_stand_with_their_measure_words(string code, int value, string chinese, string english)
    {
        Count("02-05", code, value);
        Assert.Contains(chinese, Chinese(Bulletin()));
        Assert.Contains(english, English(Bulletin()));
    }

    [Fact]
    public void Of_many_division_codes_the_text_tells_the_largest_and_the_rows_tell_all()
    {
        foreach (var number in Enumerable.Range(1, 15))
        {
            Count("02-05", $"returnees.from.41{number:00}", number);
        }

        Assert.Contains("返乡来源地河南4115有15人、河南4114有14人、", Chinese(Bulletin()));
        Assert.Contains("河南4106有6人等另5项。", Chinese(Bulletin()));
        Assert.Contains("returnees from Henan 4115: 15, Henan 4114: 14, ", English(Bulletin()));
        Assert.Contains("Henan 4106: 6 and 5 more.", English(Bulletin()));
        Assert.Contains(",returnees.from.4101,", BulletinCsv.Write(Bulletin(), Wording.Chinese));
    }

    [Fact]
    public void While_the_day_lasts_it_says_as_of_when()
    {
        var bulletin = Bulletin() with { IsOver = false, AsOf = UnitUnderTest.Instant("02-05 18:05") };
        Count("02-05", "checkpoints.open", 2);
        Assert.Contains("2020年2月5日（数据截至18时05分）", Chinese(bulletin));
        Assert.Contains("截至目前，在岗卡点2个", Chinese(bulletin with { Topics = Table.Of(Totals, Day) }));
        Assert.Contains("5 February 2020, as of 18:05", English(bulletin));
    }

    [Fact]
    public void Those_below_are_ranked_only_where_some_stand_out()
    {
        var bulletin = Bulletin() with
        {
            Compared = [UnitUnderTest.Code("returnees.present"), UnitUnderTest.Code("households.surveyed")],
            Children = [Child("v1", 9), Child("v2", 12), Child("v3", 9), Child("v4", 30), Child("v5", 1)],
        };
        var text = Chinese(bulletin);
        Assert.Contains("在乡返乡人员较多的有名v4（30人）、名v2（12人）。", text);
        Assert.DoesNotContain("已摸排较多", text); // all have 5
        Assert.Contains("【各村（社区）情况】", text);
        Assert.Equal(5, text.Split('\n').Count(line => line.StartsWith("名v", StringComparison.Ordinal)));
    }

    [Fact]
    public void Rows_are_safe_for_spreadsheets()
    {
        Count("02-05", "surveys", 1);
        var rows = BulletinCsv.Write(
            Bulletin() with { Unit = new BulletinUnit(UnitId.Parse("u-1"), UnitKind.Village, "=1,\"2\"") }, Wording.English);
        Assert.Equal(
            "\uFEFFunit,unitName,topic,code,name,day,level,running\r\nu-1,\"'=1,\"\"2\"\"\",Surveys,surveys,Surveys,1,,1\r\n", rows);
    }

    [Fact]
    public void Shares_are_never_rounded_up_to_all()
    {
        var coverage = new RoundCoverage(
            2, 30_000, 29_999, [new VillageCoverage(new BulletinUnit(UnitId.Parse("v"), UnitKind.Village, "甲村"), 100, 99)]);
        Count("02-05", "surveys", 1);
        var bulletin = Bulletin() with { Coverage = [coverage] };
        Assert.Contains("第2轮摸排应摸30000户，已摸29999户，覆盖率99.9%；尚未完成的有甲村（99/100户）。", Chinese(bulletin));
        Assert.Contains("Round 2: 29,999 of 30,000 households (99.9%); not complete: 甲村 99 of 100.", English(bulletin));
        Assert.Null(new RoundCoverage(1, 0, 0, []).Share);
    }

    [Fact]
    public void Json_gives_code_and_value_of_every_figure()
    {
        Count("02-04", "stock.disinfectant", 2).Count("02-05", "supply.used.disinfectant", 3);
        var figures = Json(Bulletin()).GetProperty("topics")[0].GetProperty("figures");
        Assert.Equal(
            """{"code":"stock.disinfectant","kind":"level","name":"消毒液库存","unit":"litre","day":0,"level":2}""",
            Encoding.UTF8.GetString(JsonSerializer.SerializeToUtf8Bytes(figures[0], Readable)));
        Assert.Equal(3, figures[1].GetProperty("running").GetDecimal());
    }

    [Fact]
    public void Alerts_and_corrections_are_named_up_to_ten_and_the_rest_is_counted()
    {
        var opened = Enumerable.Range(1, 12).Select(i => Alert($"{i}")).ToImmutableArray();
        var bulletin = Bulletin() with
        {
            Alerts = new BulletinAlerts { Opened = opened, Acknowledged = [opened[1]], Closed = [opened[0]] },
            Reports = new BulletinReports(2, 1, [Unit("v2")], [Corrected()])
            {
                Remarks = [.. Enumerable.Range(1, 12).Select(i => new VillageRemark(Unit($"r{i}"), new string('缺', 98 + i)))],
                RemarksInAll = 12,
            },
        };
        var text = Chinese(bulletin);
        Assert.Contains("当日新发预警12条：名v1发热（张三 1）；", text);
        Assert.Contains("张三 10）等12条。当日签收尚未办结的预警1条，办结预警1条。", text);
        Assert.Contains("应报2个村，已报1个村；未报1个村：名v2。12个村有备注：名r1“缺", text);
        Assert.Contains($"；名r2“{new string('缺', 100)}”；名r3“{new string('缺', 100)}…”；", text);
        Assert.Contains("缺…”等12个村。1个村日报告提交后又有当日记录2条。", text);
        Assert.Contains("其中更正1条：名v1由李四（tablet）于2月6日8时10分撤销健康监测记录，事由“误录”。", text);
        Assert.Contains("and 2 more. Dealt with on the day: acknowledged and not closed yet 1, closed 1.", English(bulletin));
    }

    [Theory]
    [InlineData("lowStock", "mask", "200 < 250", "物资不足（口罩 库存200，最低250）", "low stock (masks 200, minimum 250)")]
    [InlineData("missedCheck", "李四", "2020-02-05 am", "漏测（李四 2020-02-05 上午）", "check missed (李四 2020-02-05 morning)")]
    [InlineData("missedCheck", "李四", "2020-02-05", "漏测（李四 2020-02-05）", "check missed (李四 2020-02-05)")]
    [InlineData("case", "李四", "closeContact", "病例（李四 密切接触者）", "case (李四 close contacts)")]
    [InlineData("testOverdue", "李四", "2020-02-05 00:00", "核酸逾期（李四 2020-02-04 24:00）", "test overdue (李四 2020-02-04 24:00)")]
    [InlineData("testOverdue", "李四", "2020-02-05 08:00", "核酸逾期（李四 2020-02-05 08:00）", "test overdue (李四 2020-02-05 08:00)")]
    [InlineData("incident", "high", "low\u202Erab", "异常情况（严重 lowrab）", "incident (high lowrab)")]
    public void What_an_alert_is_about_is_said_in_words(
        string kind, string subject, string text, string chinese, string english)
    {
        var opened = UnitUnderTest.Instant("02-05 09:00");
        var bulletin = Bulletin() with
        {
            Alerts = new BulletinAlerts
            {
                Opened = [new(Unit("v1"), new StandingAlert(new Alert("k", kind, subject, text, opened), AlertState.Open, opened))],
            },
        };
        Assert.Contains($"当日新发预警1条：名v1{chinese}。\n", Chinese(bulletin));
        Assert.Contains($"1: 名v1, {english}.\n", English(bulletin));
    }

    [Fact]
    public void Names_neither_turn_the_direction_of_a_line_nor_repeat_what_they_are()
    {
        var opened = UnitUnderTest.Instant("02-05 09:00");
        var unmanned = new StandingAlert(new Alert("k", AlertKinds.Unmanned, "", "", opened), AlertState.Open, opened);
        var bulletin = Bulletin() with
        {
            Unit = new BulletinUnit(UnitId.Parse("1"), UnitKind.Township, "东\u202E村\u2066镇"),
            Alerts = new BulletinAlerts { Opened = [new(new BulletinUnit(UnitId.Parse("c"), UnitKind.Checkpoint, "村口卡点"), unmanned)] },
        };
        Assert.StartsWith("岚县东村镇疫情防控工作通报\n", Chinese(bulletin));
        Assert.Contains("：村口卡点无人值守。", Chinese(bulletin));
        Assert.DoesNotContain('\u202E', English(bulletin));
    }

    [Fact]
    public void What_is_left_out_is_said_so()
    {
        Count("02-05", "surveys", 1);
        var bulletin = Bulletin() with
        {
            HasTooManyVillages = true, ChildrenLeftOut = 1200,
            Compared = [UnitUnderTest.Code("returnees.present")], Children = [Child("v1", 9)],
        };
        Assert.Contains("【日报告】所辖村过多，日报告与摸排覆盖情况未汇总，请看下级通报。\n", Chinese(bulletin));
        Assert.EndsWith("\n另有1200个下级单位未列出。\n", Chinese(bulletin));
        Assert.Contains("DAILY REPORTS. Too many villages for one bulletin: their reports and the coverage stand in", English(bulletin));
        Assert.EndsWith("\n1,200 more units below are not listed.\n", English(bulletin));
        Assert.True(Json(bulletin).GetProperty("cut").GetBoolean());
        Assert.False(Json(Bulletin()).GetProperty("cut").GetBoolean());
    }

    private static readonly JsonSerializerOptions Readable =
        new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private DailyTotals Totals => DailyTotals.Zero.Plus(_counts);

    private static string Chinese(Bulletin bulletin) => BulletinText.Write(bulletin, Wording.Chinese);

    private static string English(Bulletin bulletin) => BulletinText.Write(bulletin, Wording.English);

    private static JsonElement Json(Bulletin bulletin)
    {
        var bytes = new MemoryStream();
        using (var json = new Utf8JsonWriter(bytes))
        {
            BulletinJson.Write(json, bulletin, Wording.Chinese);
        }

        using var parsed = JsonDocument.Parse(bytes.ToArray());
        return parsed.RootElement.Clone();
    }

    private static BulletinUnit Unit(string id) => new(UnitId.Parse(id), UnitKind.Village, $"名{id}");

    private static BulletinChild Child(string id, int present)
    {
        var counts = new Contributions();
        counts.Add(Day, UnitUnderTest.Code("returnees.present"), present);
        counts.Add(Day, UnitUnderTest.Code("households.surveyed"), 5);
        return new BulletinChild(Unit(id), 1, Table.Of(DailyTotals.Zero.Plus(counts), Day));
    }

    private static BulletinAlert Alert(string text)
    {
        var opened = UnitUnderTest.Instant("02-05 09:00");
        return new BulletinAlert(
            Unit("v1"), new StandingAlert(new Alert($"fever:{text}", AlertKinds.Fever, "张三", text, opened), AlertState.Open, opened));
    }

    private static VillageCorrections Corrected()
    {
        var (submitted, after) = (UnitUnderTest.Instant("02-05 17:00"), UnitUnderTest.Instant("02-05 19:00"));
        var received = UnitUnderTest.Instant("02-06 08:10");
        return new VillageCorrections(
            Unit("v1"), submitted, Bucket.Empty,
            [
                new(
                    UnitId.Parse("h1"), new RecordId("tablet", 3), received, received, "李四", "health.check", "误录",
                    new RecordId("tablet", 1)),
                new(UnitId.Parse("h1"), new RecordId("tablet", 2), after, received, "李四", "health.check", null, null),
            ],
            IsCut: false);
    }

    private BulletinTests Count(string day, string code, int value)
    {
        _counts.Add(UnitUnderTest.Day(day), UnitUnderTest.Code(code), value);
        return this;
    }

    private Bulletin Bulletin(DateOnly? day = null) => new()
    {
        Unit = new BulletinUnit(UnitId.Parse("141127100"), UnitKind.Township, "东村镇"),
        Above = [new BulletinUnit(UnitId.Parse("141127"), UnitKind.County, "岚县")],
        Day = day ?? Day,
        AsOf = UnitUnderTest.Instant("02-06 00:00"),
        IsOver = true,
        Version = 7,
        Topics = Table.Of(Totals, day ?? Day),
    };
}
