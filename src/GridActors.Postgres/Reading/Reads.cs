using GridActors.Core.Records;
using GridActors.Core.Units;
using Npgsql;

namespace GridActors.Postgres.Reading;

/// <summary>What the readers share.</summary>
internal static class Reads
{
    public static NpgsqlParameterCollection With<T>(this NpgsqlParameterCollection parameters, T value)
    {
        parameters.Add(new NpgsqlParameter<T> { TypedValue = value });
        return parameters;
    }

    public static string? TextOrNull(this NpgsqlDataReader row, int column) =>
        row.IsDBNull(column) ? null : row.GetString(column);

    public static byte[] Bytes(this NpgsqlDataReader row, int column) => row.GetFieldValue<byte[]>(column);

    /// <summary>Columns from this one on: version, source, seq, received, utf8, outcome.</summary>
    public static StoredEntry Entry(this NpgsqlDataReader row, int column) => new(
        row.GetInt64(column),
        new RecordId(row.GetString(column + 1), row.GetInt64(column + 2)),
        Instants.OfTicks(row.GetInt64(column + 3)),
        row.Bytes(column + 4),
        row.IsDBNull(column + 5) ? default(ReadOnlyMemory<byte>) : row.Bytes(column + 5));

    public static async Task<IReadOnlyList<T>> AllAsync<T>(
        NpgsqlDataReader rows, Func<NpgsqlDataReader, T> read, CancellationToken cancellation)
    {
        var all = new List<T>();
        while (await rows.ReadAsync(cancellation).ConfigureAwait(false))
        {
            all.Add(read(rows));
        }

        return all;
    }

    public static async Task<T?> FirstOrDefaultAsync<T>(
        NpgsqlDataReader rows, Func<NpgsqlDataReader, T> read, CancellationToken cancellation) =>
        await rows.ReadAsync(cancellation).ConfigureAwait(false) ? read(rows) : default;
}
