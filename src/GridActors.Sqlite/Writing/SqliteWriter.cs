using GridActors.Sqlite.Files;
using GridActors.Sqlite.Reading;

namespace GridActors.Sqlite.Writing;

/// <summary>
/// Group commit: one thread that writes all that waits in one transaction, at once when it is idle and never held back
/// by a timer, and answers after COMMIT has returned. While the disk is busy with one batch the next accumulates.
/// </summary>
internal sealed class SqliteWriter : IAsyncDisposable
{
    /// <summary>Bounds how long who comes first in a batch waits for the last.</summary>
    private const int BatchRowsMax = 8_192;

    private readonly DatabaseFile _file;
    private readonly KnownStays _stays;
    private readonly WorkQueue _queue;
    private readonly Checkpoints _checkpoints;
    private readonly Answers _answers = new();
    private readonly Thread _thread;
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private WriterConnection? _connection; // null: to be opened (again) for the next batch

    public SqliteWriter(DatabaseFile file, KnownStays stays, int waitingMax)
    {
        _connection = new WriterConnection(file);
        (_file, _stays, _queue, _checkpoints) = (file, stays, new WorkQueue(waitingMax), new Checkpoints(file));
        _thread = new Thread(Run) { Name = "SQLite writer", IsBackground = true };
        _thread.Start();
    }

    public ValueTask AddAsync(Work work) => _queue.AddAsync(work);

    /// <summary>Writes what waits, empties the WAL into the database and closes.</summary>
    public async ValueTask DisposeAsync()
    {
        _queue.Close();
        await _ended.Task.ConfigureAwait(false);
    }

    private void Run()
    {
        var batch = new List<Work>();
        while (_queue.Take(batch, BatchRowsMax))
        {
            Write(batch);
        }

        // The last connection to close checkpoints and removes the WAL.
        _checkpoints.Dispose();
        _connection?.Dispose();
        _ended.SetResult();
    }

    /// <summary>
    /// One transaction for all. Work that cannot be written is left out and the others are written anew, so that one
    /// poisoned piece does not fail its neighbours; when the database fails, all of them fail.
    /// </summary>
    private void Write(List<Work> batch)
    {
        while (batch.Count > 0)
        {
            var at = -1; // the piece being written; before the first and after the last: nobody's own fault
            try
            {
                _connection ??= new WriterConnection(_file);
                _connection.Begin();
                for (at = 0; at < batch.Count; at++)
                {
                    batch[at].Write(_connection);
                }

                _connection.Commit(_stays);
            }
            catch (Exception failure)
            {
                TakeBack();
                var reason = SqliteFailures.Unavailable(failure);
                if (at < 0 || at == batch.Count || SqliteFailures.IsOfDatabase(failure))
                {
                    batch.ForEach(work => work.Fail(reason));
                    return;
                }

                batch[at].Fail(reason);
                batch.RemoveAt(at);
                continue;
            }

            _answers.Add(batch);
            _checkpoints.AfterCommit(_connection);
            return;
        }
    }

    /// <summary>
    /// A connection that cannot even roll back is of no more use. Closing it takes back what was not committed, and
    /// the next batch opens another: so the writer recovers by itself once the disk does.
    /// </summary>
    private void TakeBack()
    {
        try
        {
            _connection?.Rollback();
        }
        catch (Microsoft.Data.Sqlite.SqliteException)
        {
            _connection!.Dispose();
            _connection = null;
        }
    }
}
