using GridActors.Journaling.Ports;
using GridActors.Sqlite.Files;
using Microsoft.Data.Sqlite;

namespace GridActors.Sqlite.Tests;

/// <summary>A folder of a test's own, removed with it.</summary>
internal sealed class TemporaryFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("gridactors-").FullName;

    public SqliteJournalOptions Options => new() { Directory = Path, TimeZoneId = "Asia/Shanghai" };

    public string Database => System.IO.Path.Combine(Path, "gridactors.db");

    public Task<SqliteJournal> OpenAsync() => SqliteJournal.OpenAsync(Options);

    /// <summary>Past the journal, as a shell or a reporting tool would.</summary>
    public SqliteConnection Connect()
    {
        var connection = new SqliteConnection($"Data Source={Database};Pooling=False");
        connection.Open();
        return connection;
    }

    public object? Query(string sql)
    {
        using var connection = Connect();
        return Query(connection, sql);
    }

    public static object? Query(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
#pragma warning disable CA2100 // The tests' own text.
        command.CommandText = sql;
#pragma warning restore CA2100
        return command.ExecuteScalar();
    }

    /// <summary>What a later program's migration may do to the database and still leave room for this one to write.</summary>
    /// <returns>The number of the schema.</returns>
    public int AddNewerSchema()
    {
        var newer = Migrations.Newest + 1;
        Query(
            $"""
            ALTER TABLE unit ADD COLUMN later TEXT;
            ALTER TABLE head ADD COLUMN later INTEGER NOT NULL DEFAULT 0;
            ALTER TABLE entry ADD COLUMN later INTEGER NOT NULL DEFAULT 0;
            ALTER TABLE totals ADD COLUMN later TEXT;
            ALTER TABLE area ADD COLUMN later TEXT;
            ALTER TABLE alert ADD COLUMN later TEXT;
            ALTER TABLE trace_new ADD COLUMN later TEXT;
            CREATE TABLE later (unit_no INTEGER PRIMARY KEY);
            PRAGMA user_version={newer};
            INSERT INTO meta (name, value) VALUES ('{StoredSchema.OldestWriterName}', '{Migrations.Newest}')
            ON CONFLICT (name) DO UPDATE SET value = excluded.value;
            """);
        return newer;
    }

    /// <summary>Keeps the journal's writer waiting until it is disposed of, so that appends gather in one batch.</summary>
    public IDisposable HoldWriter()
    {
        var connection = Connect();
        Query(connection, "BEGIN IMMEDIATE");
        return connection;
    }

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
