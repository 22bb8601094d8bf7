using GridActors.Sqlite.Files;
using Microsoft.Data.Sqlite;

namespace GridActors.Sqlite.Writing;

/// <summary>
/// Moves pages from the WAL into the database beside the writer, on a thread and a connection of its own, so that
/// commits do not wait for it. Under steady load such a checkpoint never reaches the end of the WAL, which would then
/// grow for ever; so when it is long, it is followed until little is left, the writer itself does this rest between two
/// commits, and the next commit starts the WAL anew.
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

    /// <summary>What is left for the writer, 4 MiB at most: nobody is answered while it moves them.</summary>
    private const int RestPagesMax = 1_024;

    /// <summary>Where more comes in than the disk can move, the writer must help all the same.</summary>
    private const int PassesMax = 8;

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
            var wal = Checkpoint();
            var moved = wal.Checkpointed;
            for (var pass = 1; pass < PassesMax && wal.Held > WalPagesMax && moved > RestPagesMax; pass++)
            {
                // What came in meanwhile is less each time.
                var before = wal.Checkpointed;
                wal = Checkpoint();
                moved = wal.Checkpointed - before;
            }

            _isRestWanted = wal.Held > WalPagesMax;
        }
    }

    private WalPages Checkpoint() => TryCheckpoint(() => WalPages.Checkpoint(_connection));

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
