using System.Security.Cryptography;
using System.Text;

namespace GridActors.Core.Tests;

/// <summary>
/// Files that say what others depend on: public names, and everything that is persisted. A test that finds its file
/// different fails; if the change is meant, and old data can still be read, take the new text over.
/// Set GRIDACTORS_APPROVE to the project's Approved folder to write the files instead. What is persisted is kept then: the
/// text that stood there before goes to <c>Older/</c> under the next number, and today's code goes on reading it.
/// </summary>
public static class Approved
{
    /// <summary>A line for each text of a persisted format that was ever approved: its hash and whose it is.</summary>
    private const string Ledger = "Older/ledger.txt";

    public static string Folder { get; } = Path.Combine(AppContext.BaseDirectory, "Approved");

    private static string? Target => Environment.GetEnvironmentVariable("GRIDACTORS_APPROVE") is { Length: > 0 } target ? target : null;

    public static string Read(string file) => File.ReadAllText(Path.Combine(Folder, file), Encoding.UTF8);

    public static void Match(string file, string actual)
    {
        if (Target is { } target)
        {
            Write(Path.Combine(target, file), actual);
            return;
        }

        Assert.True(File.Exists(Path.Combine(Folder, file)), $"There is no approved {file}.");
        Assert.Equal(Read(file), actual);
    }

    /// <summary>As <see cref="Match"/>, of what lies in journals and stores for years.</summary>
    public static void MatchKept(string file, string actual)
    {
        if (Target is { } target)
        {
            Keep(target, file, actual);
        }

        Match(file, actual);
        Assert.True(
            Target is not null || Kept().Contains(LineOf(file, actual)),
            $"{Ledger} does not know {file} as it is: write it with GRIDACTORS_APPROVE, so that it is kept when it changes.");
    }

    /// <summary>Every text that the ledger names, under the file that holds it now; null where none does.</summary>
    public static IEnumerable<(string Line, string? File)> KeptFiles()
    {
        var files = Directory.EnumerateFiles(Folder, "*", SearchOption.AllDirectories)
            .Select(path => Path.GetRelativePath(Folder, path).Replace('\\', '/'))
            .Where(file => file != Ledger)
            .ToLookup(file => HashOf(Read(file)));
        return Kept().Select(line => (line, files[line.Split(' ')[0]].FirstOrDefault()));
    }

    /// <summary>All texts of one format, also the older ones: <c>Older/passage.1.snapshot.txt</c>, oldest first.</summary>
    public static IEnumerable<string> All(string ending) =>
        Directory.EnumerateFiles(Folder, $"*.{ending}", SearchOption.AllDirectories)
            .Select(path => Path.GetRelativePath(Folder, path).Replace('\\', '/')).Order(StringComparer.Ordinal);

    /// <summary>What an older text, <c>Older/passage.1.snapshot.txt</c>, has become: <c>passage.snapshot.txt</c>.</summary>
    public static string NewestOf(string older)
    {
        var (name, ending) = SplitOf(Path.GetFileName(older));
        return $"{name[..name.LastIndexOf('.')]}.{ending}";
    }

    private static HashSet<string> Kept() => [.. Read(Ledger).Split('\n', StringSplitOptions.RemoveEmptyEntries)];

    private static void Keep(string target, string file, string actual)
    {
        var (path, ledger) = (Path.Combine(target, file), Path.Combine(target, Ledger));
        if (File.Exists(path) && File.ReadAllText(path, Encoding.UTF8) is var before && before != actual)
        {
            var (name, ending) = SplitOf(file);
            var number = 1;
            while (File.Exists(Path.Combine(target, "Older", $"{name}.{number}.{ending}")))
            {
                number++;
            }

            Write(Path.Combine(target, "Older", $"{name}.{number}.{ending}"), before);
        }

        var lines = File.ReadAllText(ledger, Encoding.UTF8).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        if (!lines.Contains(LineOf(file, actual)))
        {
            Write(ledger, string.Join('\n', lines.Append(LineOf(file, actual)).Order(StringComparer.Ordinal)) + "\n");
        }
    }

    /// <summary><c>passage.snapshot.txt</c> is the <c>snapshot.txt</c> of <c>passage</c>.</summary>
    private static (string Name, string Ending) SplitOf(string file)
    {
        var at = file.LastIndexOf('.', file.LastIndexOf('.') - 1);
        return (file[..at], file[(at + 1)..]);
    }

    private static string LineOf(string file, string text) => $"{HashOf(text)} {file}";

    private static string HashOf(string text) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)).AsSpan(0, 8));

    private static void Write(string path, string text) => File.WriteAllText(path, text, new UTF8Encoding(false));
}
