using System.Globalization;
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
