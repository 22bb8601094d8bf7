using GridActors.Postgres.Connections;
using Npgsql;

namespace GridActors.Postgres.Reading;

/// <summary>Pooled connections beside the writers'. Each read is one statement, and so sees one moment.</summary>
/// <param name="moment">
/// A connection in a transaction that all reads see, one after the other, instead; it goes with this pool.
/// </param>
internal sealed class ReadPool(string connectionString, NpgsqlConnection? moment = null) : IAsyncDisposable
{
    private readonly NpgsqlDataSource _source = NpgsqlDataSource.Create(connectionString);

    public async ValueTask<T> ReadAsync<T>(
        string sql,
        Action<NpgsqlParameterCollection> bind,
        Func<NpgsqlDataReader, CancellationToken, Task<T>> read,
        CancellationToken cancellation)
    {
        try
        {
            return await ReadOnceAsync(sql, bind, read, cancellation).ConfigureAwait(false);
        }
        catch (NpgsqlException failure) when (moment is null && IsOfConnection(failure))
        {
            // The pool may hold connections to a server that was restarted. A read can be asked again without harm.
            _source.Clear();
        }
        catch (Exception failure) when (IsOutage(failure, cancellation))
        {
            throw PostgresFailures.Unavailable(failure);
        }

        try
        {
            return await ReadOnceAsync(sql, bind, read, cancellation).ConfigureAwait(false);
        }
        catch (Exception failure) when (IsOutage(failure, cancellation))
        {
            throw PostgresFailures.Unavailable(failure);
        }
    }

    /// <summary>Writes what may be written again without harm, and that nobody waits for.</summary>
    public async ValueTask WriteAsync(Func<NpgsqlConnection, Task> write)
    {
        try
        {
            await using var connection = await _source.OpenConnectionAsync().ConfigureAwait(false);
            await write(connection).ConfigureAwait(false);
        }
        catch (Exception failure) when (PostgresFailures.IsOfDatabase(failure))
        {
            throw PostgresFailures.Unavailable(failure);
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (moment is not null)
        {
            await moment.DisposeAsync().ConfigureAwait(false);
        }

        await _source.DisposeAsync().ConfigureAwait(false);
    }

    private async Task<T> ReadOnceAsync<T>(
        string sql,
        Action<NpgsqlParameterCollection> bind,
        Func<NpgsqlDataReader, CancellationToken, Task<T>> read,
        CancellationToken cancellation)
    {
        if (moment is not null)
        {
            return await ReadOnAsync(moment, sql, bind, read, cancellation).ConfigureAwait(false);
        }

        await using var connection = await _source.OpenConnectionAsync(cancellation).ConfigureAwait(false);
        return await ReadOnAsync(connection, sql, bind, read, cancellation).ConfigureAwait(false);
    }

    private static async Task<T> ReadOnAsync<T>(
        NpgsqlConnection connection,
        string sql,
        Action<NpgsqlParameterCollection> bind,
        Func<NpgsqlDataReader, CancellationToken, Task<T>> read,
        CancellationToken cancellation)
    {
#pragma warning disable CA2100 // This assembly's own text.
        await using var command = new NpgsqlCommand(sql, connection);
#pragma warning restore CA2100
        bind(command.Parameters);
        await using var rows = await command.ExecuteReaderAsync(cancellation).ConfigureAwait(false);
        return await read(rows, cancellation).ConfigureAwait(false);
    }

    private static bool IsOutage(Exception failure, CancellationToken cancellation) =>
        PostgresFailures.IsOfDatabase(failure)
        && !(failure is OperationCanceledException && cancellation.IsCancellationRequested);

    private static bool IsOfConnection(NpgsqlException failure) => failure is PostgresException refused
        ? refused.SqlState.StartsWith("57P", StringComparison.Ordinal)
        : failure.InnerException is IOException or System.Net.Sockets.SocketException;
}
