using GridActors.Journaling.Ports;
using GridActors.Journaling.Traces;

namespace GridActors.Sqlite.Writing;

/// <summary>What somebody waits for: written with others in one transaction, answered once that is durable.</summary>
internal abstract class Work
{
    /// <summary>Rows, roughly; what bounds a transaction.</summary>
    public abstract int Size { get; }

    public abstract void Write(WriterConnection connection);

    public abstract void Succeed();

    public abstract void Fail(JournalUnavailableException reason);
}

internal sealed class AppendWork(Append append, TraceRows traces) : Work
{
    // Whoever waits must not run on the writer's thread.
    private readonly TaskCompletionSource<AppendResult> _done = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private AppendResult _result;

    public Task<AppendResult> Done => _done.Task;

    public override int Size => append.Entries.Count + traces.Marks.Count;

    public override void Write(WriterConnection connection) => _result = connection.Write(append, traces);

    public override void Succeed() => _done.SetResult(_result);

    public override void Fail(JournalUnavailableException reason) => _done.SetException(reason);
}

internal sealed class SaveWork(IReadOnlyList<AreaRow> areas) : Work
{
    private readonly TaskCompletionSource<bool> _done = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private bool _isStored;

    public Task<bool> Done => _done.Task;

    public override int Size => areas.Sum(area => area.ChangedDays?.Count ?? area.Subtree.Totals.Days.Length);

    public override void Write(WriterConnection connection)
    {
        _isStored = true; // it may be written again, when its transaction failed
        foreach (var area in areas)
        {
            _isStored &= connection.Write(area);
        }
    }

    public override void Succeed() => _done.SetResult(_isStored);

    public override void Fail(JournalUnavailableException reason) => _done.SetException(reason);
}

internal sealed class FillWork(IReadOnlyList<(TraceFilling Filling, TraceRows Rows)> fillings) : Work
{
    private readonly TaskCompletionSource _done = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Task Done => _done.Task;

    public override int Size => fillings.Sum(filling => filling.Rows.Marks.Count + 1);

    public override void Write(WriterConnection connection)
    {
        foreach (var (filling, rows) in fillings)
        {
            connection.Write(filling, rows);
        }
    }

    public override void Succeed() => _done.SetResult();

    public override void Fail(JournalUnavailableException reason) => _done.SetException(reason);
}
