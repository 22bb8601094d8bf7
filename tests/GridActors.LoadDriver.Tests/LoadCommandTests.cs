using System.Diagnostics;

namespace GridActors.LoadDriver.Tests;

/// <summary>The executable, as somebody mistypes its options: one line, exit 2, and no run of an hour for nothing.</summary>
public sealed class LoadCommandTests
{
    [Theory]
    [InlineData("--seconds", "1e300")]
    [InlineData("--seconds", "NaN")]
    [InlineData("--patience", "1e300")]
    [InlineData("--patience", "-1")]
    [InlineData("--rate", "NaN")]
    [InlineData("--rate", "Infinity")]
    [InlineData("--reads", "NaN")]
    [InlineData("--urls", "ftp://127.0.0.1")]
    [InlineData("--result", "/no/such/folder/result.json")]
    [InlineData("--picture", "/no/such/folder/picture.svg")]
    [InlineData("--ledger", "/no/such/folder/ledger.txt")]
    [InlineData("--result", "/")]
    public async Task A_mistaken_option_is_named_before_anything_is_sent(string option, string value)
    {
        var (exitCode, said, complaint) = await RunAsync(option, value);
        Assert.Equal((2, ""), (exitCode, said));
        Assert.StartsWith(option, Assert.Single(complaint.Trim().Split('\n')));
    }

    internal static async Task<(int ExitCode, string Said, string Complaint)> RunAsync(params string[] arguments)
    {
        var program = Path.Combine(AppContext.BaseDirectory, "GridActors.LoadDriver.dll");
        using var driver = Process.Start(new ProcessStartInfo("dotnet", [program, .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        var said = driver.StandardOutput.ReadToEndAsync();
        var complaint = await driver.StandardError.ReadToEndAsync();
        await driver.WaitForExitAsync();
        return (driver.ExitCode, await said, complaint);
    }
}
