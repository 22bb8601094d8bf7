using GridActors.Core.Alerts;
using GridActors.Core.Areas;
using GridActors.Core.Records;
using GridActors.Core.Traces;
using GridActors.Core.Units;
using GridActors.Journaling.Ports;

namespace GridActors.Journaling.Tests.Hosting;

internal enum Trouble
{
    None,

    /// <summary>Nothing is written, and the caller is told that nothing is known.</summary>
    LostBeforeCommit,

    /// <summary>All is written, and the caller is told that nothing is known.</summary>
    LostAfterCommit,
}

/// <summary>A store in front of another that holds appends back, loses them or loses their answers, as a test says.</summary>
internal sealed class TroubledStore(IUnitStore inner) : IUnitStore
{
    private readonly List<TaskCompletionSource> _held = [];

    public bool HoldsAppends { get; set; }

    public Trouble Next { get; set; }

    /// <summary>What happens to each append when nothing else is said.</summary>
    public Func<Append, Trouble> Otherwise { get; set; } = _ => Trouble.None;

    public bool IsAway { get; set; }

    /// <summary>Questions for isolation orders wait for it.</summary>
    public Task? HeldStays { get; set; }

    /// <summary>Questions for what a unit is wait for it.</summary>
    public Task? HeldHeads { get; set; }

    /// <summary>What was read of an area's children is told after it.</summary>
    public Task? HeldChildren { get; set; }

    /// <summary>Entries that are not there any more, though what follows from them is.</summary>
    public HashSet<(UnitId Unit, long Version)> LostEntries { get; } = [];

    /// <summary>Happens once, when what fills the index was read and is not written yet.</summary>
    public Func<Task>? BeforeFilling { get; set; }

    public int StaysAsked { get; private set; }

    public int HeadsAsked { get; private set; }

    /// <summary>The areas whose children were read, each time.</summary>
    public List<UnitId> ChildrenRead { get; } = [];

    public int AppendsStarted { get; private set; }

    public int AppendsInFlight { get; private set; }

    public int AppendsInFlightMost { get; private set; }

    public void Release()
    {
        HoldsAppends = false;
        _held.ForEach(held => held.SetResult());
        _held.Clear();
    }

    /// <summary>Lets the oldest go on; what follows is held back as before.</summary>
    public void ReleaseOne()
    {
        var held = _held[0];
        _held.RemoveAt(0);
        held.SetResult();
    }

    public async ValueTask<AppendResult> AppendAsync(Append append)
    {
        AppendsStarted++;
        AppendsInFlightMost = Math.Max(AppendsInFlightMost, ++AppendsInFlight);
        try
        {
            if (HoldsAppends)
            {
                var held = new TaskCompletionSource();
                _held.Add(held);
                await held.Task;
            }

            var trouble = IsAway ? Trouble.LostBeforeCommit : Next == Trouble.None ? Otherwise(append) : Next;
            Next = Trouble.None;
            if (trouble == Trouble.LostBeforeCommit)
            {
                throw new JournalUnavailableException("lost");
            }

            var result = await inner.AppendAsync(append);
            return trouble == Trouble.LostAfterCommit ? throw new JournalUnavailableException("answer lost") : result;
        }
        finally
        {
            AppendsInFlight--;
        }
    }

    public ValueTask<StoredUnit> LoadAsync(UnitId unit, CancellationToken cancellation = default) =>
        IsAway ? throw new JournalUnavailableException("away") : inner.LoadAsync(unit, cancellation);

    public async ValueTask<IReadOnlyList<StoredEntry>> ReadAsync(
        UnitId unit, long after, int limit, CancellationToken cancellation = default)
    {
        var page = await inner.ReadAsync(unit, after, limit, cancellation);
        return [.. page.Where(entry => !LostEntries.Contains((unit, entry.Version)))];
    }

    public ValueTask<IReadOnlyList<StoredEntry>> FindAsync(
        UnitId unit, IReadOnlyCollection<RecordId> ids, CancellationToken cancellation = default) =>
        inner.FindAsync(unit, ids, cancellation);

    public async ValueTask<UnitHead?> FindAsync(UnitId unit, CancellationToken cancellation = default)
    {
        HeadsAsked++;
        await (HeldHeads ?? Task.CompletedTask);
        return await inner.FindAsync(unit, cancellation);
    }

    public ValueTask<IReadOnlyList<UnitHead>> ParentsAsync(UnitId unit, CancellationToken cancellation = default) =>
        inner.ParentsAsync(unit, cancellation);

    public ValueTask<IReadOnlyList<UnitHead>> ChildrenAsync(UnitId? parent, CancellationToken cancellation = default) =>
        inner.ChildrenAsync(parent, cancellation);

    public ValueTask<bool> HasOpenChildrenAsync(UnitId unit, CancellationToken cancellation = default) =>
        inner.HasOpenChildrenAsync(unit, cancellation);

    public ValueTask<IReadOnlyList<UnitHead>> PageAsync(
        UnitId? after, int limit, CancellationToken cancellation = default) => inner.PageAsync(after, limit, cancellation);

    public ValueTask<SubtreeTotals> ReadOwnAsync(UnitId unit, CancellationToken cancellation = default) =>
        inner.ReadOwnAsync(unit, cancellation);

    public async ValueTask<IReadOnlyList<ChildTotals>> ReadChildrenAsync(
        UnitId area, CancellationToken cancellation = default)
    {
        ChildrenRead.Add(area);
        var held = HeldChildren ?? Task.CompletedTask;
        var children = await inner.ReadChildrenAsync(area, cancellation);
        await held;
        return children;
    }

    public ValueTask<SubtreeTotals?> ReadSubtreeAsync(UnitId area, CancellationToken cancellation = default) =>
        inner.ReadSubtreeAsync(area, cancellation);

    public ValueTask<bool> SaveAsync(IReadOnlyList<AreaRow> areas) =>
        IsAway ? throw new JournalUnavailableException("away") : inner.SaveAsync(areas);

    public ValueTask<IReadOnlyList<UnitId>> FindStaleAsync(CancellationToken cancellation = default) =>
        inner.FindStaleAsync(cancellation);

    public ValueTask<IReadOnlyList<UnitId>> DueAsync(
        DateTimeOffset now, int limit, CancellationToken cancellation = default) => inner.DueAsync(now, limit, cancellation);

    public ValueTask<IReadOnlyList<UnitAlert>> AlertsAsync(
        UnitId unit, AlertState? state, AlertPlace? after, int limit, CancellationToken cancellation = default) =>
        inner.AlertsAsync(unit, state, after, limit, cancellation);

    public ValueTask<IReadOnlyList<StandingAlert>> OwnAlertsAsync(UnitId unit, CancellationToken cancellation = default) =>
        inner.OwnAlertsAsync(unit, cancellation);

    public ValueTask<IReadOnlyList<UnitId>> TaskedAsync(
        UnitId unit, DateTimeOffset at, UnitId? after, int limit, CancellationToken cancellation = default) =>
        inner.TaskedAsync(unit, at, after, limit, cancellation);

    public ValueTask<IReadOnlyList<LateEntry>> LateAsync(
        UnitId unit, DateOnly day, DateTimeOffset after, int limit, CancellationToken cancellation = default) =>
        inner.LateAsync(unit, day, after, limit, cancellation);

    public ValueTask<DateTimeOffset> UnlistedUntilAsync(CancellationToken cancellation = default) =>
        inner.UnlistedUntilAsync(cancellation);

    public long KeyOf(TraceName name) => inner.KeyOf(name);

    public ValueTask VisitAsync(
        Action<IndexedTrace> visitTrace, Action<IndexedStay> visitStay, CancellationToken cancellation = default) =>
        inner.VisitAsync(visitTrace, visitStay, cancellation);

    public ValueTask<IReadOnlyList<TracedEntry>> TraceAsync(
        IReadOnlyCollection<TraceName> names, DateTimeOffset from, DateTimeOffset to, TracePlace? after, int limit,
        CancellationToken cancellation = default) =>
        inner.TraceAsync(names, from, to, after, limit, cancellation);

    public ValueTask<IReadOnlyList<PersonStay>> StaysAsync(
        IReadOnlyCollection<TraceName> persons, CancellationToken cancellation = default) =>
        ++StaysAsked > 0 && HeldStays is { } held
            ? StaysLaterAsync(held, persons)
            : IsAway ? throw new JournalUnavailableException("away") : inner.StaysAsync(persons, cancellation);

    public ValueTask<IReadOnlyList<UntracedUnit>> UntracedAsync(
        UnitId? after, int limit, CancellationToken cancellation = default) =>
        inner.UntracedAsync(after, limit, cancellation);

    public async ValueTask FillAsync(IReadOnlyList<TraceFilling> fillings)
    {
        var before = BeforeFilling;
        BeforeFilling = null;
        await (before?.Invoke() ?? Task.CompletedTask);
        await inner.FillAsync(fillings);
    }

    public ValueTask DisposeAsync() => inner.DisposeAsync();

    private async ValueTask<IReadOnlyList<PersonStay>> StaysLaterAsync(Task held, IReadOnlyCollection<TraceName> persons)
    {
        await held;
        return await inner.StaysAsync(persons);
    }
}
