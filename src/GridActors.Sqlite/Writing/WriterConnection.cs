using GridActors.Journaling.Ports;
using GridActors.Journaling.Traces;
using GridActors.Sqlite.Files;
using GridActors.Sqlite.Reading;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace GridActors.Sqlite.Writing;

/// <summary>The connection that writes, with its statements. Used by the writer's thread only.</summary>
internal sealed class WriterConnection : IDisposable
{
    private readonly SqliteConnection _connection;
    private readonly UnitRows _units;
    private readonly AppendStatements _appends;
    private readonly SubtreeStatements _subtrees;
    private readonly TraceStatements _traces;
    private readonly Statement _begin;
    private readonly Statement _commit;
    private readonly Statement _rollback;

    public WriterConnection(DatabaseFile file)
    {
        _connection = file.OpenForWriting();
        try
        {
            _units = new UnitRows(_connection);
            _traces = new TraceStatements(_connection, _units);
            _appends = new AppendStatements(_connection, _units, _traces);
            _subtrees = new SubtreeStatements(_connection, _units);
            _begin = new Statement(_connection, "BEGIN IMMEDIATE");
            _commit = new Statement(_connection, "COMMIT");
            _rollback = new Statement(_connection, "ROLLBACK");
        }
        catch
        {
            _connection.Dispose(); // opened again with each batch while the disk fails, so none may be left behind
            throw;
        }
    }

    public void Begin() => _begin.Run();

    public AppendResult Write(Append append, TraceRows traces) => _appends.Write(append, traces);

    public void Write(TraceFilling filling, TraceRows traces) => _traces.Fill(filling, traces);

    public bool Write(AreaRow area) => _subtrees.Write(area);

    /// <param name="stays">Learns what was committed before anybody is answered.</param>
    public void Commit(KnownStays stays)
    {
        _traces.Flush();
        _commit.Run();
        stays.Apply(_traces.StaysWritten);
        _traces.Forget(isCommitted: true);
    }

    /// <summary>Does nothing when SQLite has rolled back by itself, as it does on some errors.</summary>
    public void Rollback()
    {
        _appends.Forget();
        _traces.Forget(isCommitted: false);
        if (raw.sqlite3_get_autocommit(_connection.Handle!) == 0)
        {
            _rollback.Run();
        }
    }

    /// <summary>Pages written to the WAL since the last call.</summary>
    public int TakePagesWritten()
    {
        raw.sqlite3_db_status(_connection.Handle!, raw.SQLITE_DBSTATUS_CACHE_WRITE, out var pages, out _, 1);
        return pages;
    }

    /// <summary>Moves what it can from the WAL into the database; nobody waits for a reader.</summary>
    public WalPages Checkpoint() => WalPages.Checkpoint(_connection);

    public void Dispose()
    {
        _units.Dispose();
        _appends.Dispose();
        _subtrees.Dispose();
        _traces.Dispose();
        _begin.Dispose();
        _commit.Dispose();
        _rollback.Dispose();
        _connection.Dispose();
    }
}

/// <summary>What the WAL holds and how much of it has reached the database.</summary>
internal readonly record struct WalPages(int Held, int Checkpointed)
{
    public static WalPages Checkpoint(SqliteConnection connection)
    {
        // Busy (another checkpoint is under way) is no error: then that one does the work.
        var result = raw.sqlite3_wal_checkpoint_v2(
            connection.Handle!, "main", raw.SQLITE_CHECKPOINT_PASSIVE, out var held, out var checkpointed);
        if (result is not (raw.SQLITE_OK or raw.SQLITE_BUSY))
        {
            SqliteException.ThrowExceptionForRC(result, connection.Handle!);
        }

        return new WalPages(held, checkpointed);
    }
}
