using GridActors.Journaling.Ports;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace GridActors.Sqlite.Files;

/// <summary>Tells a database that fails from a statement that it rightly turned down.</summary>
internal static class SqliteFailures
{
    /// <summary>
    /// False for what lies in the data of one statement: the same statement would fail again, and others beside it
    /// would not.
    /// </summary>
    public static bool IsOfDatabase(Exception failure) => failure is SqliteException
    {
        SqliteErrorCode: not (raw.SQLITE_CONSTRAINT or raw.SQLITE_TOOBIG or raw.SQLITE_MISMATCH or raw.SQLITE_RANGE),
    };

    public static JournalUnavailableException Unavailable(Exception failure) => failure is SqliteException sqlite
        ? new JournalUnavailableException($"SQLite ({sqlite.SqliteExtendedErrorCode}): {failure.Message}", failure)
        : new JournalUnavailableException(failure.Message, failure);
}
