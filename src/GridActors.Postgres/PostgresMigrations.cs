using GridActors.Journaling.Ports;
using GridActors.Postgres.Connections;
using Npgsql;

namespace GridActors.Postgres;

/// <summary>
/// Brings a database to the schema of this program: numbered SQL files, all that lack in one transaction. Silos that
/// start at once take turns.
/// </summary>
public static class PostgresMigrations
{
    /// <summary>In their order, never to be changed once released: a file's place is its number.</summary>
    private static readonly string[] Files =
    [
        "001-units",
        "100-orleans",
        "101-fence",
        "002-alerts",
        "003-traces",
        "004-late",
        "005-same",
        "006-villages",
        "007-trace-keys",
    ];

    /// <summary>
    /// The oldest schema whose programs may write to a database of the newest one. A migration that only adds, so that
    /// what an older program writes is whole or can be caught up, leaves it; any other raises it to its own number.
    /// </summary>
    private const int OldestWriter = 8;

    /// <summary>Ours alone in the database: the first bytes of "gridactors".</summary>
    private const long TurnLock = 0x6772_6964_6163_746F;

    public static int Newest => Files.Length;

    /// <returns>
    /// The schema that the database then has: newer than this program's where that may be, and then untouched.
    /// </returns>
    /// <param name="tracesKey">
    /// The secret of the index of traces, at least 16 bytes; null: one that is made here and kept in the database.
    /// </param>
    /// <exception cref="InvalidOperationException">
    /// A newer program migrated this database past what this one may write, it belongs to a deployment in another time
    /// zone, or its index of traces was made with another key.
    /// </exception>
    /// <exception cref="JournalUnavailableException">The database cannot be reached or refuses.</exception>
    public static async Task<int> RunAsync(
        string connectionString, string timeZoneId, byte[]? tracesKey = null)
    {
        try
        {
            await using var connection = new NpgsqlConnection(ConnectionStrings.ForMigrating(connectionString));
            await connection.OpenAsync().ConfigureAwait(false);
            await using var transaction = await connection.BeginTransactionAsync().ConfigureAwait(false);
            await RunAsync(
                connection,
                $"""
                SELECT pg_advisory_xact_lock({TurnLock});
                CREATE SCHEMA IF NOT EXISTS gridactors;
                CREATE TABLE IF NOT EXISTS gridactors.meta (name text PRIMARY KEY, value text NOT NULL);
                """).ConfigureAwait(false);

            var schema = await SchemaVersion.ReadAsync(connection).ConfigureAwait(false);
            schema.ThrowIfTooNewFor(Newest);
            if (schema.Version <= Newest)
            {
                await MigrateAsync(connection, schema.Version).ConfigureAwait(false);
            }

            await KeepAsync(connection, "time-zone", timeZoneId, orReplace: false).ConfigureAwait(false);
            await KeepTracesKeyAsync(connection, tracesKey).ConfigureAwait(false);
            await SchemaVersion.ThrowIfOtherZoneAsync(connection, timeZoneId).ConfigureAwait(false);
            await transaction.CommitAsync().ConfigureAwait(false);
            return Math.Max(schema.Version, Newest);
        }
        catch (Exception failure) when (PostgresFailures.IsOfDatabase(failure))
        {
            throw PostgresFailures.Unavailable(failure);
        }
    }

    private static async Task MigrateAsync(NpgsqlConnection connection, int version)
    {
        for (var at = version; at < Newest; at++)
        {
            await RunAsync(connection, await ReadAsync(Files[at]).ConfigureAwait(false)).ConfigureAwait(false);
        }

        await KeepAsync(connection, "schema", $"{Newest}", orReplace: true).ConfigureAwait(false);
        await KeepAsync(connection, StoredSchema.OldestWriterName, $"{OldestWriter}", orReplace: true)
            .ConfigureAwait(false);
    }

    private static async Task KeepTracesKeyAsync(NpgsqlConnection connection, byte[]? given)
    {
        var (keys, secret) = await SchemaVersion.TraceKeysAsync(connection, given).ConfigureAwait(false);
        await KeepAsync(connection, SchemaVersion.TracesMark, keys.Mark, orReplace: false).ConfigureAwait(false);
        if (secret is not null)
        {
            await KeepAsync(connection, SchemaVersion.TracesKey, secret, orReplace: false).ConfigureAwait(false);
        }
    }

    private static async Task KeepAsync(NpgsqlConnection connection, string name, string value, bool orReplace)
    {
        await using var command = new NpgsqlCommand(
            """
            INSERT INTO gridactors.meta (name, value) VALUES ($1, $2)
            ON CONFLICT (name) DO UPDATE SET value = excluded.value WHERE $3
            """, connection)
        {
            Parameters =
            {
                new NpgsqlParameter<string> { TypedValue = name },
                new NpgsqlParameter<string> { TypedValue = value },
                new NpgsqlParameter<bool> { TypedValue = orReplace },
            },
        };
        await command.ExecuteNonQueryAsync().ConfigureAwait(false);
    }

    private static async Task RunAsync(NpgsqlConnection connection, string sql)
    {
#pragma warning disable CA2100 // This assembly's own text.
        await using var command = new NpgsqlCommand(sql, connection);
#pragma warning restore CA2100
        await command.ExecuteNonQueryAsync().ConfigureAwait(false);
    }

    private static async Task<string> ReadAsync(string file)
    {
        await using var stream = typeof(PostgresMigrations).Assembly.GetManifestResourceStream(file)
            ?? throw new InvalidOperationException($"Migration {file} is not in the assembly.");
        using var reader = new StreamReader(stream);
        return await reader.ReadToEndAsync().ConfigureAwait(false);
    }
}
