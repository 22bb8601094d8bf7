using GridActors.Sqlite.Files;
using Microsoft.Data.Sqlite;

namespace GridActors.Sqlite.Writing;

/// <summary>
/// Moves pages from the WAL into the database beside the writer, on a thread and a connection of its own, so that
/// commits do not wait for it. Under steady load such a checkpoint never reaches the end of the WAL, which would then
/// grow for ever; so when it is long, the writer itself does the small rest between two commits, and the next commit
/// starts the WAL anew.
/// </summary>
internal sealed class Checkpoints : IDisposable
{
    /// <summary>
    /// 64 MiB: seldom enough that hot pages are moved once for many, and that its flushes seldom stand in the way of a
    /// commit's.
    /// </summary>
    private const int PagesBetween = 16_384;

    /// <summary>192 MiB of WAL, after which the writer helps.</summary>
    private const int WalPagesMax = 49_152;

    private readonly object _gate = new();
    private readonly SqliteConnection _connection;
    private readonly Thread _thread;
    private int _pages;
    private bool _isWanted;
    private bool _isClosed;
    private volatile bool _isRestWanted;

    public Checkpoints(DatabaseFile file)
    {
        _connection = file.OpenForWriting();
        _thread = new Thread(Run) { Name = "SQLite checkpoints", IsBackground = true };
        _thread.Start();
    }

    /// <summary>Called by the writer's thread.</summary>
    public void AfterCommit(WriterConnection writer)
    {
        _pages += writer.TakePagesWritten();
        if (_isRestWanted)
        {
            _isRestWanted = false;
            TryCheckpoint(writer.Checkpoint);
        }

        if (_pages >= PagesBetween)
        {
            _pages = 0;
            lock (_gate)
            {
                _isWanted = true;
                Monitor.Pulse(_gate);
            }
        }
    }

    public void Dispose()
    {
        lock (_gate)
        {
            _isClosed = true;
            Monitor.Pulse(_gate);
        }

        _thread.Join();
        _connection.Dispose();
    }

    private void Run()
    {
        while (IsWanted())
        {
            _isRestWanted = TryCheckpoint(() => WalPages.Checkpoint(_connection)).Held > WalPagesMax;
        }
    }

    private static WalPages TryCheckpoint(Func<WalPages> checkpoint)
    {
        try
        {
            return checkpoint();
        }
        catch (SqliteException)
        {
            // The WAL keeps what could not be moved, and the writer meets the same disk and tells its callers.
            return default;
        }
    }

    private bool IsWanted()
    {
        lock (_gate)
        {
            while (!_isWanted && !_isClosed)
            {
                Monitor.Wait(_gate);
            }

            _isWanted = false;
            return !_isClosed;
        }
    }
}
