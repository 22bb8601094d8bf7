using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using GridActors.Standalone.Tests.Processes;
using Microsoft.Playwright;

namespace GridActors.Standalone.Tests.Dashboard;

/// <summary>The page as a person sees it: the real demo in a process of its own, a real browser in front.</summary>
public sealed class DashboardTests
{
    private static readonly LocatorAssertionsToHaveAttributeOptions Patience = new() { Timeout = 60_000 };

    [BrowserFact]
    public async Task A_newcomer_sees_the_county_live_and_drills_down_to_a_checkpoint()
    {
        await using var demo = await StandaloneProcess.DemoAsync("--day-seconds", "12");
        using var playwright = await Playwright.CreateAsync();
        await using var browser = await LaunchAsync(playwright);
        var page = await browser.NewPageAsync(new() { Locale = "zh-CN", ViewportSize = new() { Width = 1440, Height = 900 } });
        var errors = new List<string>();
        page.PageError += (_, error) => errors.Add(error);

        await page.GotoAsync(demo.Address);

        await Assertions.Expect(page.Locator("#live-state")).ToHaveAttributeAsync("data-state", "live", Patience);
        await Assertions.Expect(page.Locator("#unit-name")).ToHaveTextAsync("岚县", new() { Timeout = 30_000 });
        await Assertions.Expect(page.Locator("#adds-up")).ToHaveAttributeAsync("data-state", "ok", Patience);
        var before = await VersionAsync(page);
        await page.WaitForFunctionAsync(
            "seen => Number(document.querySelector('#live-age').dataset.version) > seen", before, new() { Timeout = 30_000 });

        await page.Locator("#children-body tr[data-unit='141127100']").ClickAsync();
        await Assertions.Expect(page.Locator("#unit-name")).ToHaveTextAsync("东村镇", new() { Timeout = 30_000 });
        Assert.EndsWith("#/141127100", page.Url, StringComparison.Ordinal);
        await Assertions.Expect(page.Locator("#breadcrumb a[data-unit='141127']")).ToBeVisibleAsync();
        await page.Locator("#lang [data-lang=en]").ClickAsync();
        await Assertions.Expect(page.Locator("html")).ToHaveAttributeAsync("lang", "en", Patience);
        await ScreenshotAsync(page, "desktop-en");

        await page.GoBackAsync();
        await Assertions.Expect(page.Locator("#unit-name")).ToHaveTextAsync("岚县", new() { Timeout = 30_000 });
        Assert.Empty(errors);
    }

    [BrowserFact]
    public async Task On_a_phone_nothing_runs_off_the_side_and_after_a_restart_the_page_is_live_again()
    {
        using var data = new TempDirectory();
        await File.WriteAllTextAsync(data.File("units.csv"), "code,name,kind,parent\n100,县,county,\n100-1,镇,township,100\n");
        var server = await StandaloneProcess.ServeAsync(data.File("data"));
        Assert.Equal(0, (await StandaloneProcess.RunAsync("import", data.File("units.csv"), "--url", server.Address)).ExitCode);
        using var playwright = await Playwright.CreateAsync();
        await using var browser = await LaunchAsync(playwright);
        var page = await browser.NewPageAsync(new() { Locale = "zh-CN", ViewportSize = new() { Width = 360, Height = 740 } });

        await page.GotoAsync(server.Address);
        await Assertions.Expect(page.Locator("#live-state")).ToHaveAttributeAsync("data-state", "live", Patience);
        Assert.True(await page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= window.innerWidth"));
        await ScreenshotAsync(page, "phone-zh");

        server.Kill();
        await Assertions.Expect(page.Locator("#live-state")).Not.ToHaveAttributeAsync("data-state", "live", Patience);
        await using var again = await StandaloneProcess.ServeAtAsync(server.Address, data.File("data"));
        await Assertions.Expect(page.Locator("#live-state")).ToHaveAttributeAsync("data-state", "live", Patience);
    }

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

    [BrowserFact]
    public async Task What_cannot_be_a_token_is_asked_for_again_and_one_that_was_taken_back_is_named()
    {
        using var data = new TempDirectory();
        await using var server = await StandaloneProcess.ServeWithTokensAsync(data.File("data"));
        using var playwright = await Playwright.CreateAsync();
        await using var browser = await LaunchAsync(playwright);
        var page = await browser.NewPageAsync(new() { Locale = "zh-CN" });
        await page.GotoAsync(server.Address);
        var (text, token) = (page.Locator("#problem-text"), page.Locator("#token"));
        await Assertions.Expect(text).ToContainTextAsync("只保存在本标签页", new() { Timeout = 60_000 });
        foreach (var wrong in new[] { "访问令牌：abc", "abc def" })
        {
            await token.FillAsync(wrong);
            await token.PressAsync("Enter");
            await Assertions.Expect(page.Locator("#problem")).ToHaveAttributeAsync("data-code", "unauthorized");
            await Assertions.Expect(text).ToContainTextAsync("无效或已过期", new() { Timeout = 30_000 });
        }

        await page.ReloadAsync();
        await Assertions.Expect(text).ToContainTextAsync("无效或已过期", new() { Timeout = 30_000 });
        await Assertions.Expect(token).ToBeVisibleAsync();
    }

    [BrowserFact]
    public async Task A_day_that_has_not_begun_is_not_the_latest_and_what_is_long_is_seen_whole()
    {
        using var data = new TempDirectory();
        var name = new string('W', 90);
        await File.WriteAllTextAsync(data.File("units.csv"), $"code,name,kind,parent\n100,{name},county,\n");
        await using var server = await StandaloneProcess.ServeAsync(data.File("data"));
        using var playwright = await Playwright.CreateAsync();
        await using var browser = await LaunchAsync(playwright);
        var page = await browser.NewPageAsync(new() { Locale = "zh-CN", ViewportSize = new() { Width = 360, Height = 740 } });
        // A record may be dated ten minutes ahead: just before midnight it is of tomorrow.
        await page.RouteAsync("**/live", route => route.AbortAsync());
        await page.RouteAsync("**/api/units/100", async route =>
        {
            var answer = await (await route.FetchAsync()).TextAsync();
            await route.FulfillAsync(new()
            {
                ContentType = "application/json", Body = answer.Replace("\"days\":{", "\"days\":{\"2999-01-01\":{\"visits\":1},"),
            });
        });
        await page.GotoAsync(server.Address);
        await Assertions.Expect(page.Locator("#no-units")).ToContainTextAsync(
            $"import units.csv --url {server.Address.TrimEnd('/')}", new() { Timeout = 60_000 });
        Assert.Equal(0, (await StandaloneProcess.RunAsync("import", data.File("units.csv"), "--url", server.Address)).ExitCode);

        await Assertions.Expect(page.Locator("#day")).ToHaveValueAsync(new Regex("^20"), new() { Timeout = 60_000 });
        await page.Locator("#bulletin-toggle").ClickAsync();
        var bulletin = page.Locator("#bulletin-text");
        await Assertions.Expect(bulletin).ToContainTextAsync("县/区1个", new() { Timeout = 30_000 });
        Assert.True(await page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= window.innerWidth"));
        await page.EmulateMediaAsync(new() { Media = Media.Print });
        await bulletin.EvaluateAsync("text => text.append('\\n行'.repeat(100))");
        Assert.True(await bulletin.EvaluateAsync<bool>("text => text.clientHeight >= text.scrollHeight"));
    }

    [BrowserFact]
    public async Task Figures_are_as_old_as_the_last_word_of_a_server_that_fell_silent()
    {
        using var data = new TempDirectory();
        await File.WriteAllTextAsync(data.File("units.csv"), Units);
        await using var server = await StandaloneProcess.ServeAsync(data.File("data"));
        Assert.Equal(0, (await StandaloneProcess.RunAsync("import", data.File("units.csv"), "--url", server.Address)).ExitCode);
        using var playwright = await Playwright.CreateAsync();
        await using var browser = await LaunchAsync(playwright);
        var page = await browser.NewPageAsync(new() { Locale = "zh-CN" });
        await page.Clock.InstallAsync();
        await page.GotoAsync(server.Address);
        await Assertions.Expect(page.Locator("#live-state")).ToHaveAttributeAsync("data-state", "live", Patience);

        await page.RouteAsync("**/live", route => route.AbortAsync());
        await page.Clock.FastForwardAsync(41_000); // nothing was heard meanwhile: a pulled cable ends no stream

        await Assertions.Expect(page.Locator("#live-state")).Not.ToHaveAttributeAsync("data-state", "live", Patience);
        await Assertions.Expect(page.Locator("#live-age")).ToHaveTextAsync(new Regex("停在 [45]\\d 秒前"), new() { Timeout = 15_000 });
    }

    private const string ZhangsId = "11010519491231002X";

    private const string Held = "\"direction\":\"in\",\"outcome\":\"held\"";

    private const string Units =
        """
        code,name,kind,parent
        100,县,county,
        100-1,镇,township,100
        100-1-c,卡点,checkpoint,100-1
        100-1-i,集中隔离点,institution,100-1

        """;

    /// <summary>Since the last noon of the field: an isolation that began in the afternoon had no check due on its day.</summary>
    private static int HoursSinceNoon => (DateTime.UtcNow.Hour + 20) % 24;

    private static string Record(string unit, int seq, string type, string data, int hoursAgo) =>
        $$"""
        {"source":"t","seq":{{seq}},"unit":"{{unit}}","at":"{{DateTimeOffset.UtcNow.AddHours(-hoursAgo):O}}",
        "type":"{{type}}","data":{{data}}}
        """;

    private static async Task PostAsync(string address, params string[] records)
    {
        using var http = new HttpClient { BaseAddress = new Uri(address) };
        using var body = new StringContent($"[{string.Join(',', records)}]", System.Text.Encoding.UTF8, "application/json");
        using var answer = await http.PostAsync("/api/records", body);
        var results = await answer.Content.ReadAsStringAsync();
        Assert.Equal(records.Length, results.Split("\"accepted\"").Length - 1);
    }

    private static async Task<string> AcknowledgedAtAsync(string address, string unit)
    {
        using var http = new HttpClient();
        using var history = JsonDocument.Parse(await http.GetStringAsync($"{address}/api/units/{unit}/records"));
        return history.RootElement.GetProperty("records").EnumerateArray()
            .Last(record => record.GetProperty("type").GetString() == "alert.acknowledge").GetProperty("at").GetString()!;
    }

    private static Task<IBrowser> LaunchAsync(IPlaywright playwright) => playwright.Chromium.LaunchAsync(new()
    {
        ExecutablePath = BrowserFactAttribute.ChromiumPath,
        Args =
        [
            "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
            "--disable-component-update", "--disable-sync",
        ],
    });

    private static async Task<long> VersionAsync(IPage page) => long.Parse(
        (await page.Locator("#live-age").GetAttributeAsync("data-version"))!, CultureInfo.InvariantCulture);

    /// <summary>For people to look at; kept beside the test results.</summary>
    private static async Task ScreenshotAsync(IPage page, string name)
    {
        var folder = Environment.GetEnvironmentVariable("GRIDACTORS_SCREENSHOTS");
        if (folder is not null)
        {
            await page.ScreenshotAsync(new() { Path = Path.Combine(folder, name + ".png"), FullPage = true });
        }
    }
}
