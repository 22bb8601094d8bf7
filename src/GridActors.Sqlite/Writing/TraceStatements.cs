using GridActors.Journaling.Ports;
using GridActors.Journaling.Traces;
using GridActors.Sqlite.Files;
using Microsoft.Data.Sqlite;

namespace GridActors.Sqlite.Writing;

/// <summary>Writes the index of traces inside the writer's transaction.</summary>
internal sealed class TraceStatements(SqliteConnection connection, UnitRows units) : IDisposable
{
    /// <summary>
    /// Rows of a part: some 1 MB, which a transaction of thousands of rows all touches. Larger parts would make fewer
    /// looks in a search and more pages in a transaction.
    /// </summary>
    private const int PartRowsMax = 32_768;

    private readonly Statement _newest = new(
        connection, "SELECT no, row_count, first, last FROM trace_part ORDER BY no DESC LIMIT 1");

    private readonly Statement _putPart = new(
        connection, "REPLACE INTO trace_part (no, row_count, first, last) VALUES (?1, ?2, ?3, ?4)");

    private readonly Statement _put = new(
        connection, "REPLACE INTO trace (part, key, at, unit_no, version) VALUES (?1, ?2, ?3, ?4, ?5)");

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
        connection, "REPLACE INTO stay (unit_no, key, start, until) VALUES (?1, ?2, ?3, ?4)");

    private readonly List<StaysWritten> _written = [];
    // For the end of the transaction.
    private readonly List<(long Key, long At, long UnitNo, long Version)> _waiting = [];
    private Part? _part; // the one that is being written; null: to be read
    private bool _hasGrown;

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
            || _fill.Bind(1, no).Bind(2, filling.After).Bind(3, filling.Through).Run() == 0)
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

    /// <summary>Before the transaction commits: all its rows in the order of their pages.</summary>
    public void Flush()
    {
        _waiting.Sort();
        foreach (var (key, at, unitNo, version) in _waiting)
        {
            _put.Bind(1, PartFor(at)).Bind(2, key).Bind(3, at).Bind(4, unitNo).Bind(5, version).Run();
        }

        _waiting.Clear();
        FlushPart();
    }

    /// <summary>It is over; after a rollback what is known of the newest part may be wrong.</summary>
    public void Forget(bool isCommitted)
    {
        _written.Clear();
        if (!isCommitted)
        {
            _waiting.Clear();
            _part = null;
            _hasGrown = false;
        }
    }

    public void Dispose()
    {
        foreach (var statement in (Statement[])
            [_newest, _putPart, _put, _delete, _isTraced, _fill, _deleteStays, _deleteAllStays, _putStay])
        {
            statement.Dispose();
        }
    }

    private void FlushPart()
    {
        if (_hasGrown && _part is { } part)
        {
            _putPart.Bind(1, part.No).Bind(2, part.Rows).Bind(3, part.First).Bind(4, part.Last).Run();
            _hasGrown = false;
        }
    }

    private void WriteRows(long no, TraceRows rows)
    {
        if (rows.Unmarked.Count > 0)
        {
            Flush(); // the deletion looks for parts by their times
        }

        foreach (var (key, at, version) in rows.Unmarked)
        {
            _delete.Bind(1, key).Bind(2, Instants.ToTicks(at)).Bind(3, no).Bind(4, version).Run();
        }

        foreach (var (key, at, version) in rows.Marks)
        {
            _waiting.Add((key, Instants.ToTicks(at), no, version));
        }
    }

    private void WriteStays(long no, TraceRows rows, bool isAll)
    {
        foreach (var (key, stay) in rows.Stays)
        {
            _putStay.Bind(1, no).Bind(2, key).Bind(3, Instants.ToTicks(stay.From))
                .Bind(4, stay.Until is { } until ? Instants.ToTicks(until) : null).Run();
        }

        if (isAll || rows.Persons.Count > 0)
        {
            _written.Add(new StaysWritten(no, rows, isAll));
        }
    }

    /// <summary>The number of the part that takes the next row.</summary>
    private long PartFor(long ticks)
    {
        var part = _part ??= ReadNewest();
        if (part.Rows >= PartRowsMax)
        {
            FlushPart();
            part = new Part(part.No + 1, 0, long.MaxValue, long.MinValue);
        }

        _part = new Part(part.No, part.Rows + 1, Math.Min(part.First, ticks), Math.Max(part.Last, ticks));
        _hasGrown = true;
        return part.No;
    }

    private Part ReadNewest()
    {
        var part = _newest.Step()
            ? new Part(_newest.Int64(0), _newest.Int64(1), _newest.Int64(2), _newest.Int64(3))
            : new Part(1, 0, long.MaxValue, long.MinValue);
        _newest.Reset();
        return part;
    }

    private readonly record struct Part(long No, long Rows, long First, long Last);
}

/// <summary>What a transaction wrote of isolation orders at one unit.</summary>
/// <param name="IsAll">All of the unit's, not only those of the persons named.</param>
internal readonly record struct StaysWritten(long UnitNo, TraceRows Rows, bool IsAll);
