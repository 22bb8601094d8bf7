using GridActors.Core.Units;
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
    private const string MoveTraced = "traced = CASE traced WHEN ?3 THEN ?2 ELSE traced END";

    private readonly TotalsRows _totals = new(connection, "totals");
    private readonly ListingRows _listings = new(connection);

    // The index on next_due is rewritten whenever a statement names the column, so most appends do not name it.
    private readonly Statement _advance = new(
        connection,
        $"""
        UPDATE head SET version = ?2, next_task = ?5, {MoveTraced}
        WHERE unit_no = ?1 AND version = ?3 AND next_due IS ?4
        """);

    private readonly Statement _advanceDue = new(
        connection,
        $"""
        UPDATE head SET version = ?2, next_task = ?5, {MoveTraced}, next_due = ?4
        WHERE unit_no = ?1 AND version = ?3
        """);

    private readonly Statement _entry = new(
        connection,
        """
        INSERT INTO entry (unit_no, version, source, seq, received, utf8, outcome)
        VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)
        """);

    private readonly Statement _snapshot = new(
        connection, "REPLACE INTO snapshot (unit_no, data) VALUES (?1, ?2)");

    private readonly Statement _late = new(
        connection, "INSERT INTO late (unit_no, day, version) VALUES (?1, ?2, ?3)");

    public AppendResult Write(Append append, TraceRows traced)
    {
        var no = append.Key != 0 ? append.Key : units.Find(append.Unit) ?? 0;
        if (no == 0 && append.ExpectedVersion != 0)
        {
            return new AppendResult(false, append.Key);
        }

        // Both are looked at before the first write, so that a conflict has nothing to take back.
        if (!Holds(append, no) || !TryAdvance(append, ref no))
        {
            return new AppendResult(false, append.Key);
        }

        if (append.Head is { } head)
        {
            units.Place(no, head, append.MovedFrom, append.ExpectedVersion + append.Entries.Count);
        }

        foreach (var entry in append.Entries)
        {
            WriteEntry(no, entry);
        }

        foreach (var (version, day) in append.Late)
        {
            _late.Bind(1, no).Bind(2, Days.ToNumber(day)).Bind(3, version).Run();
        }

        _totals.Write(no, append.Running, append.ChangedDays);
        _listings.Write(no, append);
        traces.Write(no, append.ExpectedVersion + append.Entries.Count, traced);
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
        foreach (var statement in (Statement[])[_advance, _advanceDue, _entry, _late, _snapshot])
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

    /// <summary>The fence: sets the head's version if it is still the expected one.</summary>
    private bool TryAdvance(Append append, ref long no)
    {
        if (no == 0)
        {
            no = units.FindOrAdd(append.Unit);
        }

        var number = no;
        var version = append.ExpectedVersion + append.Entries.Count;
        var due = append.NextDue?.ToUnixTimeMilliseconds();
        var task = append.NextTask?.ToUnixTimeMilliseconds();
        return Run(_advance) || Run(_advanceDue);

        bool Run(Statement advance) => advance.Bind(1, number).Bind(2, version).Bind(3, append.ExpectedVersion)
            .Bind(4, due).Bind(5, task).Run() > 0;
    }

    private void WriteEntry(long no, StoredEntry entry)
    {
        _entry.Bind(1, no)
            .Bind(2, entry.Version)
            .Bind(3, entry.Id.Source)
            .Bind(4, entry.Id.Seq)
            .Bind(5, Instants.ToTicks(entry.Received))
            .BindBlob(6, entry.Utf8.Span);
        if (entry.Outcome.IsEmpty)
        {
            _entry.BindNull(7);
        }
        else
        {
            _entry.BindBlob(7, entry.Outcome.Span);
        }

        _entry.Run();
    }
}
