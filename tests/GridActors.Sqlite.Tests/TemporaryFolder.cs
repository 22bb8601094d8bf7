namespace GridActors.Sqlite.Tests;

/// <summary>A folder of a test's own, removed with it.</summary>
internal sealed class TemporaryFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("gridactors-").FullName;

    public SqliteJournalOptions Options => new() { Directory = Path, TimeZoneId = "Asia/Shanghai" };

    public string Database => System.IO.Path.Combine(Path, "gridactors.db");

    public Task<SqliteJournal> OpenAsync() => SqliteJournal.OpenAsync(Options);

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
