using System.Diagnostics;

namespace GridActors.Simulation.Tests.Mutations;

/// <summary>
/// A defect that can no longer be put in proves nothing. That each is caught, tests/mutations.sh shows; it builds for each.
/// </summary>
public sealed class MutationTests
{
    private static readonly string Root = FindRoot();

    public static TheoryData<string> Patches =>
    [
        .. Directory.EnumerateFiles(Path.Combine(Root, "tests/GridActors.Simulation/Mutations"), "*.patch")
            .Select(path => Path.GetFileName(path)!).Order(),
    ];

    [Theory]
    [MemberData(nameof(Patches))]
    public void Every_defect_can_still_be_put_in(string patch)
    {
        using var process = Process.Start(new ProcessStartInfo(
            "patch", ["-p1", "--dry-run", "--force", "-i", $"tests/GridActors.Simulation/Mutations/{patch}"])
        {
            WorkingDirectory = Root,
            RedirectStandardOutput = true,
        })!;
        var said = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        Assert.True(process.ExitCode == 0, said);
    }

    private static string FindRoot()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "GridActors.sln")))
        {
            folder = Path.GetDirectoryName(folder) ?? throw new DirectoryNotFoundException("No GridActors.sln above the tests.");
        }

        return folder;
    }
}
