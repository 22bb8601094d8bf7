using GridActors.Core.Alerts;
using GridActors.Core.Areas;
using GridActors.Core.Records;
using GridActors.Core.Totals;
using GridActors.Core.Traces;
using GridActors.Core.Units;
using GridActors.Journaling.Ports;

namespace GridActors.Journaling.Memory;

/// <summary>
/// A store that lives as long as the process: for tests, for the simulation and for trying things out. It keeps every
/// promise of the ports but durability. Thread-safe; each call is complete when it returns, so nothing leaves the
/// caller's scheduler, and the same calls in the same order give the same answers.
/// </summary>
public sealed class MemoryJournal : IUnitStore
{
    /// <summary>
    /// Handed along with a unit: few, so that reading the others is tried as well; beside a snapshot too, so that
    /// passing them over is.
    /// </summary>
    private const int EntriesAlong = 3;

    private readonly Lock _gate = new();
    private readonly Dictionary<UnitId, MemoryUnit> _units = [];
    private readonly MemoryTree _tree = new();
    private readonly MemoryAreas _areas = new();
    private readonly MemoryAlerts _alerts = new();
    private readonly MemoryTraces _traces = new();
    private readonly SortedSet<UnitId> _tasked = new(
        Comparer<UnitId>.Create((left, right) => string.CompareOrdinal(left.Value, right.Value)));
    private readonly SortedSet<(DateTimeOffset Due, long Key, UnitId Unit)> _deadlines =
        new(Comparer<(DateTimeOffset Due, long Key, UnitId Unit)>.Create(
            (left, right) => (left.Due, left.Key).CompareTo((right.Due, right.Key))));

    public ValueTask<StoredUnit> LoadAsync(UnitId unit, CancellationToken cancellation = default)
    {
        lock (_gate)
        {
            var stored = _units.GetValueOrDefault(unit);
            return ValueTask.FromResult(stored is null ? default : new StoredUnit(
                stored.Key, stored.Version, Copy(stored.Snapshot))
            {
                Entries = [.. stored.Entries.Take(EntriesAlong)],
            });
        }
    }

    public ValueTask<IReadOnlyList<StoredEntry>> ReadAsync(
        UnitId unit, long after, int limit, CancellationToken cancellation = default)
    {
        lock (_gate)
        {
            IReadOnlyList<StoredEntry> entries = _units.TryGetValue(unit, out var stored) && after < stored.Version
                ? [.. stored.Entries.Skip((int)Math.Max(after, 0)).Take(limit)]
                : [];
            return ValueTask.FromResult(entries);
        }
    }

    public ValueTask<IReadOnlyList<StoredEntry>> FindAsync(
        UnitId unit, IReadOnlyCollection<RecordId> ids, CancellationToken cancellation = default)
    {
        lock (_gate)
        {
            var wanted = ids.ToHashSet();
            var found = new List<StoredEntry>(wanted.Count);
            var entries = _units.GetValueOrDefault(unit)?.Entries ?? [];
            for (var at = entries.Count - 1; at >= 0 && wanted.Count > 0; at--)
            {
                if (wanted.Remove(entries[at].Id))
                {
                    found.Add(entries[at]);
                }
            }

            return ValueTask.FromResult<IReadOnlyList<StoredEntry>>(found);
        }
    }

    public ValueTask<AppendResult> AppendAsync(Append append)
    {
        AppendChecks.ThrowIfMalformed(append);
        lock (_gate)
        {
            var stored = _units.GetValueOrDefault(append.Unit);
            if ((stored?.Version ?? 0) != append.ExpectedVersion || !Holds(append))
            {
                return ValueTask.FromResult(new AppendResult(false, append.Key));
            }

            stored ??= _units[append.Unit] = new MemoryUnit(append.Unit, _units.Count + 1);
            var (headBefore, dueBefore) = (stored.Head, stored.NextDue);
            stored.Apply(append);
            if (append.Head is { } head)
            {
                _tree.Place(headBefore, head, append.MovedFrom, stored.Version);
            }

            _alerts.Apply(append.Unit, append.Alerts);
            _traces.Apply(append);
            _ = append.ListsTasks switch
            {
                true => _tasked.Add(stored.Id),
                false => _tasked.Remove(stored.Id),
                null => false,
            };
            if (dueBefore is { } before)
            {
                _deadlines.Remove((before, stored.Key, stored.Id));
            }

            if (stored.NextDue is { } due)
            {
                _deadlines.Add((due, stored.Key, stored.Id));
            }

            return ValueTask.FromResult(new AppendResult(true, stored.Key));
        }
    }

    public ValueTask<UnitHead?> FindAsync(UnitId unit, CancellationToken cancellation = default)
    {
        lock (_gate)
        {
            return ValueTask.FromResult(Registered(unit));
        }
    }

    public ValueTask<IReadOnlyList<UnitHead>> ParentsAsync(UnitId unit, CancellationToken cancellation = default)
    {
        lock (_gate)
        {
            var parents = new List<UnitHead>();
            for (var above = Registered(unit)?.Parent;
                above is { } id && Registered(id) is { } head;
                above = head.Parent)
            {
                parents.Add(head);
            }

            parents.Reverse();
            return ValueTask.FromResult<IReadOnlyList<UnitHead>>(parents);
        }
    }

    public ValueTask<IReadOnlyList<UnitHead>> ChildrenAsync(UnitId? parent, CancellationToken cancellation = default)
    {
        lock (_gate)
        {
            return ValueTask.FromResult<IReadOnlyList<UnitHead>>(
                [.. _tree.Children(parent).Select(id => Registered(id)!)]);
        }
    }

    public ValueTask<bool> HasOpenChildrenAsync(UnitId unit, CancellationToken cancellation = default)
    {
        lock (_gate)
        {
            return ValueTask.FromResult(HasOpenChildren(unit));
        }
    }

    public ValueTask<IReadOnlyList<UnitHead>> PageAsync(
        UnitId? after, int limit, CancellationToken cancellation = default)
    {
        lock (_gate)
        {
            return ValueTask.FromResult<IReadOnlyList<UnitHead>>(
                [.. _tree.After(after).Take(limit).Select(id => Registered(id)!)]);
        }
    }

    public ValueTask<SubtreeTotals> ReadOwnAsync(UnitId unit, CancellationToken cancellation = default)
    {
        lock (_gate)
        {
            var stored = _units.GetValueOrDefault(unit);
            return ValueTask.FromResult(
                new SubtreeTotals(unit, stored?.Version ?? 0, stored?.Totals ?? DailyTotals.Zero));
        }
    }

    public ValueTask<IReadOnlyList<ChildTotals>> ReadChildrenAsync(
        UnitId area, CancellationToken cancellation = default)
    {
        lock (_gate)
        {
            return ValueTask.FromResult<IReadOnlyList<ChildTotals>>(
            [
                .. _tree.Children(area).Select(ChildOf),
                .. _tree.MovedFrom(area).Select(left => new ChildTotals(left.Key, left.Value, DailyTotals.Zero, true)),
            ]);
        }
    }

    public ValueTask<SubtreeTotals?> ReadSubtreeAsync(UnitId area, CancellationToken cancellation = default)
    {
        lock (_gate)
        {
            return ValueTask.FromResult(_areas.Find(area));
        }
    }

    public ValueTask<bool> SaveAsync(IReadOnlyList<AreaRow> areas)
    {
        lock (_gate)
        {
            var isStored = true;
            foreach (var area in areas)
            {
                isStored &= _areas.Save(area);
            }

            return ValueTask.FromResult(isStored);
        }
    }

    public ValueTask<IReadOnlyList<UnitId>> FindStaleAsync(CancellationToken cancellation = default)
    {
        lock (_gate)
        {
            var stale = from id in _tree.All
                        let unit = _units[id]
                        where UnitKindRules.IsArea(unit.Head!.Kind)
                        let below = _tree.Children(id).Sum(child => ChildOf(child).Version)
                        let left = _tree.MovedFrom(id).Sum(moved => moved.Value)
                        where (_areas.Find(id)?.Version ?? 0) != unit.Version + below + left
                        orderby unit.Head!.Kind descending
                        select id;
            return ValueTask.FromResult<IReadOnlyList<UnitId>>([.. stale]);
        }
    }

    public ValueTask<IReadOnlyList<UnitId>> DueAsync(
        DateTimeOffset now, int limit, CancellationToken cancellation = default)
    {
        lock (_gate)
        {
            return ValueTask.FromResult<IReadOnlyList<UnitId>>(
            [
                .. _deadlines.TakeWhile(deadline => deadline.Due <= now).Take(limit).Select(deadline => deadline.Unit),
            ]);
        }
    }

    public ValueTask<IReadOnlyList<UnitAlert>> AlertsAsync(
        UnitId unit, AlertState? state, AlertPlace? after, int limit, CancellationToken cancellation = default)
    {
        lock (_gate)
        {
            var listed = _alerts.After(after)
                .Where(alert => state is null || alert.Standing.State == state)
                .Where(alert => IsWithin(alert.Unit, unit));
            return ValueTask.FromResult<IReadOnlyList<UnitAlert>>([.. listed.Take(limit)]);
        }
    }

    public ValueTask<IReadOnlyList<StandingAlert>> OwnAlertsAsync(
        UnitId unit, CancellationToken cancellation = default)
    {
        lock (_gate)
        {
            return ValueTask.FromResult<IReadOnlyList<StandingAlert>>([.. _alerts.Of(unit)]);
        }
    }

    public ValueTask<IReadOnlyList<UnitId>> TaskedAsync(
        UnitId unit, DateTimeOffset at, UnitId? after, int limit, CancellationToken cancellation = default)
    {
        lock (_gate)
        {
            var listed = _tasked
                .Where(tasked => after is null || string.CompareOrdinal(tasked.Value, after.Value.Value) > 0)
                .Where(tasked => _units[tasked].NextTask <= at && IsWithin(tasked, unit));
            return ValueTask.FromResult<IReadOnlyList<UnitId>>([.. listed.Take(limit)]);
        }
    }

    public ValueTask<IReadOnlyList<TracedEntry>> TraceAsync(
        IReadOnlyCollection<TraceName> names, DateTimeOffset from, DateTimeOffset to, TracePlace? after, int limit,
        CancellationToken cancellation = default)
    {
        lock (_gate)
        {
            var traced = _traces.Find(names, from, to, after).Take(limit)
                .Select(place => (Place: place, Head: Registered(place.Unit)))
                .Select(found => new TracedEntry(
                    found.Place.Unit, found.Head?.Kind, found.Head?.Name, found.Place.At,
                    _units[found.Place.Unit].Entries[(int)found.Place.Version - 1]));
            return ValueTask.FromResult<IReadOnlyList<TracedEntry>>([.. traced]);
        }
    }

    public ValueTask<IReadOnlyList<PersonStay>> StaysAsync(
        IReadOnlyCollection<TraceName> persons, CancellationToken cancellation = default)
    {
        lock (_gate)
        {
            return ValueTask.FromResult<IReadOnlyList<PersonStay>>([.. _traces.Stays(persons)]);
        }
    }

    public ValueTask<IReadOnlyList<LateEntry>> LateAsync(
        UnitId unit, DateOnly day, DateTimeOffset after, int limit, CancellationToken cancellation = default)
    {
        lock (_gate)
        {
            var late = from stored in _units.Values
                       where stored.Late.Count > 0 && IsWithin(stored.Id, unit)
                       from mark in stored.Late
                       let entry = stored.Entries[(int)mark.Version - 1]
                       where mark.Day == day && entry.Received > after
                       orderby entry.Received, stored.Key, mark.Version
                       select new LateEntry(stored.Id, entry);
            return ValueTask.FromResult<IReadOnlyList<LateEntry>>([.. late.Take(limit)]);
        }
    }

    /// <summary>No older program ever wrote to it.</summary>
    public ValueTask<DateTimeOffset> UnlistedUntilAsync(CancellationToken cancellation = default) =>
        ValueTask.FromResult(DateTimeOffset.MinValue);

    public long KeyOf(TraceName name) => MemoryTraces.KeyOf(name);

    public ValueTask VisitAsync(
        Action<IndexedTrace> visitTrace, Action<IndexedStay> visitStay, CancellationToken cancellation = default)
    {
        lock (_gate)
        {
            _traces.Visit(visitTrace, visitStay);
        }

        return ValueTask.CompletedTask;
    }

    /// <summary>Nothing: no older program ever wrote to it.</summary>
    public ValueTask<IReadOnlyList<UntracedUnit>> UntracedAsync(
        UnitId? after, int limit, CancellationToken cancellation = default) =>
        ValueTask.FromResult<IReadOnlyList<UntracedUnit>>([]);

    public ValueTask FillAsync(IReadOnlyList<TraceFilling> fillings) => ValueTask.CompletedTask;

    /// <summary>Keeps everything: what was opened on this journal may go on.</summary>
    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private static byte[]? Copy(byte[]? bytes) => bytes is null ? null : [.. bytes];

    private bool Holds(Append append) => append.Guard switch
    {
        AppendGuard.OpenParent => append.Head!.Parent is not { } parent || Registered(parent) is { IsClosed: false },
        AppendGuard.NoOpenChildren => !HasOpenChildren(append.Unit),
        AppendGuard.NeverHadChildren =>
            _tree.Children(append.Unit).Count == 0 && _tree.MovedFrom(append.Unit).Count == 0,
        _ => true,
    };

    private UnitHead? Registered(UnitId id) =>
        _units.GetValueOrDefault(id) is { Head: { Exists: true } head } unit
            ? head with { Version = unit.Version }
            : null;

    private bool HasOpenChildren(UnitId id) => _tree.Children(id).Any(child => !_units[child].Head!.IsClosed);

    private bool IsWithin(UnitId unit, UnitId area)
    {
        UnitId? at = unit;
        while (at is { } id && id != area)
        {
            at = Registered(id)?.Parent;
        }

        return at is not null;
    }

    private ChildTotals ChildOf(UnitId id)
    {
        var unit = _units[id];
        if (!UnitKindRules.IsArea(unit.Head!.Kind))
        {
            return new ChildTotals(id, unit.Version, unit.Totals);
        }

        var stored = _areas.Find(id);
        return new ChildTotals(id, stored?.Version ?? 0, stored?.Totals ?? DailyTotals.Zero);
    }
}
