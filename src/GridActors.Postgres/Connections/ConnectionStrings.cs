using System.Net;
using Npgsql;

namespace GridActors.Postgres.Connections;

/// <summary>
/// What kind of session each connection gets. Every wait has an end, on both sides: a silo that vanishes must not hold
/// locks, and a server that vanishes must not hold callers.
/// </summary>
internal static class ConnectionStrings
{
    public const string Schema = "gridactors";

    private const int ConnectTimeoutSeconds = 5;
    private const int CommandTimeoutSeconds = 15; // above the server's own, which says what was the matter
    private const int KeepAliveSeconds = 10;

    /// <summary>
    /// Pages lie in memory or on flash: with the server's default, which is that of turning disks, it read all units
    /// of a county to find one village's.
    /// </summary>
    private const string Always =
        "-c statement_timeout=12s -c idle_in_transaction_session_timeout=10s -c tcp_user_timeout=10s -c jit=off "
        + "-c random_page_cost=1.1";

    /// <summary>
    /// Writers' statements are the same few over arrays of any length: one plan each, which must not depend on how
    /// many rows the tables had when it was made. It walks the array and looks up each row by its key, so rows are
    /// also locked in the order of the array, the same in every silo.
    /// </summary>
    private const string Writer =
        "-c synchronous_commit=on -c lock_timeout=2s -c plan_cache_mode=force_generic_plan "
        + "-c enable_hashjoin=off -c enable_mergejoin=off -c enable_seqscan=off";

    public static string ForReading(PostgresJournalOptions options)
    {
        var made = Make(options.ConnectionString, "GridActors reads", Always);
        made.Pooling = true;
        made.MaxPoolSize = options.Readers;
        made.MinPoolSize = 0;
        return made.ConnectionString;
    }

    public static string ForWriting(PostgresJournalOptions options, string name)
    {
        var made = Make(options.ConnectionString, name, $"{Always} {Writer}");
        made.Pooling = false; // a writer holds its connection; one that broke must not come back
        return made.ConnectionString;
    }

    public static string ForMoment(PostgresJournalOptions options)
    {
        // Between two reads a long journal is folded, so its transaction may be idle for longer than a silo's; and one
        // statement walks through all of the index of traces, as fast as its rows are added up.
        var made = Make(options.ConnectionString, "GridActors recount", Always);
        made.Options += " -c idle_in_transaction_session_timeout=10min -c statement_timeout=0";
        made.CommandTimeout = 0;
        made.Pooling = false;
        return made.ConnectionString;
    }

    public static string ForMigrating(string connectionString)
    {
        // No statement timeout: a migration may have to rewrite a table, or to wait for another silo's.
        var made = Make(connectionString, "GridActors migrations", "-c tcp_user_timeout=10s");
        made.Pooling = false;
        made.CommandTimeout = 0;
        return made.ConnectionString;
    }

    private static NpgsqlConnectionStringBuilder Make(string connectionString, string name, string settings)
    {
        var made = Parse(connectionString);
        made.ApplicationName = name;
        made.SearchPath = Schema;
        made.Timeout = ConnectTimeoutSeconds;
        made.CommandTimeout = CommandTimeoutSeconds;
        made.KeepAlive = KeepAliveSeconds;
        made.TcpKeepAlive = true;
        made.TcpKeepAliveTime = KeepAliveSeconds;
        made.TcpKeepAliveInterval = 2;
        made.MaxAutoPrepare = 64;
        made.AutoPrepareMinUsages = 2;
        made.IncludeErrorDetail = false; // details quote rows, and rows are about people
        made.Options = string.IsNullOrEmpty(made.Options) ? settings : $"{made.Options} {settings}";
        return made;
    }

    /// <exception cref="InvalidOperationException">It is no connection string; it is not repeated.</exception>
    private static NpgsqlConnectionStringBuilder Parse(string connectionString)
    {
        try
        {
            var read = new NpgsqlConnectionStringBuilder(connectionString);
            if (string.IsNullOrWhiteSpace(read.Host))
            {
                throw new FormatException("it names no Host");
            }

            // Npgsql itself only finds this when it connects, and then in a way that is no failure of the database.
            return read.Port <= IPEndPoint.MaxPort
                ? read
                : throw new FormatException($"ports end at {IPEndPoint.MaxPort}");
        }
        catch (Exception failure) when (failure is ArgumentException or FormatException)
        {
            throw new InvalidOperationException($"That is no connection string of PostgreSQL: {failure.Message}");
        }
    }
}
