using GridActors.Core.Alerts;
using GridActors.Core.Totals;
using GridActors.Core.Units;
using GridActors.Journaling.Ports;
using GridActors.Journaling.Traces;

namespace GridActors.Postgres.Writing;

/// <summary>
/// Appends of one unit of which each follows on from the one before: written together, committed or refused together.
/// </summary>
internal sealed class Chain(AppendWork first)
{
    public List<AppendWork> Works { get; } = [first];

    public Append First => first.Append;

    public Append Last => Works[^1].Append;

    public UnitId Unit => First.Unit;

    /// <summary>The unit's number in the database; 0 until it is known.</summary>
    public long UnitNo { get; set; } = first.Append.Key;

    public long VersionAfter { get; private set; } = first.Append.ExpectedVersion + first.Append.Entries.Count;

    /// <summary>Only appends that concern nobody but their unit are joined; a guard is asked of one state.</summary>
    public bool TryAdd(AppendWork next)
    {
        if (first.IsOfTree || next.IsOfTree || next.Append.ExpectedVersion != VersionAfter)
        {
            return false;
        }

        Works.Add(next);
        VersionAfter += next.Append.Entries.Count;
        return true;
    }

    /// <summary>Each day once, with its newest sums.</summary>
    public IEnumerable<DayBucket> ChangedDays => Works.Count == 1
        ? First.ChangedDays
        : Works.SelectMany(work => work.Append.ChangedDays)
            .GroupBy(day => day.Day)
            .Select(same => same.Last());

    /// <summary>Each key once, as it stands after the last append that says so.</summary>
    public IEnumerable<AlertChange> Alerts => Works.Count == 1
        ? First.Alerts
        : Works.SelectMany(work => work.Append.Alerts)
            .GroupBy(change => change.Key)
            .Select(same => same.Last());

    public TraceRows Traces => Works.Count == 1 ? first.Traces : TraceRows.Of([.. Works.Select(work => work.Traces)]);

    public bool? ListsTasks => Works.FindLast(work => work.Append.ListsTasks is not null)?.Append.ListsTasks;

    public byte[]? Snapshot => Works.FindLast(work => work.Append.Snapshot is not null)?.Append.Snapshot;
}
