using System.Net.Sockets;
using GridActors.Journaling.Ports;
using Npgsql;

namespace GridActors.Postgres.Connections;

/// <summary>The one place that judges what an exception of the database means.</summary>
internal static class PostgresFailures
{
    /// <summary>
    /// A row was locked for too long, or silos locked in a circle: the transaction is rolled back and may be tried
    /// again.
    /// </summary>
    public static bool IsContention(Exception failure) => failure is PostgresException
    {
        SqlState: PostgresErrorCodes.LockNotAvailable
            or PostgresErrorCodes.DeadlockDetected
            or PostgresErrorCodes.SerializationFailure,
    };

    /// <summary>
    /// True for what lies in the data of one piece of work: it would fail again, and others beside it would not.
    /// </summary>
    public static bool IsOfData(Exception failure) => failure switch
    {
        PostgresException refused => refused.SqlState[..2] is "21" or "22" or "23" or "54",
        _ => !IsOfDatabase(failure),
    };

    public static bool IsOfDatabase(Exception failure) =>
        failure is NpgsqlException or TimeoutException or IOException or SocketException or ObjectDisposedException
            or OperationCanceledException;

    /// <summary>The schema is not there, or not the one that this program's statements name.</summary>
    public static bool IsOfSchema(Exception failure) => failure is PostgresException
    {
        SqlState: PostgresErrorCodes.UndefinedTable
            or PostgresErrorCodes.UndefinedColumn
            or PostgresErrorCodes.InvalidSchemaName,
    };

    public static JournalUnavailableException Unavailable(Exception failure) => failure switch
    {
        JournalUnavailableException known => known,
        PostgresException refused => new($"PostgreSQL ({refused.SqlState}): {refused.MessageText}", failure),
        _ => new($"PostgreSQL: {failure.Message}", failure),
    };
}
