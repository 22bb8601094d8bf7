using GridActors.Core.Areas;
using GridActors.Core.Records;
using GridActors.Core.Units;
using GridActors.Journaling.Ports;
using Record = GridActors.Core.Records.Record;

namespace GridActors.Gateway.Tests.Hosts;

/// <summary>The real units, with somebody who looks on, holds calls up, or says that there is no store.</summary>
public sealed class UnitsInTheWay(IUnits units) : IUnits
{
    private int _watches;

    /// <summary>The units themselves, with nobody in the way.</summary>
    public IUnits Units => units;

    /// <summary>Called before records reach a unit; what it returns is waited for once they have.</summary>
    public Func<UnitId, IReadOnlyList<Record>, Task> OnPost { get; set; } = (_, _) => Task.CompletedTask;

    public bool IsDown { get; set; }

    public bool IsOverloaded
    {
        get => Overloaded();
        set => Overloaded = () => value;
    }

    public bool HasLostHost => units.HasLostHost;

    /// <summary>What whoever watches is told in place of what is so.</summary>
    public Func<SubtreeTotals, SubtreeTotals> OnWatch { get; set; } = subtree => subtree;

    /// <summary>What whoever watches must wait for before each that is told.</summary>
    public Task BeforeWatch { get; set; } = Task.CompletedTask;

    /// <summary>Asked each time.</summary>
    public Func<bool> Overloaded { get; set; } = () => false;

    /// <summary>Watches that are open now.</summary>
    public int Watches => Volatile.Read(ref _watches);

    public async Task<IReadOnlyList<Answer>> PostAsync(UnitId unit, IReadOnlyList<Record> records)
    {
        var wait = OnPost(unit, records);
        var answers = IsDown ? Task.FromResult(Unavailable(records)) : units.PostAsync(unit, records);
        await wait;
        return await answers;
    }

    public Task<IReadOnlyList<string?>> DeliverAsync(UnitId unit, IReadOnlyList<byte[]> messages) =>
        units.DeliverAsync(unit, messages);

    public Task TickAsync(UnitId unit, DateTimeOffset now) => units.TickAsync(unit, now);

    public Task ReportAsync(UnitId parent, ChildTotals child) => units.ReportAsync(parent, child);

    public Task RefreshAsync(UnitId area) => units.RefreshAsync(area);

    public Task<SubtreeTotals?> TotalsAsync(UnitId unit, CancellationToken cancellation = default) =>
        IsDown ? throw Down() : units.TotalsAsync(unit, cancellation);

    public Task<AreaView?> ChildrenAsync(UnitId unit, CancellationToken cancellation = default) =>
        IsDown ? throw Down() : units.ChildrenAsync(unit, cancellation);

    public async IAsyncEnumerable<SubtreeTotals> WatchAsync(
        UnitId unit, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellation)
    {
        Interlocked.Increment(ref _watches);
        try
        {
            await foreach (var subtree in units.WatchAsync(unit, cancellation))
            {
                await BeforeWatch;
                yield return IsDown ? throw Down() : OnWatch(subtree);
            }
        }
        finally
        {
            Interlocked.Decrement(ref _watches);
        }
    }

    private static JournalUnavailableException Down() => new("the store's own words, which no client needs");

    private static IReadOnlyList<Answer> Unavailable(IReadOnlyList<Record> records) =>
        [.. records.Select(_ => new Answer(AnswerStatus.Unavailable))];
}

/// <summary>A journal that can be cut off.</summary>
public sealed class JournalInTheWay(IJournal journal) : IJournal
{
    public bool IsDown { get; set; }

    public ValueTask<StoredUnit> LoadAsync(UnitId unit, CancellationToken cancellation = default) =>
        Reached().LoadAsync(unit, cancellation);

    public ValueTask<IReadOnlyList<StoredEntry>> ReadAsync(
        UnitId unit, long after, int limit, CancellationToken cancellation = default) =>
        Reached().ReadAsync(unit, after, limit, cancellation);

    public ValueTask<IReadOnlyList<StoredEntry>> FindAsync(
        UnitId unit, IReadOnlyCollection<RecordId> ids, CancellationToken cancellation = default) =>
        Reached().FindAsync(unit, ids, cancellation);

    public ValueTask<AppendResult> AppendAsync(Append append) => Reached().AppendAsync(append);

    private IJournal Reached() => IsDown ? throw new JournalUnavailableException("cut off") : journal;
}
