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

    private const string AdvanceWhere = "WHERE unit_no = ?1 AND version = ?3";

    /// <summary>Some 8 MiB of heads.</summary>
    private const int HeadsKnownMax = 65_536;

    /// <summary>
    /// What this connection wrote last of units' heads. Nobody else writes them, so who writes again need not read;
    /// whoever did all the same (a shell) is found by the version when the row is written.
    /// </summary>
    private readonly Dictionary<long, Head> _heads = [];

    private readonly TotalsRows _totals = new(connection, "totals");
    private readonly ListingRows _listings = new(connection);
    private readonly EntryRows _entries = new(connection);

    private readonly Statement _head = new(
        connection, "SELECT version, next_due, last, low, high FROM head WHERE unit_no = ?1");

    // The index on next_due is rewritten whenever a statement names the column, so most appends do not name it.
    private readonly Statement _advance = new(connection, $"{AdvanceSql} {AdvanceWhere}");

    private readonly Statement _advanceDue = new(connection, $"{AdvanceSql}, next_due = ?8 {AdvanceWhere}");

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
        if (!Holds(append, no))
        {
            return new AppendResult(false, append.Key);
        }

        if (no == 0)
        {
            no = units.FindOrAdd(append.Unit);
        }

        if (HeadOf(no) is not { } head || head.Version != append.ExpectedVersion)
        {
            return new AppendResult(false, append.Key);
        }

        var version = append.ExpectedVersion + append.Entries.Count;
        var end = _entries.Write(no, append.Entries, head.End);
        Advance(no, append, head, new Head(version, end, append.NextDue?.ToUnixTimeMilliseconds()));
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

    /// <summary>What was written is taken back, or nobody knows.</summary>
    public void Forget() => _heads.Clear();

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

    /// <summary>The fence.</summary>
    private Head? HeadOf(long no)
    {
        if (_heads.TryGetValue(no, out var known))
        {
            return known;
        }

        var row = _head.Bind(1, no);
        Head? head = row.Step()
            ? new(row.Int64(0), new(row.Int64OrNull(2), row.Int64OrNull(3), row.Int64OrNull(4)), row.Int64OrNull(1))
            : null;
        row.Reset();
        return head;
    }

    private void Advance(long no, Append append, Head before, Head after)
    {
        var advance = after.NextDue == before.NextDue ? _advance : _advanceDue.Bind(8, after.NextDue);
        var rows = advance.Bind(1, no).Bind(2, after.Version).Bind(3, before.Version)
            .Bind(4, after.End.Last).Bind(5, after.End.Low).Bind(6, after.End.High)
            .Bind(7, append.NextTask?.ToUnixTimeMilliseconds()).RunCounting();
        if (rows == 0)
        {
            throw new JournalUnavailableException($"Somebody else has written {append.Unit} after {before.Version}.");
        }

        if (_heads.Count >= HeadsKnownMax)
        {
            _heads.Clear();
        }

        _heads[no] = after;
    }

    private readonly record struct Head(long Version, ChainEnd End, long? NextDue);
}
