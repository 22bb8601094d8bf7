using GridActors.Core.Alerts;
using GridActors.Core.Areas;
using GridActors.Core.Records;
using GridActors.Core.Traces;
using GridActors.Core.Units;
using GridActors.Journaling.Ports;
using GridActors.Simulation.Faults;
using GridActors.Simulation.Hosts;
using GridActors.Simulation.Properties;
using GridActors.Simulation.Scheduling;

namespace GridActors.Simulation.Stores;

/// <summary>
/// The store as one activation (or a host itself) reaches it: what is asked travels, is done in one instant, and the answer
/// travels back; each of the three may fail. An append whose caller was told "unknown" may still be written later, also after
/// its caller was killed.
/// </summary>
internal sealed class HostStore(World world, Host host, Activation? activation) : IUnitStore
{
    private readonly IUnitStore _inner = world.Journal;
    private int _appendsInFlight;

    private Weather Weather => world.Weather;

    private bool IsCutOff => Weather.IsStoreAway || host.IsCutFromStore;

    /// <summary>Nothing is written any more in the name of a host that is out.</summary>
    private bool IsOut => Weather.IsFenced && (host.IsVotedOut || !host.IsAlive);

    public ValueTask<StoredUnit> LoadAsync(UnitId unit, CancellationToken cancellation = default) =>
        AskAsync(() => _inner.LoadAsync(unit, CancellationToken.None));

    public ValueTask<IReadOnlyList<StoredEntry>> ReadAsync(
        UnitId unit, long after, int limit, CancellationToken cancellation = default) =>
        AskAsync(() => _inner.ReadAsync(unit, after, limit, CancellationToken.None));

    public ValueTask<IReadOnlyList<StoredEntry>> FindAsync(
        UnitId unit, IReadOnlyCollection<RecordId> ids, CancellationToken cancellation = default) =>
        AskAsync(() => _inner.FindAsync(unit, ids, CancellationToken.None));

    public ValueTask<UnitHead?> FindAsync(UnitId unit, CancellationToken cancellation = default) =>
        AskAsync(() => _inner.FindAsync(unit, CancellationToken.None));

    public ValueTask<IReadOnlyList<UnitHead>> ParentsAsync(UnitId unit, CancellationToken cancellation = default) =>
        AskAsync(() => _inner.ParentsAsync(unit, CancellationToken.None));

    public ValueTask<IReadOnlyList<UnitHead>> ChildrenAsync(UnitId? parent, CancellationToken cancellation = default) =>
        AskAsync(() => _inner.ChildrenAsync(parent, CancellationToken.None));

    public ValueTask<bool> HasOpenChildrenAsync(UnitId unit, CancellationToken cancellation = default) =>
        AskAsync(() => _inner.HasOpenChildrenAsync(unit, CancellationToken.None));

    public ValueTask<IReadOnlyList<UnitHead>> PageAsync(UnitId? after, int limit, CancellationToken cancellation = default) =>
        AskAsync(() => _inner.PageAsync(after, limit, CancellationToken.None));

    public ValueTask<SubtreeTotals> ReadOwnAsync(UnitId unit, CancellationToken cancellation = default) =>
        AskAsync(() => _inner.ReadOwnAsync(unit, CancellationToken.None));

    public ValueTask<IReadOnlyList<ChildTotals>> ReadChildrenAsync(UnitId area, CancellationToken cancellation = default) =>
        AskAsync(() => _inner.ReadChildrenAsync(area, CancellationToken.None));

    public ValueTask<SubtreeTotals?> ReadSubtreeAsync(UnitId area, CancellationToken cancellation = default) =>
        AskAsync(() => _inner.ReadSubtreeAsync(area, CancellationToken.None));

    public ValueTask<IReadOnlyList<UnitId>> FindStaleAsync(CancellationToken cancellation = default) =>
        AskAsync(() => _inner.FindStaleAsync(CancellationToken.None));

    public ValueTask<IReadOnlyList<UnitId>> DueAsync(DateTimeOffset now, int limit, CancellationToken cancellation = default) =>
        AskAsync(() => _inner.DueAsync(now, limit, CancellationToken.None));

    public ValueTask<IReadOnlyList<UnitAlert>> AlertsAsync(
        UnitId unit, AlertState? state, AlertPlace? after, int limit, CancellationToken cancellation = default) =>
        AskAsync(() => _inner.AlertsAsync(unit, state, after, limit, CancellationToken.None));

    public ValueTask<IReadOnlyList<StandingAlert>> OwnAlertsAsync(UnitId unit, CancellationToken cancellation = default) =>
        AskAsync(() => _inner.OwnAlertsAsync(unit, CancellationToken.None));

    public ValueTask<IReadOnlyList<UnitId>> TaskedAsync(
        UnitId unit, DateTimeOffset at, UnitId? after, int limit, CancellationToken cancellation = default) =>
        AskAsync(() => _inner.TaskedAsync(unit, at, after, limit, CancellationToken.None));

    public ValueTask<IReadOnlyList<LateEntry>> LateAsync(
        UnitId unit, DateOnly day, DateTimeOffset after, int limit, CancellationToken cancellation = default) =>
        AskAsync(() => _inner.LateAsync(unit, day, after, limit, CancellationToken.None));

    public ValueTask<DateTimeOffset> UnlistedUntilAsync(CancellationToken cancellation = default) =>
        AskAsync(() => _inner.UnlistedUntilAsync(CancellationToken.None));

    public long KeyOf(TraceName name) => _inner.KeyOf(name);

    public ValueTask VisitAsync(
        Action<IndexedTrace> visitTrace, Action<IndexedStay> visitStay, CancellationToken cancellation = default) =>
        _inner.VisitAsync(visitTrace, visitStay, CancellationToken.None);

    public ValueTask<IReadOnlyList<TracedEntry>> TraceAsync(
        IReadOnlyCollection<TraceName> names, DateTimeOffset from, DateTimeOffset to, TracePlace? after, int limit,
        CancellationToken cancellation = default) =>
        AskAsync(() => _inner.TraceAsync(names, from, to, after, limit, CancellationToken.None));

    public ValueTask<IReadOnlyList<PersonStay>> StaysAsync(
        IReadOnlyCollection<TraceName> persons, CancellationToken cancellation = default) =>
        AskAsync(() => _inner.StaysAsync(persons, CancellationToken.None));

    public ValueTask<IReadOnlyList<UntracedUnit>> UntracedAsync(
        UnitId? after, int limit, CancellationToken cancellation = default) =>
        AskAsync(() => _inner.UntracedAsync(after, limit, CancellationToken.None));

    public ValueTask FillAsync(IReadOnlyList<TraceFilling> fillings) => _inner.FillAsync(fillings);

    public async ValueTask<bool> SaveAsync(IReadOnlyList<AreaRow> areas)
    {
        return await AskAsync(SaveUnlessOutAsync) ?? throw Unknown();

        async ValueTask<bool?> SaveUnlessOutAsync() => IsOut ? null : await _inner.SaveAsync(areas);
    }

    public async ValueTask<AppendResult> AppendAsync(Append append)
    {
        world.Checks.That(
            _appendsInFlight == 0 || activation is null,
            Property.OneAppendInFlight, () => $"{activation} sends {append.ExpectedVersion + 1} while another append is under way");
        _appendsInFlight++;
        try
        {
            return await TravelAsync(append);
        }
        finally
        {
            _appendsInFlight--;
        }
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    /// <summary>The inner store has answered when it returns.</summary>
    private static T Done<T>(ValueTask<T> call) =>
        call.IsCompletedSuccessfully ? call.Result : throw new InvalidOperationException("The inner store does not wait.");

    private static JournalUnavailableException Unknown() => new("The store does not say what became of the call.");

    /// <summary>A read, or a write that may be lost on either way.</summary>
    private ValueTask<T> AskAsync<T>(Func<ValueTask<T>> ask)
    {
        var fails = IsCutOff || Weather.Strikes(FaultKind.ReadFailed);
        if (Weather.StoreMilliseconds == 0 && !fails)
        {
            return ask();
        }

        var done = new TaskCompletionSource<T>();
        world.Scheduler.After(Weather.StoreLatency(), () =>
        {
            if (fails || IsCutOff)
            {
                Answer(() => done.TrySetException(Unknown()));
                return;
            }

            var result = Done(ask());
            Answer(() => done.TrySetResult(result));
        });
        return new(done.Task);
    }

    private Task<AppendResult> TravelAsync(Append append)
    {
        var done = new TaskCompletionSource<AppendResult>();
        var isLost = Weather.Strikes(FaultKind.AppendLost);
        var isConflict = Weather.Strikes(FaultKind.AppendConflict);
        var isReplyLost = Weather.Strikes(FaultKind.CommitReplyLost);
        var isLate = Weather.Strikes(FaultKind.CommitLate);
        var late = isLate ? world.Chance.Milliseconds(500, 20_000) : TimeSpan.Zero;
        if (isLate || isReplyLost || isLost)
        {
            // The caller is told soon, whatever becomes of it.
            world.Scheduler.After(
                Weather.StoreLatency() + world.Chance.Milliseconds(0, 2_000), () => done.TrySetException(Unknown()));
        }

        world.Scheduler.After(Weather.StoreLatency() + late, () =>
        {
            if (IsCutOff || IsOut || isLost)
            {
                Answer(() => done.TrySetException(Unknown()));
            }
            else if (isConflict)
            {
                Answer(() => done.TrySetResult(new AppendResult(false, append.Key)));
            }
            else
            {
                var result = Commit(append);
                if (!isReplyLost && !isLate)
                {
                    Answer(() => done.TrySetResult(result));
                }
            }
        });
        return done.Task;
    }

    private AppendResult Commit(Append append)
    {
        var result = Done(_inner.AppendAsync(append));
        world.Trace.Mix(append.ExpectedVersion + (result.Committed ? 1 : 0));
        var outcome = result.Committed ? "committed" : "conflict";
        world.Trace.Say($"store  {append.Unit} {append.ExpectedVersion}+{append.Entries.Count} by {host}: {outcome}");
        if (result.Committed)
        {
            world.Cluster.Wrote(append.Unit, activation);
            world.Checks.Committed(
                append, Done(_inner.ReadOwnAsync(append.Unit)), Done(_inner.OwnAlertsAsync(append.Unit)));
        }

        return result;
    }

    private void Answer(Action answer)
    {
        if (Weather.StoreMilliseconds == 0)
        {
            answer();
        }
        else
        {
            world.Scheduler.After(Weather.StoreLatency(), answer);
        }
    }
}
