using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using GridActors.Core.Areas;
using GridActors.Core.Records;
using GridActors.Core.Units;
using GridActors.Journaling.Loop;
using GridActors.Journaling.Ports;
using GridActors.Journaling.Telemetry;

namespace GridActors.Standalone.Hosting;

/// <summary>
/// All units of a deployment in one process: an actor is made when first needed, has turns of its own, and is put
/// away when idle, so that memory is bounded by what is in use and not by what exists.
/// </summary>
public sealed class LocalUnits : IUnits
{
    private static readonly Answer Unavailable = new(AnswerStatus.Unavailable);

    private readonly ConcurrentDictionary<UnitId, ActiveUnit> _active = new();
    private readonly LocalUnitsOptions _options;
    private readonly IUnitStore _store;
    private readonly TimeProvider _time;
    private readonly Func<UnitId, ActiveUnit> _make;
    private int _waitingRecords;

    public LocalUnits(
        Catalogue catalogue, Calendar calendar, IUnitStore store, TimeProvider time, IUnitLog log,
        UnitOptions unitOptions, LocalUnitsOptions options)
    {
        (_options, _store, _time) = (options, store, time);
        Ports = new UnitPorts(catalogue, calendar, store, this, time, log, unitOptions);
        _make = id => new ActiveUnit(new JournaledUnit(id, Ports));
    }

    public UnitPorts Ports { get; }

    public int ActiveCount => _active.Count;

    public int WaitingRecords => Volatile.Read(ref _waitingRecords);

    public bool HasLostHost => false; // it is the only one

    public bool IsOverloaded => WaitingRecords > _options.WaitingRecordsMax;

    public Task<IReadOnlyList<Answer>> PostAsync(UnitId unit, IReadOnlyList<Record> records)
    {
        if (Interlocked.Add(ref _waitingRecords, records.Count) > _options.WaitingRecordsMax + records.Count)
        {
            Interlocked.Add(ref _waitingRecords, -records.Count);
            UnitMetrics.Unavailable(records.Count);
            var answers = new Answer[records.Count];
            Array.Fill(answers, Unavailable);
            return Task.FromResult<IReadOnlyList<Answer>>(answers);
        }

        var actor = Enter(unit);
        return actor.Turns.RunAsync(
            (units: this, actor, records),
            static post => post.actor.Unit.PostAsync(post.records),
            static post =>
            {
                post.actor.Leave();
                Interlocked.Add(ref post.units._waitingRecords, -post.records.Count);
            });
    }

    public Task<IReadOnlyList<string?>> DeliverAsync(UnitId unit, IReadOnlyList<byte[]> messages) =>
        OnTurnAsync(unit, messages, static (actor, messages) => actor.DeliverAsync(messages));

    public Task TickAsync(UnitId unit, DateTimeOffset now) =>
        OnTurnAsync(unit, now, static async (actor, now) =>
        {
            await actor.TickAsync(now);
            return true;
        });

    public Task ReportAsync(UnitId parent, ChildTotals child) =>
        OnTurnAsync(parent, child, static async (actor, child) =>
        {
            await actor.ReportAsync(child);
            return true;
        });

    public Task RefreshAsync(UnitId area) =>
        OnTurnAsync(area, true, static async (actor, done) =>
        {
            await actor.RefreshAsync();
            return done;
        });

    public async Task<SubtreeTotals?> TotalsAsync(UnitId unit, CancellationToken cancellation)
    {
        if (!_active.ContainsKey(unit))
        {
            // A leaf's totals lie ready at its journal version; reading them need not wake it.
            var head = await _store.FindAsync(unit, cancellation);
            if (head is not { Exists: true })
            {
                return null;
            }

            if (!UnitKindRules.IsArea(head.Kind))
            {
                return await _store.ReadOwnAsync(unit, cancellation);
            }
        }

        return await OnTurnAsync(unit, cancellation, static (actor, _) => actor.TotalsAsync());
    }

    public Task<AreaView?> ChildrenAsync(UnitId unit, CancellationToken cancellation) =>
        OnTurnAsync(unit, cancellation, static (actor, _) => actor.ChildrenAsync());

    public async IAsyncEnumerable<SubtreeTotals> WatchAsync(
        UnitId unit, [EnumeratorCancellation] CancellationToken cancellation)
    {
        for (var seen = -1L; ;)
        {
            var subtree = await OnTurnAsync(
                unit, (seen, cancellation), static (actor, wait) => actor.ChangedAsync(wait.seen, wait.cancellation));
            if (subtree is null)
            {
                yield break;
            }

            seen = subtree.Version;
            yield return subtree;
        }
    }

    /// <summary>Puts idle units away until cancelled.</summary>
    public async Task EvictAsync(CancellationToken cancellation)
    {
        while (!cancellation.IsCancellationRequested)
        {
            await Task.Delay(_options.EvictPace, _time, cancellation);
            var children = _active.Values.Sum(actor => (long)actor.ChildCount);
            foreach (var (id, actor) in _active.OrderBy(pair => pair.Value.LastUsed))
            {
                var isIdleLong = _time.GetElapsedTime(actor.LastUsed) > _options.IdleAfter;
                var areTooMany = _active.Count > _options.ActiveUnitsMax;
                var areChildrenTooMany = children > _options.HeldChildrenMax;
                if (!isIdleLong && !areTooMany && !areChildrenTooMany)
                {
                    break;
                }

                var helps = isIdleLong || areTooMany || actor.ChildCount > 0;
                if (helps && actor.TryPutAway())
                {
                    _active.TryRemove(new(id, actor));
                    children -= actor.ChildCount;
                    await PutAwayAsync(actor);
                }
            }
        }
    }

    /// <summary>
    /// Stores what only memory holds, once all is reported upwards; call when no new work comes in any more.
    /// </summary>
    public async Task StopAsync(TimeSpan patience)
    {
        var deadline = _time.GetTimestamp();
        while (_time.GetElapsedTime(deadline) < patience && (WaitingRecords > 0 || !_active.Values.All(IsSettled)))
        {
            await Task.Delay(TimeSpan.FromMilliseconds(20), _time, CancellationToken.None);
        }

        foreach (var chunk in _active.Values.Chunk(256))
        {
            await Task.WhenAll(chunk.Select(PutAwayAsync));
        }

        _active.Clear();
    }

    private static bool IsSettled(ActiveUnit actor) => actor.Unit.IsSettled;

    private Task PutAwayAsync(ActiveUnit actor) =>
        actor.Turns.RunAsync(actor.Unit, async unit =>
        {
            try
            {
                await unit.PutAwayAsync();
            }
            catch (JournalUnavailableException)
            {
                // Only a cache is lost; the next start reads what lies below.
            }

            return true;
        });

    private Task<T> OnTurnAsync<TArgument, T>(
        UnitId unit, TArgument argument, Func<JournaledUnit, TArgument, Task<T>> call)
    {
        var actor = Enter(unit);
        return actor.Turns.RunAsync(
            (actor, argument, call),
            static turn => turn.call(turn.actor.Unit, turn.argument),
            static turn => turn.actor.Leave());
    }

    /// <summary>The unit's actor, which is not put away before it is left.</summary>
    private ActiveUnit Enter(UnitId unit)
    {
        while (true)
        {
            var actor = _active.GetOrAdd(unit, _make);
            if (actor.TryEnter(_time.GetTimestamp()))
            {
                return actor;
            }

            _active.TryRemove(new(unit, actor));
        }
    }
}
