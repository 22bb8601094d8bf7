using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using GridActors.Standalone.Tests.Processes;
using Microsoft.Playwright;
using static GridActors.Standalone.Tests.Dashboard.Screen;

namespace GridActors.Standalone.Tests.Dashboard;

/// <summary>What people do on the page: alerts, tasks, topics, traces.</summary>
[Collection(Screen.Tests)]
public sealed class DashboardWorkTests
{
    [BrowserFact]
    public async Task An_alert_is_seen_at_the_top_and_dealt_with_on_the_page()
    {
        using var data = new TempDirectory();
        await File.WriteAllTextAsync(data.File("units.csv"), Units);
        await using var server = await StandaloneProcess.ServeAsync(data.File("data"));
        Assert.Equal(0, (await StandaloneProcess.RunAsync("import", data.File("units.csv"), "--url", server.Address)).ExitCode);
        await PostAsync(
            server.Address,
            Record("100-1-c", 1, "checkpoint.open", "{}", hoursAgo: 50),
            Record("100-1-c", 4, "shift.signIn", """{"worker":"王五"}""", hoursAgo: 50),
            Record("100-1-c", 2, "passage", $$"""{"temperature":38.2,"vehicle":"晋J12345",{{Held}}}""", hoursAgo: 2),
            Record(
                "100-1-c", 3, "passage", $$"""{"code":"red","person":{"name":"李四","phone":"2"},{{Held}}}""", hoursAgo: 1),
            Record(
                "100-1-i", 1, "isolation.start", """{"person":{"name":"张三","phone":"1"},"kind":"central","days":1}""",
                hoursAgo: 48 + HoursSinceNoon));
        using var playwright = await Playwright.CreateAsync();
        await using var browser = await LaunchAsync(playwright);
        var page = await browser.NewPageAsync(new() { Locale = "zh-CN", ViewportSize = new() { Width = 1440, Height = 900 } });
        var errors = new List<string>();
        page.PageError += (_, error) => errors.Add(error);
        await page.GotoAsync(server.Address);

        var alerts = page.Locator("#alerts-list li");
        await Assertions.Expect(alerts).ToHaveCountAsync(2, new() { Timeout = 60_000 });
        await Assertions.Expect(alerts.First).ToContainTextAsync("红码");
        await Assertions.Expect(alerts.First).ToContainTextAsync("李四");
        await Assertions.Expect(alerts.Last).ToContainTextAsync("38.2 ℃");
        await Assertions.Expect(page.Locator("#tasks-list li[data-kind=release]")).ToContainTextAsync("张三");
        await Assertions.Expect(alerts.First.Locator("[data-answer='alert.close']")).ToHaveAttributeAsync(
            "aria-label", new Regex("^关闭 红码.* 李四$"));
        await ScreenshotAsync(page, "alerts-zh");

        await alerts.Last.Locator("[data-answer='alert.acknowledge']").ClickAsync();
        await Assertions.Expect(alerts).ToHaveCountAsync(1, new() { Timeout = 30_000 });
        await page.Locator("#alerts-state").SelectOptionAsync("acknowledged");
        await Assertions.Expect(alerts).ToContainTextAsync(["38.2 ℃"], new() { Timeout = 30_000 });
        await Assertions.Expect(page.Locator("#alerts-trouble")).ToBeHiddenAsync();
        // Spelled like the field's clock, so that the history shows the day on which it was done.
        Assert.EndsWith("+08:00", await AcknowledgedAtAsync(server.Address, "100-1-c"), StringComparison.Ordinal);
        await alerts.Last.Locator("[data-answer='alert.close']").ClickAsync();
        await page.Locator("#alerts-state").SelectOptionAsync("closed");
        await Assertions.Expect(alerts).ToContainTextAsync(["38.2 ℃"], new() { Timeout = 30_000 });
        await Assertions.Expect(alerts.Locator("button:visible")).ToHaveCountAsync(0);
        await page.GotoAsync($"{server.Address}#/100-1-c");
        var passed = page.Locator("#history-list li[data-type=passage] time").First;
        var at = DateTimeOffset.Parse((await passed.GetAttributeAsync("datetime"))!, CultureInfo.InvariantCulture);
        Assert.Equal(TimeSpan.Zero, at.Offset);
        await Assertions.Expect(passed).ToHaveTextAsync(at.ToOffset(TimeSpan.FromHours(8)).ToString("yyyy-MM-dd HH:mm"));
        Assert.Empty(errors);
    }

    [BrowserFact]
    public async Task Alerts_and_tasks_name_their_place_and_say_in_words_what_is_coded()
    {
        using var data = new TempDirectory();
        await File.WriteAllTextAsync(data.File("units.csv"), Units + "100-1-v,甲村,village,100-1\n100-1-h,李家,household,100-1-v\n");
        await using var server = await StandaloneProcess.ServeAsync(data.File("data"));
        Assert.Equal(0, (await StandaloneProcess.RunAsync("import", data.File("units.csv"), "--url", server.Address)).ExitCode);
        var today = DateTimeOffset.UtcNow.ToOffset(TimeSpan.FromHours(8));
        await PostAsync(
            server.Address,
            Record("100-1-c", 1, "supply.minimum", """{"item":"mask","quantity":250}""", hoursAgo: 5),
            Record("100-1-c", 2, "supply.receive", """{"item":"mask","quantity":200}""", hoursAgo: 4),
            Record("100-1-c", 3, "incident", """{"severity":"high","text":"pass in 冲卡"}""", hoursAgo: 3),
            Record("100-1", 1, "sweep.start", $$"""{"round":2,"due":"{{today:yyyy-MM-dd}}"}""", hoursAgo: 2),
            Record("100-1", 2, "quota.set", """{"indicator":"surveys","count":3,"per":"village"}""", hoursAgo: 1));
        using var playwright = await Playwright.CreateAsync();
        await using var browser = await LaunchAsync(playwright);
        var page = await browser.NewPageAsync(new() { Locale = "zh-CN", ViewportSize = new() { Width = 390, Height = 844 } });
        var errors = new List<string>();
        page.PageError += (_, error) => errors.Add(error);
        await page.GotoAsync($"{server.Address}#/100-1");

        var alerts = page.Locator("#alerts-list li");
        await Assertions.Expect(alerts).ToHaveCountAsync(2, new() { Timeout = 60_000 });
        await Assertions.Expect(alerts.Filter(new() { HasText = "异常情况" })).ToContainTextAsync("严重");
        await Assertions.Expect(alerts.Filter(new() { HasText = "异常情况" })).ToContainTextAsync("pass in 冲卡");
        var low = alerts.Filter(new() { HasText = "物资不足" });
        await Assertions.Expect(low).ToContainTextAsync("口罩");
        await Assertions.Expect(low).ToContainTextAsync("库存 200，最低 250");
        await Assertions.Expect(low.Locator("a")).ToHaveTextAsync("卡点");
        await Assertions.Expect(low.Locator("a")).ToHaveAttributeAsync("title", "100-1-c");
        var survey = page.Locator("#tasks-list [data-kind=survey]");
        await Assertions.Expect(survey).ToContainTextAsync("第 2 轮");
        await Assertions.Expect(survey).ToContainTextAsync($"{today:yyyy-MM-dd} 24:00 前");
        await Assertions.Expect(survey.Locator("a")).ToHaveTextAsync("甲村");
        await Assertions.Expect(page.Locator("#tasks-list [data-kind=quota]")).ToContainTextAsync("摸排");
        await ScreenshotAsync(page, "work-phone-zh");
        await page.Locator("#lang [data-lang=en]").ClickAsync();
        await Assertions.Expect(survey).ToContainTextAsync("round 2");
        await Assertions.Expect(alerts.Filter(new() { HasText = "Low stock" })).ToContainTextAsync("200 left, minimum 250");
        await ScreenshotAsync(page, "work-phone-en");
        await alerts.First.Locator("a").FocusAsync();
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page.Locator("#history-list")).ToContainTextAsync("mask", new() { Timeout = 30_000 });
        await Assertions.Expect(page.Locator("#unit-name")).ToBeFocusedAsync();
        Assert.Empty(errors);
    }

    [BrowserFact]
    public async Task A_topic_is_seen_child_by_child_and_the_days_bulletin_is_read_on_a_phone_too()
    {
        await using var demo = await StandaloneProcess.DemoAsync("--day-seconds", "12");
        using var playwright = await Playwright.CreateAsync();
        await using var browser = await LaunchAsync(playwright);
        var page = await browser.NewPageAsync(new() { Locale = "zh-CN", ViewportSize = new() { Width = 390, Height = 844 } });
        var errors = new List<string>();
        page.PageError += (_, error) => errors.Add(error);
        await page.GotoAsync($"{demo.Address}#/141127100");
        await Assertions.Expect(page.Locator("#live-state")).ToHaveAttributeAsync("data-state", "live", Patience);

        await page.Locator("#topic-nav [data-topic=duty]").ClickAsync(new() { Timeout = 60_000 });
        await page.Locator("#topics-list [data-topic=duty] .by-unit").ClickAsync(new() { Timeout = 60_000 });

        await Assertions.Expect(page.Locator("#filter-topic")).ToHaveValueAsync("duty", new() { Timeout = 30_000 });
        await Assertions.Expect(page.Locator("#sum-row [data-indicator='duty.onNow'] .figure")).ToHaveTextAsync(
            new Regex("^[1-9]"), new() { Timeout = 30_000 });
        await ScreenshotAsync(page, "topic-phone-zh");

        await page.Locator("#bulletin-toggle").ClickAsync();
        await Assertions.Expect(page.Locator("#bulletin-text")).ToContainTextAsync("东村镇", new() { Timeout = 30_000 });
        await Assertions.Expect(page.Locator("#bulletin-text")).ToContainTextAsync("【");

        // The table is one, in which each figure stands under its name; on paper the open bulletin stands alone.
        await Assertions.Expect(page.Locator("#bulletin-text thead th").First).ToHaveTextAsync("单位");
        Assert.True(await page.Locator("#bulletin-text table").First.EvaluateAsync<bool>(
            "table => [...table.rows].every(row => row.cells.length === table.rows[0].cells.length)"));
        await page.EmulateMediaAsync(new() { Media = Media.Print });
        await Assertions.Expect(page.Locator("#bulletin-text table").First).ToBeVisibleAsync();
        foreach (var other in new[] { ".masthead", "#headline", "#chart", "#topics", "#bulletin-toggle" })
        {
            await Assertions.Expect(page.Locator(other)).ToBeHiddenAsync();
        }

        await page.EmulateMediaAsync(new() { Media = Media.Screen });
        await page.Locator("#lang [data-lang=en]").ClickAsync();
        await Assertions.Expect(page.Locator("#bulletin-text")).ToContainTextAsync("daily bulletin", new() { Timeout = 30_000 });
        Assert.True(await page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= window.innerWidth"));
        await ScreenshotAsync(page, "bulletin-phone-en");
        Assert.Empty(errors);
    }

    [BrowserFact]
    public async Task A_person_a_vehicle_or_a_trip_is_traced_with_its_companions_and_no_number_in_any_address()
    {
        using var data = new TempDirectory();
        await File.WriteAllTextAsync(data.File("units.csv"), Units + "100-1-v,村,village,100-1\n100-1-h,李家,household,100-1-v\n");
        await using var server = await StandaloneProcess.ServeAsync(data.File("data"));
        Assert.Equal(0, (await StandaloneProcess.RunAsync("import", data.File("units.csv"), "--url", server.Address)).ExitCode);
        const string zhang = $$"""{"id":"{{ZhangsId}}","name":"张三","phone":"13800000001"}""";
        const string li = """{"name":"李四","phone":"13900000002"}""";
        const string train = """ "from":{"place":"武汉","class":"wuhan"},"arrived":"2020-01-20","trip":"G1234" """;
        await PostAsync(
            server.Address,
            Record("100-1-c", 1, "checkpoint.open", "{}", hoursAgo: 90),
            Record("100-1-i", 1, "returnee.register", $$"""{"person":{{zhang}},{{train}}}""", hoursAgo: 80),
            Record("100-1-h", 1, "returnee.register", $$"""{"person":{{li}},{{train}}}""", hoursAgo: 79),
            Record("100-1-i", 2, "case.report", $$"""{"person":{{zhang}},"status":"confirmed"}""", hoursAgo: 50),
            Record("100-1-h", 2, "isolation.start", $$"""{"person":{{li}},"kind":"home"}""", hoursAgo: 48),
            Record(
                "100-1-c", 2, "passage", $$"""{"person":{{zhang}},"vehicle":"晋J12345","temperature":36.5,{{Held}}}""", hoursAgo: 70),
            Record("100-1-c", 3, "passage", $$"""{"vehicle":"晋J12345",{{Held}}}""", hoursAgo: 60));
        using var playwright = await Playwright.CreateAsync();
        await using var browser = await LaunchAsync(playwright);
        var page = await browser.NewPageAsync(new() { Locale = "zh-CN", ViewportSize = new() { Width = 1440, Height = 900 } });
        var (errors, addresses) = (new List<string>(), new List<string>());
        page.PageError += (_, error) => errors.Add(error);
        page.Request += (_, request) => addresses.Add(request.Url);
        await page.GotoAsync($"{server.Address}#/100-1");

        var rows = page.Locator("#traces-list > li");
        await page.Locator("#traces-id").FillAsync(ZhangsId, new() { Timeout = 60_000 });
        await page.Locator("#traces-form [type=submit]").ClickAsync();
        await Assertions.Expect(rows).ToHaveCountAsync(3, new() { Timeout = 30_000 });
        await Assertions.Expect(rows.First).ToContainTextAsync("病例报告");
        await Assertions.Expect(rows.Nth(1)).ToContainTextAsync("卡点");
        await Assertions.Expect(rows.Nth(1)).ToContainTextAsync("36.5");
        await Assertions.Expect(rows.Nth(1)).ToContainTextAsync("…002X");
        var shared = page.Locator("#traces-trips [data-trip=G1234]");
        await Assertions.Expect(shared.Locator("li")).ToHaveCountAsync(1);
        await Assertions.Expect(shared).ToContainTextAsync("李四");
        await Assertions.Expect(shared).ToContainTextAsync("居家隔离");
        await Assertions.Expect(shared.Locator("a")).ToHaveAttributeAsync("href", "#/100-1-h");
        Assert.DoesNotContain(ZhangsId, await page.Locator("#traces-list").TextContentAsync());
        await ScreenshotAsync(page, "traces-zh");

        await rows.Nth(1).Locator("[data-by=vehicle]").ClickAsync();
        await Assertions.Expect(rows).ToHaveCountAsync(2, new() { Timeout = 30_000 });
        await page.Locator("#lang [data-lang=en]").ClickAsync();
        await page.SetViewportSizeAsync(390, 844);
        await page.Locator("#traces-by").SelectOptionAsync("trip");
        await page.Locator("#traces-word").FillAsync("G1234");
        await page.Locator("#traces-form [type=submit]").ClickAsync();
        await Assertions.Expect(shared.Locator("li")).ToHaveCountAsync(2, new() { Timeout = 30_000 });
        await Assertions.Expect(shared).ToContainTextAsync("confirmed");
        Assert.True(await page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= window.innerWidth"));
        await ScreenshotAsync(page, "traces-phone-en");

        await page.Locator("#traces-by").SelectOptionAsync("vehicle");
        await page.Locator("#traces-word").FillAsync("-·");
        await page.Locator("#traces-form [type=submit]").ClickAsync();
        await Assertions.Expect(page.Locator("#traces-trouble")).ToContainTextAsync("cannot be searched");
        await page.Locator("#traces-form [type=reset]").ClickAsync();
        await Assertions.Expect(rows).ToHaveCountAsync(0);
        await Assertions.Expect(page.Locator("#traces-id")).ToHaveValueAsync("");
        Assert.Empty(errors);
        Assert.Contains(addresses, address => address.EndsWith("/api/traces", StringComparison.Ordinal));
        Assert.DoesNotContain(addresses, address => address.Contains(ZhangsId, StringComparison.OrdinalIgnoreCase));
    }

    private const string ZhangsId = "11010519491231002X";

    private const string Held = "\"direction\":\"in\",\"outcome\":\"held\"";

    /// <summary>Since the last noon of the field: an isolation that began in the afternoon had no check due on its day.</summary>
    private static int HoursSinceNoon => (DateTime.UtcNow.Hour + 20) % 24;

    private static async Task<string> AcknowledgedAtAsync(string address, string unit)
    {
        using var http = new HttpClient();
        using var history = JsonDocument.Parse(await http.GetStringAsync($"{address}/api/units/{unit}/records"));
        return history.RootElement.GetProperty("records").EnumerateArray()
            .Last(record => record.GetProperty("type").GetString() == "alert.acknowledge").GetProperty("at").GetString()!;
    }
}
