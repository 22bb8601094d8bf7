using System.Diagnostics;
using System.Runtime.ExceptionServices;
using GridActors.Core.Areas;
using GridActors.Core.Records;
using GridActors.Core.Units;
using GridActors.Journaling.Ports;
using GridActors.Journaling.RollUps;
using GridActors.Journaling.Telemetry;

namespace GridActors.Journaling.Loop;

/// <summary>
/// One unit as an actor: a mailbox drained by one loop - load, decide, evolve in memory, append, and on durable commit
/// answer and report. While one append is in flight the next round is decided; there is never a second append.
/// Every answer waits for the version it saw, <c>duplicate</c> and <c>refused</c> too.
/// Not thread-safe: its host calls it on the unit's own turns, one at a time, and its continuations stay there.
/// </summary>
public sealed class JournaledUnit
{
    private readonly UnitId _id;
    private readonly UnitPorts _ports;
    private readonly Reporter _reporter;
    private Courier? _courier; // of who has had a message to send
    private Recovery? _recovery; // of whom a batch has failed
    private Mailbox _mailbox;
    private Round? _next; // decided while the round before it is on its way to the disk
    private UnitImage? _image; // null: not loaded, or thrown away because it is not known to be true
    private long _key;
    private int _entriesSinceSnapshot;
    private bool _isFresh; // nothing appended since it was loaded
    private bool _isRecounted; // and what is stored of it may have been counted otherwise
    private bool _isDraining;
    private bool _isAppending; // the last append of a round: what comes in is decided for the next

    public JournaledUnit(UnitId id, UnitPorts ports)
    {
        (_id, _ports) = (id, ports);
        _reporter = new Reporter(id, ports);
    }

    /// <summary>Nothing is under way and nobody waits, so that the unit may be put away.</summary>
    public bool IsIdle =>
        !_isDraining && _reporter.IsIdle && _courier is not { IsIdle: false } && _recovery is not { IsIdle: false };

    /// <summary>All that it knows is told to its parent; what is left is at most a cache to be stored.</summary>
    public bool IsSettled => !_isDraining && _reporter.IsSettled && _courier is not { IsIdle: false };

    /// <summary>Children held in memory; the larger part of what an area costs.</summary>
    public int ChildCount => _reporter.RollUp.Children.Count;

    public Task<IReadOnlyList<Answer>> PostAsync(IReadOnlyList<Record> records)
    {
        var letter = new Letter(records);
        letter.AskFor(_ports.Store);
        return Deliver(letter);
    }

    /// <summary>Done when it was told and all its messages are delivered.</summary>
    /// <exception cref="JournalUnavailableException">What the time means to it could not be written.</exception>
    public async Task TickAsync(DateTimeOffset now)
    {
        var letter = new Letter([], now);
        await Deliver(letter);
        if (letter.IsLost)
        {
            throw new JournalUnavailableException($"Unit {_id} could not be told the time.");
        }

        await (_courier?.DeliverAsync() ?? Task.CompletedTask);
    }

    public async Task<IReadOnlyList<string?>> DeliverAsync(IReadOnlyList<byte[]> messages)
    {
        // A unit that never was gets no journal by being written to: who imports it later must be the first.
        if (!await ReadyAsync() && _image is not { Version: > 0 })
        {
            throw new JournalUnavailableException($"There is no unit {_id} yet.");
        }

        var answers = await PostAsync([.. messages.Select(message => _ports.Reader.ReadMessage(_id, message))]);
        return answers.Any(answer => answer.Status is AnswerStatus.Unavailable or AnswerStatus.Refused)
            ? throw new JournalUnavailableException($"Unit {_id} cannot say whether it has a message.")
            : [.. answers.Select(answer => answer.Refusal?.Code)];
    }

    public async Task ReportAsync(ChildTotals child)
    {
        await ReadyAsync();
        _reporter.Take(child);
    }

    /// <summary>
    /// Reads again what lies below it, and its own part too: while two hosts held this unit, the other one may have
    /// written. One that wakes for it reads both just then, and once.
    /// </summary>
    public async Task RefreshAsync()
    {
        var wakes = _image is null && !_reporter.IsRegistered;
        await ReadyAsync();
        if (wakes)
        {
            await _reporter.SaveAsync();
            return;
        }

        await Deliver(new Letter([]) { LooksAgain = true });
        await _reporter.RefreshAsync();
    }

    /// <summary>The committed subtree, never a half-decided one; null when the unit is not registered.</summary>
    /// <exception cref="JournalUnavailableException">It cannot be loaded, or would tell less than before.</exception>
    public async Task<SubtreeTotals?> TotalsAsync() => await ReadyToTellAsync() ? _reporter.RollUp.Subtree : null;

    /// <inheritdoc cref="TotalsAsync" path="/exception"/>
    public async Task<AreaView?> ChildrenAsync()
    {
        if (!await ReadyToTellAsync())
        {
            return null;
        }

        var rollUp = _reporter.RollUp;
        var own = new SubtreeTotals(_id, rollUp.OwnVersion, rollUp.OwnTotals);
        return new AreaView(rollUp.Subtree, own, [.. rollUp.Children]);
    }

    /// <summary>The subtree once its version differs from <paramref name="seen"/>; null when not registered.</summary>
    /// <inheritdoc cref="TotalsAsync" path="/exception"/>
    public async Task<SubtreeTotals?> ChangedAsync(long seen, CancellationToken cancellation)
    {
        if (!await ReadyToTellAsync())
        {
            return null;
        }

        await _reporter.ChangedAsync(seen, cancellation);
        return _reporter.RollUp.Subtree;
    }

    /// <summary>Stores what is only in memory (an area's cached totals); nothing durable depends on it.</summary>
    public Task PutAwayAsync() => _reporter.PutAwayAsync();

    private RoundDecider Decider => new(_id, _ports, _reporter);

    private Task<IReadOnlyList<Answer>> Deliver(Letter letter)
    {
        _mailbox.Enqueue(letter);
        if (!_isDraining)
        {
            _ = DrainAsync();
        }
        else if (_isAppending)
        {
            DecideWaiting();
            if (!letter.IsReady)
            {
                _ = DecideWhenReadyAsync(letter);
            }
        }

        return letter.Answered;
    }

    /// <summary>What became ready while the disk is busy is decided meanwhile, not after it.</summary>
    private async Task DecideWhenReadyAsync(Letter letter)
    {
        await Task.WhenAny(letter.Stays!);
        if (_isAppending)
        {
            DecideWaiting();
        }
    }

    private async Task DrainAsync()
    {
        _isDraining = true;
        while (!_mailbox.IsEmpty || _next is not null)
        {
            var round = _next;
            _next = null;
            try
            {
                round ??= new Round(
                    await LoadedAsync(_mailbox.TryPeek(out var first) && first.LooksAgain), _ports.Calendar);
                await CompleteAsync(round);
                round.Tell();
            }
            catch (Exception reason)
            {
                Drop(round, reason);
            }
        }

        _isDraining = false;
    }

    /// <summary>
    /// Whatever went wrong, the image may hold what is not in the journal: it is thrown away, not patched, and with it
    /// all that was decided on it.
    /// </summary>
    private void Drop(Round? round, Exception reason)
    {
        _image = null;
        _isAppending = false;
        if (round is null)
        {
            // It cannot be loaded now: nobody who waits can be answered.
            round = new Round(new UnitImage(), _ports.Calendar);
            while (_mailbox.TryDequeue(out var letter))
            {
                round.Add(letter);
            }
        }

        var next = _next;
        _next = null;
        UnitMetrics.BatchFailed();
        _ports.Log.BatchFailed(_id, round.Records + (next?.Records ?? 0), reason);
        round.TellUnavailable();
        next?.TellUnavailable();
        _recovery ??= new Recovery(
            _ports,
            () => _image is null ? Deliver(new Letter([])) : Task.CompletedTask,
            () => Deliver(new Letter([]) { LooksAgain = true }));
        _recovery.Begin();
    }

    /// <summary>Decides what still waits, has all of the round written, and then knows every answer.</summary>
    private async Task CompleteAsync(Round round)
    {
        var image = _image!;
        while (round.TakesMore(_ports.Options.BatchRecordsMax)
            && _mailbox.TryPeek(out var letter)
            && (round.Letters.Count == 0 || (letter.IsReady && !letter.LooksAgain)))
        {
            _mailbox.TryDequeue(out _);
            round.Add(letter);
            await Decider.DecideAsync(letter, round, image, () => CommitAsync(image, round, isLast: false));
        }

        if (round.Failure is { } failure)
        {
            ExceptionDispatchInfo.Throw(failure);
        }

        await round.ConfirmRefusalsAsync(_id, image.Version, _ports.Store);
        await CommitAsync(image, round, isLast: true);
        await round.AnswerDuplicatesAsync(_id, _ports.Store);
    }

    /// <summary>
    /// While a round is on its way to the disk the next is decided as it comes in, on what the first will have
    /// written; it is appended and told only after that. What needs facts of others waits for what is committed.
    /// </summary>
    private void DecideWaiting()
    {
        while (_next?.TakesMore(_ports.Options.BatchRecordsMax) is null or true
            && _mailbox.TryPeek(out var letter) && !letter.NeedsFacts && letter.IsReady)
        {
            var next = _next ??= new Round(_image!, _ports.Calendar);
            _mailbox.TryDequeue(out _);
            next.Add(letter);
            try
            {
                Decider.Decide(letter, next, _image!);
            }
            catch (Exception failure)
            {
                next.Failure = failure;
            }
        }
    }

    /// <param name="isLast">Of the round: then the next may be decided meanwhile.</param>
    private async Task CommitAsync(UnitImage image, Round round, bool isLast)
    {
        if (round.Batch.Count == 0)
        {
            return;
        }

        image.Settle();
        var batch = round.Batch;
        _entriesSinceSnapshot += batch.Count;
        var snapshot = _entriesSinceSnapshot >= _ports.Options.SnapshotEveryEntries
            ? _ports.Snapshots.Write(image)
            : null;
        var stored = _isRecounted ? await StoredFigures.ReadAsync(_id, _ports.Store) : null;
        var append = batch.ToAppend(_id, _key, snapshot, _isFresh, stored);
        (_isFresh, _isRecounted) = (false, false);
        var committed = CommittedUnit.Of(image);
        var outbox = image.State.Get<Outbox>();
        if (isLast)
        {
            _isAppending = true;
            DecideWaiting();
        }
        else
        {
            round.BeginBatch();
        }

        var result = await AppendAsync(append, round.Letters);
        if (!result.Committed)
        {
            throw new JournalUnavailableException($"Another writer was first at {_id} after {append.ExpectedVersion}.");
        }

        _key = result.Key;
        _entriesSinceSnapshot = snapshot is null ? _entriesSinceSnapshot : 0;
        UnitMetrics.Appended(batch.Count);
        _reporter.Committed(committed, append.MovedFrom);
        SendOff(outbox);
    }

    private void SendOff(Outbox outbox)
    {
        _courier ??= outbox.Open.IsEmpty
            ? null
            : new Courier(_id, _ports, settled => Deliver(new Letter([], settled: settled)));
        _courier?.Committed(outbox);
    }

    private async ValueTask<AppendResult> AppendAsync(Append append, IReadOnlyList<Letter> letters)
    {
        using var span = AppendTrace.Start(letters, append.Entries.Count);
        var isMeasured = UnitMetrics.MeasuresAppends;
        var started = isMeasured ? _ports.Time.GetTimestamp() : 0;
        try
        {
            return await _ports.Store.AppendAsync(append);
        }
        catch (Exception reason)
        {
            span?.SetStatus(ActivityStatusCode.Error, reason.Message);
            throw;
        }
        finally
        {
            _isAppending = false;
            if (isMeasured)
            {
                UnitMetrics.AppendTook(_ports.Time.GetElapsedTime(started));
            }
        }
    }

    /// <summary>
    /// The image to decide on. A unit that is not registered is looked up each time: it may have been registered in
    /// bulk, past this actor.
    /// </summary>
    private async Task<UnitImage> LoadedAsync(bool looksAgain)
    {
        if (_image is { Version: > 0 } image
            && !(looksAgain && await _ports.Store.FindAsync(_id) is { } head && head.Version != image.Version))
        {
            return image;
        }

        var loaded = await _ports.Loader.LoadAsync(_id);
        (_image, _key, _entriesSinceSnapshot) = (loaded.Image, loaded.Key, loaded.EntriesSinceSnapshot);
        (_isFresh, _isRecounted) = (true, StoredFigures.AreRead(loaded));
        await _reporter.LoadedAsync(CommittedUnit.Of(loaded.Image));
        SendOff(loaded.Image.State.Get<Outbox>());
        return loaded.Image;
    }

    /// <summary>False when the unit is not registered.</summary>
    private async Task<bool> ReadyAsync()
    {
        if (!_reporter.IsRegistered)
        {
            // Through the mailbox, so that a load never runs beside a batch that loads or decides.
            await Deliver(new Letter([]));
        }

        return _reporter.IsRegistered || _image is not null
            ? _reporter.IsRegistered
            : throw new JournalUnavailableException($"Unit {_id} cannot be loaded now.");
    }

    private async Task<bool> ReadyToTellAsync()
    {
        var isRegistered = await ReadyAsync();
        _reporter.ThrowIfBehind();
        return isRegistered;
    }
}
