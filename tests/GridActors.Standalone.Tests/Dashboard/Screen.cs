using Microsoft.Playwright;

namespace GridActors.Standalone.Tests.Dashboard;

/// <summary>What the tests of the page share. They are one collection: two browsers at once would wait for each other.</summary>
internal static class Screen
{
    public const string Tests = "browser";

    public static readonly LocatorAssertionsToHaveAttributeOptions Patience = new() { Timeout = 60_000 };

    public const string Units =
        """
        code,name,kind,parent
        100,县,county,
        100-1,镇,township,100
        100-1-c,卡点,checkpoint,100-1
        100-1-i,集中隔离点,institution,100-1

        """;

    public static string Record(string unit, int seq, string type, string data, int hoursAgo) =>
        $$"""
        {"source":"t","seq":{{seq}},"unit":"{{unit}}","at":"{{DateTimeOffset.UtcNow.AddHours(-hoursAgo):O}}",
        "type":"{{type}}","data":{{data}}}
        """;

    public static async Task PostAsync(string address, params string[] records)
    {
        using var http = new HttpClient { BaseAddress = new Uri(address) };
        using var body = new StringContent($"[{string.Join(',', records)}]", System.Text.Encoding.UTF8, "application/json");
        using var answer = await http.PostAsync("/api/records", body);
        var results = await answer.Content.ReadAsStringAsync();
        Assert.Equal(records.Length, results.Split("\"accepted\"").Length - 1);
    }

    public static Task<IBrowser> LaunchAsync(IPlaywright playwright) => playwright.Chromium.LaunchAsync(new()
    {
        ExecutablePath = BrowserFactAttribute.ChromiumPath,
        Args =
        [
            "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
            "--disable-component-update", "--disable-sync",
        ],
    });

    /// <summary>For people to look at; kept beside the test results.</summary>
    public static async Task ScreenshotAsync(IPage page, string name)
    {
        var folder = Environment.GetEnvironmentVariable("GRIDACTORS_SCREENSHOTS");
        if (folder is not null)
        {
            await page.ScreenshotAsync(new() { Path = Path.Combine(folder, name + ".png"), FullPage = true });
        }
    }
}
