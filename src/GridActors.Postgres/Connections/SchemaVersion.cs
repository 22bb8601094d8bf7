using System.Globalization;
using GridActors.Journaling.Ports;
using GridActors.Journaling.Traces;
using Npgsql;

namespace GridActors.Postgres.Connections;

/// <summary>What the database says of itself in <c>meta</c>.</summary>
internal static class SchemaVersion
{
    public const string TracesKey = "traces-key";
    public const string TracesMark = "traces-mark";

    /// <summary>Version 0 where no migration ever ran.</summary>
    public static async Task<StoredSchema> ReadAsync(NpgsqlConnection connection)
    {
        try
        {
            return new StoredSchema(
                await NumberAsync(connection, "schema").ConfigureAwait(false) ?? 0,
                await NumberAsync(connection, StoredSchema.OldestWriterName).ConfigureAwait(false));
        }
        catch (PostgresException failure) when (PostgresFailures.IsOfSchema(failure))
        {
            return default;
        }
    }

    /// <summary>The keys of the index of traces, and a secret to keep where none was kept yet.</summary>
    /// <exception cref="InvalidOperationException">The index was made with another secret.</exception>
    public static async Task<(TraceKeys Keys, string? SecretToKeep)> TraceKeysAsync(
        NpgsqlConnection connection, byte[]? given) => TraceKeys.Choose(
        given,
        await ValueAsync(connection, TracesKey).ConfigureAwait(false),
        await ValueAsync(connection, TracesMark).ConfigureAwait(false));

    /// <exception cref="InvalidOperationException">Its totals are cut by days of another zone.</exception>
    public static async Task ThrowIfOtherZoneAsync(NpgsqlConnection connection, string timeZoneId)
    {
        await using var command = new NpgsqlCommand(
            "SELECT value FROM gridactors.meta WHERE name = 'time-zone'", connection);
        if (await command.ExecuteScalarAsync().ConfigureAwait(false) is string kept && kept != timeZoneId)
        {
            throw new InvalidOperationException(
                $"The database counts days in time zone {kept}, not {timeZoneId}: its totals cannot be cut anew.");
        }
    }

    private static async Task<int?> NumberAsync(NpgsqlConnection connection, string name) =>
        await ValueAsync(connection, name).ConfigureAwait(false) is { } value
            ? int.Parse(value, CultureInfo.InvariantCulture)
            : null;

    private static async Task<string?> ValueAsync(NpgsqlConnection connection, string name)
    {
        await using var command = new NpgsqlCommand("SELECT value FROM gridactors.meta WHERE name = $1", connection)
        {
            Parameters = { new NpgsqlParameter<string> { TypedValue = name } },
        };
        return await command.ExecuteScalarAsync().ConfigureAwait(false) as string;
    }
}
