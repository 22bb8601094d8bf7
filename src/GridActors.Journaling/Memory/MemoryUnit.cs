using GridActors.Core.Totals;
using GridActors.Core.Units;
using GridActors.Journaling.Ports;

namespace GridActors.Journaling.Memory;

/// <summary>All that the journal holds of one unit.</summary>
internal sealed class MemoryUnit(UnitId id, long key)
{
    private readonly List<StoredEntry> _entries = [];
    private readonly SortedDictionary<DateOnly, Bucket> _days = [];
    private readonly List<LateMark> _late = [];
    private Bucket _running = Bucket.Empty;
    private DailyTotals? _totals = DailyTotals.Zero;

    public UnitId Id => id;

    public long Key => key;

    public long Version => _entries.Count;

    public IReadOnlyList<StoredEntry> Entries => _entries;

    public IReadOnlyList<LateMark> Late => _late;

    /// <summary>What was last written; its own version is not kept up.</summary>
    public UnitHead? Head { get; private set; }

    public DateTimeOffset? NextDue { get; private set; }

    public DateTimeOffset? NextTask { get; private set; }

    public byte[]? Snapshot { get; private set; }

    /// <summary>Put together when first asked for: most appends are never read back.</summary>
    public DailyTotals Totals =>
        _totals ??= DailyTotals.Of(_running, _days.Select(day => new DayBucket(day.Key, day.Value)));

    public void Apply(Append append)
    {
        foreach (var entry in append.Entries)
        {
            // The caller may use its buffers again once the append has returned.
            _entries.Add(entry with { Utf8 = entry.Utf8.ToArray(), Outcome = entry.Outcome.ToArray() });
        }

        _late.AddRange(append.Late);
        _running = append.Running;
        _totals = null;
        foreach (var (day, counts) in append.ChangedDays)
        {
            if (counts.Count == 0)
            {
                _days.Remove(day);
            }
            else
            {
                _days[day] = counts;
            }
        }

        Head = append.Head ?? Head;
        NextDue = append.NextDue;
        NextTask = append.NextTask;
        Snapshot = append.Snapshot is { } snapshot ? [.. snapshot] : Snapshot;
    }
}
