using GridActors.Core.Units;
using GridActors.Journaling.Ports;
using GridActors.Journaling.Traces;

namespace GridActors.Postgres.Writing;

/// <summary>What somebody waits for: written with others in one transaction, answered once that is durable.</summary>
internal abstract class Work
{
    /// <summary>Rows, roughly; what bounds a transaction.</summary>
    public abstract int Size { get; }

    public abstract void Fail(JournalUnavailableException reason);
}

internal sealed class AppendWork(Append append, TraceRows traces) : Work
{
    // Whoever waits must not run in the writer's loop.
    private readonly TaskCompletionSource<AppendResult> _done = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Append Append => append;

    public TraceRows Traces => traces;

    public Task<AppendResult> Done => _done.Task;

    public override int Size => append.Entries.Count + append.ChangedDays.Count + traces.Marks.Count + 1;

    /// <summary>True when it changes what other units may see of this one, or depends on them.</summary>
    public bool IsOfTree => append.Head is not null || append.Guard != AppendGuard.None;

    /// <summary>The parent that the unit stands under afterwards.</summary>
    public UnitId? Parent => append.Head is { Exists: true } head ? head.Parent : null;

    public void Succeed(long unitNo) => _done.TrySetResult(new AppendResult(true, unitNo));

    public void Conflict() => _done.TrySetResult(new AppendResult(false, append.Key));

    public override void Fail(JournalUnavailableException reason) => _done.TrySetException(reason);
}

internal sealed class SaveWork(IReadOnlyList<AreaRow> areas) : Work
{
    private readonly TaskCompletionSource<bool> _done = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Each area once; of several rows the newest, with all its days.</summary>
    public IReadOnlyList<AreaRow> Areas { get; } =
    [
        .. from row in areas
           group row by row.Subtree.Unit into rows
           let newest = rows.MaxBy(row => row.Subtree.Version)!
           select rows.Count() == 1 ? newest : newest with { ChangedDays = null },
    ];

    public Task<bool> Done => _done.Task;

    public override int Size => Areas.Sum(area => area.ChangedDays?.Count ?? area.Subtree.Totals.Days.Length);

    /// <param name="isStored">False when a row was passed over.</param>
    public void Succeed(bool isStored) => _done.TrySetResult(isStored);

    public override void Fail(JournalUnavailableException reason) => _done.TrySetException(reason);
}
