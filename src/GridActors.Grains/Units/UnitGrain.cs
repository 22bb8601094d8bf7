using GridActors.Core.Alerts;
using GridActors.Core.Areas;
using GridActors.Core.Records;
using GridActors.Core.Units;
using GridActors.GrainInterfaces.Units;
using GridActors.GrainInterfaces.Wire;
using GridActors.Grains.Wire;
using GridActors.Journaling.Loop;
using GridActors.Journaling.Ports;
using Orleans.Concurrency;
using Orleans.Placement;

namespace GridActors.Grains.Units;

/// <summary>
/// A unit's address, lifetime and turns in the cluster. All else is <see cref="JournaledUnit"/>, which is made for
/// turns that interleave at every await: what it shows is always committed. Two activations of one unit do no harm
/// either: the head row in the journal lets one of them write.
/// </summary>
[Reentrant, GrainType("unit"), RandomPlacement]
internal sealed class UnitGrain : Grain, IUnitTurns,
    IHouseholdGrain, ICheckpointGrain, IGridGrain, IVillageGrain, ITownshipGrain, ICountyGrain
{
    /// <summary>Alerts in one answer.</summary>
    private const int AlertsMax = 1000;

    private readonly UnitPorts _ports;
    private readonly UnitId _id;
    private readonly JournaledUnit? _unit; // null: no unit can be called so

    public UnitGrain(UnitPorts ports)
    {
        _ports = ports;
        var key = this.GetPrimaryKeyString(); // asking for a context would leave a scope of services behind
        _unit = UnitId.TryParse(key, out _id) ? new JournaledUnit(_id, ports) : null;
    }

    private JournaledUnit Unit =>
        _unit ?? throw new ArgumentException($"No unit can be called '{this.GetPrimaryKeyString()}'.");

    /// <summary>
    /// Orleans starts an activation, its first request included, under the activation's lock until something waits. A
    /// request that calls another unit before that takes that one's lock too: of two that come up and call each other
    /// neither would go on, nor anybody who calls them.
    /// </summary>
    public override async Task OnActivateAsync(CancellationToken cancellationToken) => await Task.Yield();

    public async Task<RecordResult[]> PostAsync(RecordEnvelope records)
    {
        if (records.Read is IReadOnlyList<Record> known)
        {
            return [.. (await Unit.PostAsync(known)).Select(ResultOf)];
        }

        var reads = Array.ConvertAll(records.Utf8, utf8 => _ports.Reader.Read(utf8));
        Record[] mine = [.. reads.Where(IsMine).Select(read => read.Record!)];
        var answers = new Queue<Answer>(mine.Length > 0 ? await Unit.PostAsync(mine) : []);
        return Array.ConvertAll(reads, read => ResultOf(IsMine(read) ? answers.Dequeue() : Refuse(read)));
    }

    public Task TickAsync(DateTimeOffset now) => Outages.Told(Unit.TickAsync(now));

    public async Task<string?[]> DeliverAsync(byte[][] messages) =>
        [.. await Outages.Told(Unit.DeliverAsync(messages))];

    public Task ReportAsync(ChildMessage child) => Outages.Told(Unit.ReportAsync(child.ToChild()));

    public Task RefreshAsync() => Outages.Told(Unit.RefreshAsync());

    public async Task<SubtreeMessage?> TotalsAsync() =>
        await SubtreeAsync() is { } subtree ? SubtreeMessage.Of(subtree) : null;

    public async Task<AreaMessage?> ChildrenAsync() =>
        await ViewAsync() is not { } view
            ? null
            : new AreaMessage(
                SubtreeMessage.Of(view.Subtree),
                SubtreeMessage.Of(view.Own),
                [.. view.Children.Select(ChildMessage.Of)]);

    public async Task<SubtreeMessage?> ChangedAsync(long seenVersion, TimeSpan patience) =>
        await WaitAsync(seenVersion, patience) is not { } subtree ? null
            : subtree.Version == seenVersion ? SubtreeMessage.Unchanged(subtree)
            : SubtreeMessage.Of(subtree);

    public async Task<UnitTotals?> GetTotalsAsync() =>
        await SubtreeAsync() is { } subtree ? FiguresOf.Totals(subtree) : null;

    public async Task<UnitChildren?> GetChildrenAsync() =>
        await ViewAsync() is { } view ? FiguresOf.Children(view) : null;

    public async Task<UnitAlerts> GetAlertsAsync(string? state, int limit)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(limit, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(limit, AlertsMax);
        if (!AlertStates.TryParse(state, out var only))
        {
            throw new ArgumentException(AlertStates.Expected, nameof(state));
        }

        var page = _unit is null
            ? []
            : await Outages.Told(_ports.Store.AlertsAsync(_id, only, null, limit + 1).AsTask());
        return AlertsOf.Page(page, limit);
    }

    public async Task<UnitTotals?> WaitForTotalsAsync(long seenVersion, TimeSpan patience) =>
        await WaitAsync(seenVersion, patience) is { } subtree ? FiguresOf.Totals(subtree) : null;

    /// <summary>
    /// Not sure to be called; what it stores is only a cache, and a last report that the healer makes good.
    /// </summary>
    public override async Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        try
        {
            await (_unit?.PutAwayAsync() ?? Task.CompletedTask).WaitAsync(cancellationToken);
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            _ports.Log.SaveFailed(_id, failure);
        }
    }

    private Task<SubtreeTotals?> SubtreeAsync() =>
        _unit is null ? Task.FromResult<SubtreeTotals?>(null) : Outages.Told(_unit.TotalsAsync());

    private Task<AreaView?> ViewAsync() =>
        _unit is null ? Task.FromResult<AreaView?>(null) : Outages.Told(_unit.ChildrenAsync());

    private async Task<SubtreeTotals?> WaitAsync(long seenVersion, TimeSpan patience)
    {
        if (_unit is null)
        {
            return null;
        }

        var isLess = patience >= TimeSpan.Zero && patience < Watching.PatienceMax; // negative: without end
        using var limit = new CancellationTokenSource(isLess ? patience : Watching.PatienceMax, _ports.Time);
        try
        {
            return await Outages.Told(_unit.ChangedAsync(seenVersion, limit.Token));
        }
        catch (OperationCanceledException)
        {
            return await SubtreeAsync();
        }
    }

    private bool IsMine(ReadResult read) => _unit is not null && read.Record?.Unit == _id;

    private Answer Refuse(ReadResult read) => new(
        AnswerStatus.Refused,
        read.Refusal ?? new Refusal(
            RefusalCodes.BadUnitId, "unit", $"this is {this.GetPrimaryKeyString()}, not {read.Record!.Unit}"));

    private static RecordResult ResultOf(Answer answer) => answer.Warning is { } warning
        ? new(RecordStatus.Accepted, warning.Code, warning.Field, warning.Message)
        : new((RecordStatus)answer.Status, answer.Refusal?.Code, answer.Refusal?.Field, answer.Refusal?.Message);
}
