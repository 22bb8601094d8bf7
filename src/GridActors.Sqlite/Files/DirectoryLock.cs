namespace GridActors.Sqlite.Files;

/// <summary>
/// A file held open for this process alone. The operating system lets go of it however the process ends, so a crash
/// leaves nothing to clean up; the file itself stays.
/// </summary>
internal sealed class DirectoryLock : IDisposable
{
    private readonly FileStream _file;

    private DirectoryLock(FileStream file) => _file = file;

    /// <exception cref="UnauthorizedAccessException">Another user's, who alone could say.</exception>
    public static bool IsTaken(string directory)
    {
        try
        {
            using var mine = new FileStream(PathIn(directory), FileMode.Open, FileAccess.ReadWrite, FileShare.None);
            return false;
        }
        catch (FileNotFoundException)
        {
            return false; // nobody ever wrote there
        }
        catch (IOException)
        {
            return true;
        }
    }

    /// <exception cref="InvalidOperationException">Another process, or another journal of this one, has it.</exception>
    public static DirectoryLock Take(string directory)
    {
        try
        {
            return new DirectoryLock(
                new FileStream(PathIn(directory), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None));
        }
        catch (IOException taken)
        {
            throw new InvalidOperationException(
                $"{directory} is open already: one process writes to a journal at a time.", taken);
        }
    }

    public void Dispose() => _file.Dispose();

    private static string PathIn(string directory) => Path.Combine(directory, "gridactors.lock");
}
