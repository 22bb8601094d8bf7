using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace GridActors.Sqlite.Files;

/// <summary>The one database file, and how its connections are set up.</summary>
internal sealed class DatabaseFile(string directory, int? maxPages)
{
    /// <summary>Keeps a writer from outside (a shell, a backup) from failing commits at once.</summary>
    private const int BusyTimeoutMs = 5_000;

    /// <summary>
    /// Each connection is used by one thread at a time, so the library need not lock it anew with every call. This is a
    /// setting of the process, made before its first connection; where somebody was first, it stays as it was.
    /// </summary>
    static DatabaseFile()
    {
        Batteries_V2.Init();
        raw.sqlite3_config(raw.SQLITE_CONFIG_MULTITHREAD);
    }

    private string Path { get; } = System.IO.Path.Combine(directory, "gridactors.db");

    public SqliteConnection OpenForWriting()
    {
        var connection = Open(SqliteOpenMode.ReadWriteCreate);
        try
        {
            // page_size before the first page is written; FULL: a commit returns when the WAL has reached the disk.
            // wal_autocheckpoint off: a checkpoint inside COMMIT would stall everyone who waits, so Checkpoints
            // does it beside the writer.
            // cache_size: a page split makes COMMIT walk the whole cache (balancing borrows a page number beyond the
            // end, and SQLite then looks for pages to drop), so it holds what is hot and no more.
            Run(
                connection,
                "PRAGMA page_size=4096",
                "PRAGMA journal_mode=WAL",
                "PRAGMA synchronous=FULL",
                "PRAGMA wal_autocheckpoint=0",
                "PRAGMA cache_size=-32768",
                "PRAGMA temp_store=MEMORY");
            if (maxPages is { } pages)
            {
                Run(connection, $"PRAGMA max_page_count={pages}");
            }

            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    public SqliteConnection OpenForReading()
    {
        var connection = Open(SqliteOpenMode.ReadOnly);
        Run(connection, "PRAGMA cache_size=-16384", "PRAGMA temp_store=MEMORY");
        return connection;
    }

    public static void Run(SqliteConnection connection, params ReadOnlySpan<string> statements)
    {
        foreach (var sql in statements)
        {
            using var command = connection.CreateCommand();
#pragma warning disable CA2100 // The statements are this project's own; none contains anything from outside.
            command.CommandText = sql;
#pragma warning restore CA2100
            command.ExecuteNonQuery();
        }
    }

    private SqliteConnection Open(SqliteOpenMode mode)
    {
        // Not pooled: the library's pool would keep files open after Dispose.
        var connection = new SqliteConnection(
            new SqliteConnectionStringBuilder { DataSource = Path, Mode = mode, Pooling = false }.ConnectionString);
        try
        {
            connection.Open();
            Run(connection, $"PRAGMA busy_timeout={BusyTimeoutMs}");
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }
}
