using System.Globalization;
using System.Text.RegularExpressions;
using GridActors.Standalone.Tests.Processes;
using Microsoft.Playwright;
using static GridActors.Standalone.Tests.Dashboard.Screen;

namespace GridActors.Standalone.Tests.Dashboard;

/// <summary>The page as a person sees it: the real demo in a process of its own, a real browser in front.</summary>
[Collection(Screen.Tests)]
public sealed class DashboardTests
{
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
        await File.WriteAllTextAsync(data.File("units.csv"), $"code,name,kind,parent\n100,{name},county,\n100-1,镇,township,100\n");
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

        await page.EmulateMediaAsync(new() { Media = Media.Screen });
        await page.GotoAsync($"{server.Address}#/100-1");
        await Assertions.Expect(page.Locator("#breadcrumb a")).ToHaveTextAsync(name, new() { Timeout = 30_000 });
        Assert.True(await page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= window.innerWidth"));
        await Assertions.Expect(page).ToHaveTitleAsync(new Regex("^镇"), new() { Timeout = 30_000 });
        await page.GotoAsync($"{server.Address}#/200");
        await Assertions.Expect(page).ToHaveTitleAsync(new Regex("^没有这个单位"), new() { Timeout = 30_000 });
    }

    [BrowserFact]
    public async Task The_latest_day_is_today_also_before_anything_happens_on_it_and_the_next_one_from_midnight_on()
    {
        using var data = new TempDirectory();
        await using var server = await StandaloneProcess.ServeAsync(data.File("data"));
        const string passage = """{"direction":"in","outcome":"pass"}""";
        await PostAsync(
            server.Address,
            Record("100", 1, "unit.register", """{"kind":"county","name":"县"}""", hoursAgo: 100),
            Record("100-c", 1, "unit.register", """{"kind":"checkpoint","tier":"county","name":"卡点","parent":"100"}""", hoursAgo: 99),
            Record("100-c", 2, "checkpoint.open", "{}", hoursAgo: 98),
            Record("100-c", 3, "shift.signIn", """{"worker":"王五"}""", hoursAgo: 98),
            Record("100-c", 4, "passage", passage, hoursAgo: 75), Record("100-c", 5, "passage", passage, hoursAgo: 75));
        using var playwright = await Playwright.CreateAsync();
        await using var browser = await LaunchAsync(playwright);
        var page = await browser.NewPageAsync(new() { Locale = "zh-CN", ViewportSize = new() { Width = 1440, Height = 900 } });
        await page.GotoAsync($"{server.Address}#/100-c");

        var today = DateTimeOffset.UtcNow.ToOffset(TimeSpan.FromHours(8));
        var day = page.Locator("#day");
        await Assertions.Expect(day).ToHaveValueAsync(today.ToString("yyyy-MM-dd"), new() { Timeout = 60_000 });
        await Assertions.Expect(day.Locator("option").First).ToContainTextAsync("最新");
        var people = page.Locator("#headline [data-indicator='passages.people']");
        await Assertions.Expect(people).ToHaveAttributeAsync("data-value", "0");
        await Assertions.Expect(people).ToHaveAttributeAsync("data-total", "2");
        await Assertions.Expect(page.Locator("#chart-box .band").Last).ToHaveAttributeAsync("data-day", today.ToString("yyyy-MM-dd"));
        await page.Locator("#bulletin-toggle").ClickAsync();
        await Assertions.Expect(page.Locator("#bulletin-text")).ToContainTextAsync(today.ToString("M月d日（"), new() { Timeout = 30_000 });
        await ScreenshotAsync(page, "latest-zh");

        // Just before midnight, long after: what was recorded is too old for the chart's span and stays on it.
        await page.RouteAsync("**/api/units/100-c", async route =>
        {
            var answer = await (await route.FetchAsync()).TextAsync();
            await route.FulfillAsync(new()
            {
                ContentType = "application/json",
                Body = Regex.Replace(answer, "\"asOf\":\"[^\"]+\"", "\"asOf\":\"2998-12-31T23:59:50.000+08:00\""),
            });
        });
        await page.ReloadAsync();
        await Assertions.Expect(day).ToHaveValueAsync("2998-12-31", new() { Timeout = 60_000 });
        await Assertions.Expect(page.Locator("#chart-box .band").Last).ToHaveAttributeAsync("data-day", new Regex("^20"));
        await Assertions.Expect(day).ToHaveValueAsync("2999-01-01", new() { Timeout = 60_000 });
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

    private static async Task<long> VersionAsync(IPage page) => long.Parse(
        (await page.Locator("#live-age").GetAttributeAsync("data-version"))!, CultureInfo.InvariantCulture);
}
