namespace GridActors.Standalone.Tests;

/// <summary>A test that needs a real browser. Without one on this machine it counts as skipped, never as passed.</summary>
public sealed class BrowserFactAttribute : FactAttribute
{
    public BrowserFactAttribute()
    {
        if (ChromiumPath.Length == 0)
        {
            Skip = "No chromium on this machine: run tests/run.sh, which installs it, or set GRIDACTORS_CHROMIUM.";
        }
    }

    /// <summary>The browser's executable for Playwright's <c>ExecutablePath</c>, found by tests/run.sh; else empty.</summary>
    public static string ChromiumPath => Environment.GetEnvironmentVariable("GRIDACTORS_CHROMIUM") ?? "";
}
