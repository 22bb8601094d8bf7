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
    private readonly Channel<ReadStatements?> _free = Channel.CreateUnbounded<ReadStatements?>();

    public ReadConnections(DatabaseFile file, int count)
    {
        (_file, _count) = (file, count);
        for (var i = 0; i < count; i++)
        {
            _free.Writer.TryWrite(null); // opened when first used, and again after an error
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
