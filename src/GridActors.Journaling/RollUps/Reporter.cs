using GridActors.Core.Areas;
using GridActors.Core.Totals;
using GridActors.Core.Units;
using GridActors.Journaling.Loop;
using GridActors.Journaling.Ports;
using GridActors.Journaling.Telemetry;

namespace GridActors.Journaling.RollUps;

/// <summary>
/// A unit's place in the roll-up: takes its children's totals, adds its own committed ones, tells its parent and
/// whoever watches, and stores an area's totals now and then. What it holds is always committed somewhere below.
/// </summary>
internal sealed class Reporter(UnitId id, UnitPorts ports)
{
    private Queue<Farewell>? _farewells; // of who has moved
    private TaskCompletionSource? _changed;
    private UnitId? _parent;
    private UnitId? _reportedTo;
    private long _reportedVersion = -1;
    private long _reportedAt; // of TimeProvider.GetTimestamp
    private SubtreeTotals? _saved;
    private bool _isSavedStored;
    private bool _isArea;
    private bool _isReporting;
    private bool _isSaving;
    private bool _isPutAway;

    public RollUp RollUp { get; } = new(id);

    public bool IsRegistered { get; private set; }

    public bool IsIdle => !_isReporting && !_isSaving;

    /// <summary>The parent knows all; what is left is at most a cache to be stored.</summary>
    public bool IsSettled => !_isReporting;

    /// <summary>
    /// The unit was folded from its journal. The first time, an area reads what its children count for; after an
    /// image was thrown away the children's totals are still good, since they were committed elsewhere.
    /// </summary>
    public async Task LoadedAsync(CommittedUnit unit)
    {
        var isFirst = unit.IsArea && !IsRegistered;
        if (isFirst)
        {
            await Below.ReadAsync();
        }

        RollUp.SetOwn(unit.Version, unit.Totals);
        if (isFirst)
        {
            await Below.AskWhatIsNotStoredAsync();
        }

        var formerParent = _parent;
        SetOwn(unit);
        if (formerParent is { } former && former != _parent)
        {
            // The append that moved it was not known to be written. Its version is not known either.
            TakeLeave(new Farewell(former, null));
        }

        Changed();
    }

    /// <summary>The unit's newest entries are durable.</summary>
    public void Committed(CommittedUnit unit, UnitId? movedFrom)
    {
        if (movedFrom is { } formerParent)
        {
            TakeLeave(new Farewell(formerParent, unit.Version));
        }

        SetOwn(unit);
        Changed();
    }

    /// <summary>A child's report; older ones than what is known are passed over.</summary>
    public void Take(ChildTotals child)
    {
        if (RollUp.Replace(child))
        {
            Changed();
        }
    }

    /// <summary>
    /// The subtree with all that is durable below it by now, also what is on its way up: whoever reports a day has seen
    /// it acknowledged. An area that is out of order makes nobody wait long.
    /// </summary>
    public async Task<SubtreeTotals> CatchUpAsync()
    {
        await Below.CatchUpAsync();
        Changed();
        return RollUp.Subtree;
    }

    /// <summary>Before anybody is told the subtree: who was told more before must not be told less.</summary>
    /// <exception cref="JournalUnavailableException">Those below have not said yet what it told before.</exception>
    public void ThrowIfBehind()
    {
        if (_isArea && Below.IsBehind)
        {
            throw new JournalUnavailableException($"{id} waits for those below it to say what they told it before.");
        }
    }

    public async Task RefreshAsync()
    {
        await Below.ReadAsync();
        await SaveAsync();
        Changed();
    }

    /// <summary>Stores an area's subtree, unless it is stored as it is.</summary>
    public async Task SaveAsync()
    {
        var subtree = RollUp.Subtree;
        if (subtree.Version == _saved?.Version)
        {
            return;
        }

        // What was passed over stands under a version that another host has stored, and is no ground for a difference.
        var ground = _isSavedStored ? _saved : null;
        var changedDays = ground is null ? null : Batch.ChangedDays(ground.Totals, subtree.Totals);
        _isSavedStored = await ports.Store.SaveAsync([new AreaRow(subtree, changedDays, ground?.Version ?? 0)]);
        _saved = subtree;
    }

    public async Task ChangedAsync(long seen, CancellationToken cancellation)
    {
        while (RollUp.Version == seen)
        {
            _changed ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            await _changed.Task.WaitAsync(cancellation);
        }
    }

    /// <summary>
    /// A last report, for which nobody waits, and a last save; what still becomes durable is reported too. The parent
    /// may be coming up just then, and ask this very unit, which does not answer while it is being put away: each would
    /// wait for the other. What fails here is only late: the healer finds it.
    /// </summary>
    public async Task PutAwayAsync()
    {
        _isPutAway = true;
        if (HasToReport)
        {
            _ = ReportLastAsync();
        }

        if (_isArea)
        {
            Below.End();
            await SaveAsync();
        }
    }

    /// <summary>Of areas only.</summary>
    private Inquiry Below => field ??= new Inquiry(id, RollUp, ports, Changed);

    private void TakeLeave(Farewell farewell) => (_farewells ??= new()).Enqueue(farewell);

    private void SetOwn(CommittedUnit unit)
    {
        _isArea = unit.IsArea;
        IsRegistered = unit.Registration.Exists;
        _parent = Batch.ParentOf(unit.Registration);
        RollUp.SetOwn(unit.Version, unit.Totals);
    }

    private void Changed()
    {
        _changed?.TrySetResult();
        _changed = null;
        if (HasToReport && (_isPutAway || !_isReporting))
        {
            _ = _isPutAway ? ReportLastAsync() : ReportAsync();
        }

        if (_isArea && !_isSaving && !_isPutAway && RollUp.Version != _saved?.Version)
        {
            _ = SaveLaterAsync();
        }
    }

    private bool HasFarewells => _farewells is { Count: > 0 };

    private bool HasToReport =>
        HasFarewells || (_parent is not null && (_parent != _reportedTo || RollUp.Version != _reportedVersion));

    /// <summary>One report in flight, always of the newest; repeated until the parent has it.</summary>
    private async Task ReportAsync()
    {
        _isReporting = true;
        while (HasToReport && !_isPutAway)
        {
            var parent = _parent;
            try
            {
                if (HasFarewells)
                {
                    parent = _farewells!.Peek().Parent;
                    await SayFarewellAsync(_farewells.Peek());
                    _farewells.Dequeue();
                    continue;
                }

                await PaceAsync();
                if (!HasFarewells && HasToReport) // who moved meanwhile takes leave first
                {
                    await ReportSubtreeAsync();
                }
            }
            catch (Exception reason)
            {
                Failed(parent!.Value, reason);
                await Task.Delay(ports.Options.RetryPause, ports.Time);
            }
        }

        _isReporting = false;
    }

    private async Task SayFarewellAsync(Farewell farewell)
    {
        if (farewell.Version is { } version)
        {
            await ports.Units.ReportAsync(
                farewell.Parent, new ChildTotals(id, version, DailyTotals.Zero, HasMoved: true));
            UnitMetrics.ReportSent();
        }
        else
        {
            await ports.Units.RefreshAsync(farewell.Parent);
        }
    }

    /// <summary>Beside a report that is under way, which may be of less; not before a farewell.</summary>
    private async Task ReportLastAsync()
    {
        if (HasFarewells)
        {
            return;
        }

        try
        {
            await ReportSubtreeAsync();
        }
        catch (Exception reason)
        {
            Failed(_parent!.Value, reason);
        }
    }

    private void Failed(UnitId parent, Exception reason)
    {
        UnitMetrics.ReportFailed();
        ports.Log.ReportFailed(id, parent, reason);
    }

    /// <summary>At once where little happens; where much does, what comes within the pace travels on as one.</summary>
    private async Task PaceAsync()
    {
        var rest = ports.Options.ReportPace - ports.Time.GetElapsedTime(_reportedAt);
        if (_reportedTo is not null && rest > TimeSpan.Zero)
        {
            await Task.Delay(rest, ports.Time);
        }
    }

    private async Task ReportSubtreeAsync()
    {
        _reportedAt = ports.Time.GetTimestamp();
        var (parent, subtree) = (_parent!.Value, RollUp.Subtree);
        await ports.Units.ReportAsync(parent, new ChildTotals(id, subtree.Version, subtree.Totals));
        (_reportedTo, _reportedVersion) = (parent, subtree.Version);
        UnitMetrics.ReportSent();
    }

    private async Task SaveLaterAsync()
    {
        _isSaving = true;
        while (RollUp.Version != _saved?.Version && !_isPutAway)
        {
            await Task.Delay(ports.Options.AreaSavePace, ports.Time);
            try
            {
                await SaveAsync();
            }
            catch (JournalUnavailableException reason)
            {
                ports.Log.SaveFailed(id, reason);
            }
        }

        _isSaving = false;
    }

    /// <summary>What a former parent is told.</summary>
    /// <param name="Version">The unit's when it left; null: the parent reads it from what is stored.</param>
    private readonly record struct Farewell(UnitId Parent, long? Version);
}
