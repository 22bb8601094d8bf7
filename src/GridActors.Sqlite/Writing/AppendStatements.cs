using GridActors.Journaling.Ports;
using GridActors.Journaling.Traces;
using GridActors.Sqlite.Files;
using Microsoft.Data.Sqlite;

namespace GridActors.Sqlite.Writing;

/// <summary>
/// Writes one append inside the writer's transaction. A conflict is found before anything is written.
/// </summary>
internal sealed class AppendStatements(SqliteConnection connection, UnitRows units, TraceStatements traces)
    : IDisposable
{
    /// <summary>An index that lacks earlier entries goes on lacking these until it is filled.</summary>
    private const string AdvanceSql =
        """
        UPDATE head SET version = ?2, last = ?4, low = ?5, high = ?6, next_task = ?7,
        traced = CASE traced WHEN ?3 THEN ?2 ELSE traced END
        """;

    private readonly TotalsRows _totals = new(connection, "totals");
    private readonly ListingRows _listings = new(connection);
    private readonly EntryRows _entries = new(connection);

    private readonly Statement _head = new(
        connection, "SELECT version, next_due, last, low, high FROM head WHERE unit_no = ?1");

    // The index on next_due is rewritten whenever a statement names the column, so most appends do not name it.
    private readonly Statement _advance = new(connection, $"{AdvanceSql} WHERE unit_no = ?1");

    private readonly Statement _advanceDue = new(connection, $"{AdvanceSql}, next_due = ?8 WHERE unit_no = ?1");

    private readonly Statement _snapshot = new(
        connection, "REPLACE INTO snapshot (unit_no, data) VALUES (?1, ?2)");

    private readonly Statement _late = new(
        connection, "INSERT INTO late (unit_no, day, version, no) VALUES (?1, ?2, ?3, ?4)");

    public AppendResult Write(Append append, TraceRows traced)
    {
        var no = append.Key != 0 ? append.Key : units.Find(append.Unit) ?? 0;
        if (no == 0 && append.ExpectedVersion != 0)
        {
            return new AppendResult(false, append.Key);
        }

        // Both are looked at before the first write, so that a conflict has nothing to take back.
        if (!Holds(append, no) || HeadOf(append, ref no) is not { } head)
        {
            return new AppendResult(false, append.Key);
        }

        var version = append.ExpectedVersion + append.Entries.Count;
        var end = _entries.Write(no, append.Entries, head.End);
        Advance(no, append, version, end, head.NextDue);
        if (append.Head is { } placed)
        {
            units.Place(no, placed, append.MovedFrom, version);
        }

        foreach (var (late, day) in append.Late)
        {
            _late.Bind(1, no).Bind(2, Days.ToNumber(day)).Bind(3, late).Bind(4, end.Last - (version - late)).Run();
        }

        _totals.Write(no, append.Running, append.ChangedDays);
        _listings.Write(no, append);
        traces.Write(no, version, traced);
        if (append.Snapshot is { } snapshot)
        {
            _snapshot.Bind(1, no).BindBlob(2, snapshot).Run();
        }

        return new AppendResult(true, no);
    }

    public void Dispose()
    {
        _totals.Dispose();
        _listings.Dispose();
        _entries.Dispose();
        foreach (var statement in (Statement[])[_head, _advance, _advanceDue, _late, _snapshot])
        {
            statement.Dispose();
        }
    }

    private bool Holds(Append append, long no) => append.Guard switch
    {
        AppendGuard.OpenParent => append.Head!.Parent is not { } parent || units.IsOpen(parent),
        AppendGuard.NoOpenChildren => no == 0 || !units.HasOpenChild(no),
        AppendGuard.NeverHadChildren => no == 0 || !units.HasHadChild(no),
        _ => true,
    };

    /// <summary>The fence: null when the unit's version is not the expected one.</summary>
    private (ChainEnd End, long? NextDue)? HeadOf(Append append, ref long no)
    {
        if (no == 0)
        {
            no = units.FindOrAdd(append.Unit);
        }

        var row = _head.Bind(1, no);
        (ChainEnd, long?)? head = row.Step() && row.Int64(0) == append.ExpectedVersion
            ? (new ChainEnd(row.Int64OrNull(2), row.Int64OrNull(3), row.Int64OrNull(4)), row.Int64OrNull(1))
            : null;
        row.Reset();
        return head;
    }

    private void Advance(long no, Append append, long version, ChainEnd end, long? knownDue)
    {
        var due = append.NextDue?.ToUnixTimeMilliseconds();
        var advance = due == knownDue ? _advance : _advanceDue.Bind(8, due);
        advance.Bind(1, no).Bind(2, version).Bind(3, append.ExpectedVersion)
            .Bind(4, end.Last).Bind(5, end.Low).Bind(6, end.High)
            .Bind(7, append.NextTask?.ToUnixTimeMilliseconds()).Run();
    }
}
