using System.Threading.Channels;
using GridActors.Journaling.Ports;
using GridActors.Sqlite.Files;
using Microsoft.Data.Sqlite;

namespace GridActors.Sqlite.Reading;

/// <summary>
/// A few connections that read beside the writer, on the thread pool: who asks waits without holding its own thread,
/// and no more pool threads are held than there are connections.
/// </summary>
internal sealed class ReadConnections : IAsyncDisposable
{
    private readonly DatabaseFile _file;
    private readonly int _count;
    private readonly bool _isOneMoment;
    private readonly Channel<ReadStatements?> _free = Channel.CreateUnbounded<ReadStatements?>();

    public ReadConnections(DatabaseFile file, int count)
    {
        (_file, _count) = (file, count);
        for (var i = 0; i < count; i++)
        {
            _free.Writer.TryWrite(null); // opened when first used, and again after an error
        }
    }

    private ReadConnections(DatabaseFile file, ReadStatements only)
    {
        (_file, _count, _isOneMoment) = (file, 1, true);
        _free.Writer.TryWrite(only);
    }

    /// <summary>All reads, one after the other, see the database as it is now.</summary>
    /// <exception cref="JournalUnavailableException">It cannot be opened.</exception>
    public static ReadConnections OfOneMoment(DatabaseFile file)
    {
        try
        {
            return new ReadConnections(file, new ReadStatements(file.OpenForReading(), isOneMoment: true));
        }
        catch (SqliteException failure)
        {
            throw SqliteFailures.Unavailable(failure);
        }
    }

    /// <summary>All that <paramref name="read"/> does sees the database as it is at one moment.</summary>
    public async ValueTask<T> ReadAsync<T>(Func<ReadStatements, T> read, CancellationToken cancellation)
    {
        ReadStatements? statements;
        try
        {
            statements = await _free.Reader.ReadAsync(cancellation).ConfigureAwait(false);
        }
        catch (ChannelClosedException)
        {
            throw new JournalUnavailableException("The journal is closed.");
        }

        try
        {
            return await Task.Run(() => Read(read, ref statements), CancellationToken.None).ConfigureAwait(false);
        }
        finally
        {
            if (!_free.Writer.TryWrite(statements))
            {
                statements?.Dispose();
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        // Those that are in use come back first.
        for (var i = 0; i < _count; i++)
        {
            var statements = await _free.Reader.ReadAsync().ConfigureAwait(false);
            statements?.Dispose();
        }

        _free.Writer.Complete();
    }

    private T Read<T>(Func<ReadStatements, T> read, ref ReadStatements? statements)
    {
        try
        {
            if (statements is null && _isOneMoment)
            {
                throw new JournalUnavailableException("The moment that was read is gone since a read of it failed.");
            }

            statements ??= new ReadStatements(_file.OpenForReading());
            return statements.AtOneMoment(read);
        }
        catch (SqliteException failure)
        {
            statements?.Dispose();
            statements = null;
            throw SqliteFailures.Unavailable(failure);
        }
    }
}
