using System.Globalization;
using GridActors.Journaling.Ports;
using GridActors.Journaling.Traces;
using GridActors.Sqlite.Reading;
using Microsoft.Data.Sqlite;

namespace GridActors.Sqlite.Files;

/// <summary>
/// Brings a database to the schema of this program: numbered SQL files, all that lack in one transaction.
/// </summary>
internal static class Migrations
{
    private const string OldestWriterSql = $"SELECT value FROM meta WHERE name = '{StoredSchema.OldestWriterName}'";

    private static readonly string[] Files =
        ["001-units", "002-alerts", "003-traces", "004-late", "005-same", "006-villages", "007-chain"];

    /// <summary>
    /// The oldest schema whose programs may write to a database of the newest one. A migration that only adds, so that
    /// what an older program writes is whole or can be caught up, leaves it; any other raises it to its own number.
    /// </summary>
    private const int OldestWriter = 7;

    public static int Newest => Files.Length;

    /// <returns>The keys of the index of traces.</returns>
    /// <exception cref="InvalidOperationException">
    /// A newer program brought this database past what this one may write, it belongs to a deployment in another time
    /// zone, or its index of traces was made with another key.
    /// </exception>
    public static TraceKeys Run(SqliteConnection connection, string timeZoneId, byte[]? tracesKey)
    {
        var version = Convert.ToInt32(Scalar(connection, "PRAGMA user_version"), CultureInfo.InvariantCulture);
        new StoredSchema(version, KeptOldestWriter(connection, version)).ThrowIfTooNewFor(Newest);

        using var transaction = connection.BeginTransaction();
        DatabaseFile.Run(
            connection, "CREATE TABLE IF NOT EXISTS meta (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID");
        for (var at = version; at < Newest; at++)
        {
            DatabaseFile.Run(connection, Read(Files[at]), $"PRAGMA user_version={at + 1}");
        }

        if (version <= Newest)
        {
            Keep(connection, StoredSchema.OldestWriterName, $"{OldestWriter}", orReplace: true);
        }

        KeepTimeZone(connection, timeZoneId);
        var keys = KeepTracesKey(connection, tracesKey);
        transaction.Commit();
        return keys;
    }

    private static int? KeptOldestWriter(SqliteConnection connection, int version) =>
        version > Newest && Scalar(connection, OldestWriterSql) is string kept
            ? int.Parse(kept, CultureInfo.InvariantCulture)
            : null;

    private static TraceKeys KeepTracesKey(SqliteConnection connection, byte[]? given)
    {
        var (keys, secret) = TraceKeys.Choose(
            given,
            Scalar(connection, "SELECT value FROM meta WHERE name = 'traces-key'") as string,
            Scalar(connection, "SELECT value FROM meta WHERE name = 'traces-mark'") as string);
        Keep(connection, "traces-mark", keys.Mark);
        if (secret is not null)
        {
            Keep(connection, "traces-key", secret);
        }

        return keys;
    }

    private static void Keep(SqliteConnection connection, string name, string value, bool orReplace = false)
    {
        using var command = connection.CreateCommand();
        command.CommandText =
            """
            INSERT INTO meta (name, value) VALUES ($name, $value)
            ON CONFLICT (name) DO UPDATE SET value = excluded.value WHERE $replace
            """;
        command.Parameters.AddWithValue("$replace", orReplace);
        command.Parameters.AddWithValue("$name", name);
        command.Parameters.AddWithValue("$value", value);
        command.ExecuteNonQuery();
    }

    /// <exception cref="InvalidOperationException">
    /// Its schema is older than this program's or too new for it, or it belongs to a deployment in another time zone.
    /// </exception>
    public static void ThrowIfOther(ReadStatements statements, string timeZoneId)
    {
        var version = (int)(statements["PRAGMA user_version"].RunInt64() ?? 0);
        if (version < Newest)
        {
            throw new InvalidOperationException($"The database has schema {version}; this program reads {Newest}.");
        }

        var kept = statements[OldestWriterSql];
        int? oldest = kept.Step() && kept.Text(0) is { } text ? int.Parse(text, CultureInfo.InvariantCulture) : null;
        new StoredSchema(version, oldest).ThrowIfTooNewFor(Newest);

        var zone = statements["SELECT value FROM meta WHERE name = 'time-zone'"];
        if (zone.Step() && zone.Text(0) is var found && found != timeZoneId)
        {
            throw OtherZone(found, timeZoneId);
        }
    }

    /// <summary>The keys of the index of traces of a database that was migrated before.</summary>
    /// <exception cref="InvalidOperationException">It was made with another key.</exception>
    public static TraceKeys TracesKeys(ReadStatements statements, byte[]? given)
    {
        return TraceKeys.Choose(given, Kept("traces-key"), Kept("traces-mark")).Keys;

        string? Kept(string name)
        {
            var row = statements["SELECT value FROM meta WHERE name = ?1"].Bind(1, name);
            var value = row.Step() ? row.Text(0) : null;
            row.Reset();
            return value;
        }
    }

    private static void KeepTimeZone(SqliteConnection connection, string timeZoneId)
    {
        using var command = connection.CreateCommand();
        command.CommandText =
            """
            INSERT INTO meta (name, value) VALUES ('time-zone', $zone) ON CONFLICT DO NOTHING;
            SELECT value FROM meta WHERE name = 'time-zone';
            """;
        command.Parameters.AddWithValue("$zone", timeZoneId);
        if (command.ExecuteScalar() is string kept && kept != timeZoneId)
        {
            throw OtherZone(kept, timeZoneId);
        }
    }

    private static InvalidOperationException OtherZone(string kept, string timeZoneId) => new(
        $"The database counts days in time zone {kept}, not {timeZoneId}: its totals cannot be cut anew.");

    private static object? Scalar(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
#pragma warning disable CA2100 // Called with this file's own text.
        command.CommandText = sql;
#pragma warning restore CA2100
        return command.ExecuteScalar();
    }

    private static string Read(string file)
    {
        using var stream = typeof(Migrations).Assembly.GetManifestResourceStream(file)
            ?? throw new InvalidOperationException($"Migration {file} is not in the assembly.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
