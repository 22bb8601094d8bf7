using GridActors.Journaling.Ports;
using GridActors.Journaling.Traces;
using GridActors.Sqlite.Files;
using Microsoft.Data.Sqlite;

namespace GridActors.Sqlite.Writing;

/// <summary>Writes the index of traces inside the writer's transaction.</summary>
internal sealed class TraceStatements(SqliteConnection connection, UnitRows units) : IDisposable
{
    /// <summary>
    /// Rows that a search reads without an index, some 1 ms; fewer would make more parts, each a look of every search.
    /// </summary>
    private const int NewRowsMax = 16_384;

    private readonly Statement _countNew = new(connection, "SELECT count(*) FROM trace_new");

    private readonly Statement _put = new(
        connection, "INSERT INTO trace_new (key, at, unit_no, version) VALUES (?1, ?2, ?3, ?4)");

    private readonly Statement _addPart = new(
        connection,
        """
        INSERT INTO trace_part (no, first, last)
        SELECT 1 + coalesce((SELECT max(no) FROM trace_part), 0), min(at), max(at) FROM trace_new
        """);

    private readonly Statement _sort = new(
        connection,
        """
        REPLACE INTO trace (part, key, at, unit_no, version)
        SELECT (SELECT max(no) FROM trace_part), key, at, unit_no, version FROM trace_new
        ORDER BY key, at, unit_no, version
        """);

    private readonly Statement _clearNew = new(connection, "DELETE FROM trace_new");

    private readonly Statement _deleteNew = new(
        connection, "DELETE FROM trace_new WHERE key = ?1 AND at = ?2 AND unit_no = ?3 AND version = ?4");

    private readonly Statement _delete = new(
        connection,
        """
        DELETE FROM trace
        WHERE part IN (SELECT no FROM trace_part WHERE first <= ?2 AND last >= ?2)
          AND key = ?1 AND at = ?2 AND unit_no = ?3 AND version = ?4
        """);

    private readonly Statement _isTraced = new(connection, "SELECT 1 FROM head WHERE unit_no = ?1 AND traced = ?2");

    private readonly Statement _fill = new(
        connection, "UPDATE head SET traced = ?3 WHERE unit_no = ?1 AND traced = ?2");

    private readonly Statement _deleteStays = new(connection, "DELETE FROM stay WHERE unit_no = ?1 AND key = ?2");

    private readonly Statement _deleteAllStays = new(connection, "DELETE FROM stay WHERE unit_no = ?1");

    private readonly Statement _putStay = new(
        connection, "REPLACE INTO stay (unit_no, key, start, until, same) VALUES (?1, ?2, ?3, ?4, ?5)");

    private readonly List<StaysWritten> _written = [];
    private long? _newRows; // null: to be counted

    /// <summary>Whose isolation orders this transaction has written.</summary>
    public IReadOnlyList<StaysWritten> StaysWritten => _written;

    /// <summary>After the head was set to <paramref name="version"/>.</summary>
    public void Write(long no, long version, TraceRows rows)
    {
        // A unit whose earlier entries are not in the index yet: these are left to the filling too.
        if (rows.IsEmpty || _isTraced.Bind(1, no).Bind(2, version).RunInt64() is null)
        {
            return;
        }

        WriteRows(no, rows);
        foreach (var person in rows.Persons)
        {
            _deleteStays.Bind(1, no).Bind(2, person).Run();
        }

        WriteStays(no, rows, isAll: false);
    }

    public void Fill(TraceFilling filling, TraceRows rows)
    {
        if (units.Find(filling.Unit) is not { } no
            || _fill.Bind(1, no).Bind(2, filling.After).Bind(3, filling.Through).RunCounting() == 0)
        {
            return;
        }

        WriteRows(no, rows);
        if (filling.Stays is not null)
        {
            _deleteAllStays.Bind(1, no).Run();
            WriteStays(no, rows, isAll: true);
        }
    }

    /// <summary>Before the transaction commits: what is enough for a part is sorted.</summary>
    public void Flush()
    {
        if (_newRows is not >= NewRowsMax)
        {
            return;
        }

        _addPart.Run();
        _sort.Run();
        _clearNew.Run();
        _newRows = 0;
    }

    /// <summary>It is over; after a rollback the rows must be counted anew.</summary>
    public void Forget(bool isCommitted)
    {
        _written.Clear();
        if (!isCommitted)
        {
            _newRows = null;
        }
    }

    public void Dispose()
    {
        foreach (var statement in (Statement[])
            [
                _countNew, _put, _addPart, _sort, _clearNew, _deleteNew, _delete, _isTraced, _fill, _deleteStays,
                _deleteAllStays, _putStay,
            ])
        {
            statement.Dispose();
        }
    }

    private void WriteRows(long no, TraceRows rows)
    {
        foreach (var (key, at, version) in rows.Unmarked)
        {
            var ticks = Instants.ToTicks(at);
            _deleteNew.Bind(1, key).Bind(2, ticks).Bind(3, no).Bind(4, version).Run();
            _delete.Bind(1, key).Bind(2, ticks).Bind(3, no).Bind(4, version).Run();
        }

        // What was taken back is still counted: the next part is made a little early.
        _newRows = (_newRows ?? _countNew.RunInt64() ?? 0) + rows.Marks.Count;
        foreach (var (key, at, version) in rows.Marks)
        {
            _put.Bind(1, key).Bind(2, Instants.ToTicks(at)).Bind(3, no).Bind(4, version).Run();
        }
    }

    private void WriteStays(long no, TraceRows rows, bool isAll)
    {
        foreach (var (key, stay, same) in rows.Stays)
        {
            _putStay.Bind(1, no).Bind(2, key).Bind(3, Instants.ToTicks(stay.From))
                .Bind(4, stay.Until is { } until ? Instants.ToTicks(until) : null).Bind(5, same).Run();
        }

        if (isAll || rows.Persons.Count > 0)
        {
            _written.Add(new StaysWritten(no, rows, isAll));
        }
    }
}

/// <summary>What a transaction wrote of isolation orders at one unit.</summary>
/// <param name="IsAll">All of the unit's, not only those of the persons named.</param>
internal readonly record struct StaysWritten(long UnitNo, TraceRows Rows, bool IsAll);
