using System.Diagnostics;

namespace GridActors.Tidy;

/// <summary>The working tree that these tests were built from. Paths are relative to its root, with forward slashes.</summary>
public static class Repository
{
    private static readonly string[] NotOurs = ["artifacts", "bin", "obj", "node_modules"];

    public static string Root { get; } = FindRoot();

    public static IReadOnlyList<ProjectFile> Projects { get; } =
        [.. Files("src", ".csproj").Concat(Files("tests", ".csproj")).Select(path => ProjectFile.Parse(path, Read(path)))];

    public static IReadOnlyList<SourceFile> Sources { get; } = [.. Files("src", ".cs").Select(Source)];

    public static IReadOnlyList<SourceFile> TestSources { get; } = [.. Files("tests", ".cs").Select(Source)];

    public static string Read(string path) => File.ReadAllText(Path.Combine(Root, path));

    public static IEnumerable<string> Files(string folder, params string[] extensions) =>
        Directory.EnumerateFiles(Path.Combine(Root, folder), "*", SearchOption.AllDirectories)
            .Select(path => Path.GetRelativePath(Root, path).Replace('\\', '/'))
            .Where(path => extensions.Contains(Path.GetExtension(path)) && !path.Split('/').Any(NotOurs.Contains))
            .Order(StringComparer.Ordinal);

    /// <summary>Names at the top of the repository: what git tracks or would add, or without git what lies there.</summary>
    public static IReadOnlyList<string> TopLevel() =>
        [.. (GitFiles() ?? FilesWithoutGit()).Select(path => path.Split('/')[0]).Distinct().Order(StringComparer.Ordinal)];

    private static SourceFile Source(string path) => new(path, Read(path));

    private static string FindRoot()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "GridActors.sln")))
            {
                return folder.FullName;
            }
        }
        throw new DirectoryNotFoundException($"No GridActors.sln above {AppContext.BaseDirectory}.");
    }

    private static List<string>? GitFiles()
    {
        try
        {
            using var git = Process.Start(new ProcessStartInfo("git", ["ls-files", "-z", "--cached", "--others", "--exclude-standard"])
            {
                WorkingDirectory = Root,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            })!;
            git.ErrorDataReceived += (_, _) => { };
            git.BeginErrorReadLine();
            var output = git.StandardOutput.ReadToEnd();
            git.WaitForExit();
            return git.ExitCode == 0 ? [.. output.Split('\0', StringSplitOptions.RemoveEmptyEntries).Where(InTree)] : null;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return null; // git is not installed
        }

        // A file deleted but not yet committed as such is still listed by git.
        static bool InTree(string path) => File.Exists(Path.Combine(Root, path));
    }

    private static IEnumerable<string> FilesWithoutGit() =>
        Directory.EnumerateFileSystemEntries(Root).Select(path => Path.GetFileName(path)!).Except(NotOurs);
}
