using System.Text;

namespace GridActors.Core.Tests;

/// <summary>
/// Files that say what others depend on: public names, and everything that is persisted. A test that finds its file
/// different fails; if the change is meant, and old data can still be read, take the new text over.
/// Set GRIDACTORS_APPROVE to the project's Approved folder to write the files instead.
/// </summary>
public static class Approved
{
    public static string Folder { get; } = Path.Combine(AppContext.BaseDirectory, "Approved");

    public static string Read(string file) => File.ReadAllText(Path.Combine(Folder, file), Encoding.UTF8);

    public static void Match(string file, string actual)
    {
        if (Environment.GetEnvironmentVariable("GRIDACTORS_APPROVE") is { Length: > 0 } target)
        {
            File.WriteAllText(Path.Combine(target, file), actual, new UTF8Encoding(false));
            return;
        }

        Assert.True(File.Exists(Path.Combine(Folder, file)), $"There is no approved {file}.");
        Assert.Equal(Read(file), actual);
    }
}
