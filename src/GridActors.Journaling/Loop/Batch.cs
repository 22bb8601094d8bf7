using GridActors.Core.Alerts;
using GridActors.Core.Households;
using GridActors.Core.Records;
using GridActors.Core.Reports;
using GridActors.Core.Totals;
using GridActors.Core.Traces;
using GridActors.Core.Units;
using GridActors.Journaling.Ports;
using GridActors.Journaling.Traces;

namespace GridActors.Journaling.Loop;

/// <summary>Entries that were decided and evolved in memory, and wait to be appended together.</summary>
internal sealed class Batch(UnitImage image, Calendar calendar)
{
    private readonly List<StoredEntry> _entries = [];
    private readonly List<TraceName> _names = []; // of one entry; few: a list is searched sooner than a set made
    private List<LateMark>? _late;
    private List<TraceMark>? _traces;
    private List<TraceMark>? _untraced;
    private readonly DailyTotals _totalsBefore = image.Totals;
    private readonly UnitState _stateBefore = image.State;
    private readonly Registration _before = image.State.Registration;
    private readonly long _versionBefore = image.Version;

    public int Count => _entries.Count;

    public void Add(Entry entry, VoidedFact? voided = null)
    {
        _entries.Add(new StoredEntry(
            entry.Version, entry.Record.Id, entry.Received, entry.Record.Utf8, entry.Outcome?.ToUtf8() ?? default));
        Marks.AddOf(entry, _names, ref _traces);
        MarkLate(entry, voided?.Target.Record);
        if (voided is not null)
        {
            Marks.AddOf(voided.Target, _names, ref _untraced);
        }
    }

    /// <summary>Room for so many more entries.</summary>
    public void Expect(int entries)
    {
        if (_entries.Capacity == 0)
        {
            _entries.Capacity = entries; // exactly: most rounds are one letter
        }
        else
        {
            _entries.EnsureCapacity(_entries.Count + entries);
        }
    }

    /// <summary>The parent that the unit leaves, if it does.</summary>
    public UnitId? MovedFrom(UnitId? parent) =>
        ParentOf(_before) is { } before && before != parent ? before : null;

    /// <param name="isFirst">
    /// Nothing was appended since the unit was loaded: an older program may have left it unlisted.
    /// </param>
    /// <param name="stored">What it may have counted otherwise.</param>
    public Append ToAppend(
        UnitId unit, long key, byte[]? snapshot, bool isFirst = false, StoredFigures? stored = null)
    {
        var registration = image.State.Registration;
        var head = ReferenceEquals(registration, _before) ? null : HeadOf(unit, registration, image.Version);
        var hasMoved = ParentOf(registration) != ParentOf(_before);
        var nextTask = image.State.NextTask(calendar);
        return new Append
        {
            Unit = unit,
            Key = key,
            ExpectedVersion = _versionBefore,
            Entries = _entries,
            Head = head,
            MovedFrom = MovedFrom(ParentOf(registration)),
            Running = image.Totals.Running,
            ChangedDays = ChangedDays(stored?.Totals ?? _totalsBefore, image.Totals),
            NextDue = image.State.WakeAt(calendar),
            NextTask = nextTask,
            ListsTasks = ListsTasks(nextTask, hasMoved || isFirst),
            Alerts = ChangedAlerts(hasMoved, stored),
            Traces = _traces ?? [],
            Untraced = _untraced ?? [],
            Stays = HouseholdStays.Since(image.State.Get<Household>(), _stateBefore.Get<Household>()),
            Late = _late ?? [],
            Snapshot = snapshot,
            Guard = GuardOf(registration),
        };
    }

    public static UnitId? ParentOf(Registration registration) =>
        registration is { Exists: true, Parent: { } parent } ? UnitId.Parse(parent) : null;

    public static UnitHead HeadOf(UnitId unit, Registration registration, long version) => new(
        unit, registration.Kind, registration.Name, ParentOf(registration), registration.Tier, registration.Households,
        registration.ClosedAt is not null, registration.Exists, version);

    /// <summary>The days that differ, with what they are now; empty buckets where nothing is left.</summary>
    public static IReadOnlyList<DayBucket> ChangedDays(DailyTotals before, DailyTotals after)
    {
        var changed = new List<DayBucket>();
        foreach (var day in after.Days)
        {
            if (!before.Of(day.Day).SameAs(day.Counts))
            {
                changed.Add(day);
            }
        }

        foreach (var day in before.Days)
        {
            if (after.Of(day.Day).Count == 0)
            {
                changed.Add(new DayBucket(day.Day, Bucket.Empty));
            }
        }

        return changed;
    }

    /// <param name="voided">The record that it takes back.</param>
    private void MarkLate(Entry entry, Record? voided)
    {
        var day = (voided ?? entry.Record).Day;
        if (calendar.DayOf(entry.Received) > day && (voided is not null || DailyReports.Covers(entry.Record)))
        {
            (_late ??= []).Add(new LateMark(entry.Version, day));
        }
    }

    private bool? ListsTasks(DateTimeOffset? nextTask, bool anew)
    {
        var isListed = nextTask is not null;
        if (anew && isListed)
        {
            return true;
        }

        return !ReferenceEquals(image.State, _stateBefore) && isListed != (_stateBefore.NextTask(calendar) is not null)
            ? isListed
            : null;
    }

    /// <summary>Where a unit's alerts are listed depends on where it stands.</summary>
    private IReadOnlyList<AlertChange> ChangedAlerts(bool hasMoved, StoredFigures? stored)
    {
        var after = image.State.Get<AlertBook>();
        var changes = stored is null ? after.Since(_stateBefore.Get<AlertBook>()) : after.Since(stored.Alerts);
        return hasMoved
            ? [.. changes.Where(change => change.Standing is null), .. after.Since(new AlertBook())]
            : changes;
    }

    private AppendGuard GuardOf(Registration registration)
    {
        if (_before.Exists && !registration.Exists)
        {
            return AppendGuard.NeverHadChildren;
        }

        if (_before.ClosedAt is null && registration.ClosedAt is not null)
        {
            return AppendGuard.NoOpenChildren;
        }

        var isOpenAgain = _before.ClosedAt is not null && registration.ClosedAt is null;
        return ParentOf(registration) is { } parent && (parent != ParentOf(_before) || isOpenAgain)
            ? AppendGuard.OpenParent
            : AppendGuard.None;
    }
}
