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
    private readonly UnitLoader _loader;
    private readonly FactsLookUp _lookUp;
    private readonly Reporter _reporter;
    private readonly Queue<Letter> _mailbox = new();
    private Round? _next; // decided while the round before it is on its way to the disk
    private UnitImage? _image; // null: not loaded, or thrown away because it is not known to be true
    private long _key;
    private int _entriesSinceSnapshot;
    private bool _isDraining;
    private bool _isAppending; // the last append of a round: what comes in is decided for the next
    private bool _isLoadingLater;

    public JournaledUnit(UnitId id, UnitPorts ports)
    {
        (_id, _ports, _loader) = (id, ports, new UnitLoader(ports));
        _lookUp = new FactsLookUp(id, ports, _loader);
        _reporter = new Reporter(id, ports);
    }

    /// <summary>Nothing is under way and nobody waits, so that the unit may be put away.</summary>
    public bool IsIdle => !_isDraining && !_isLoadingLater && _reporter.IsIdle;

    /// <summary>All that it knows is told to its parent; what is left is at most a cache to be stored.</summary>
    public bool IsSettled => !_isDraining && _reporter.IsSettled;

    /// <summary>Children held in memory; the larger part of what an area costs.</summary>
    public int ChildCount => _reporter.RollUp.Children.Count;

    public Task<IReadOnlyList<Answer>> PostAsync(IReadOnlyList<Record> records) => Deliver(new Letter(records, null));

    public Task TickAsync(DateTimeOffset now) => Deliver(new Letter([], now));

    public async Task ReportAsync(ChildTotals child)
    {
        await ReadyAsync();
        _reporter.Take(child);
    }

    public async Task RefreshAsync()
    {
        await ReadyAsync();
        await _reporter.RefreshAsync();
    }

    /// <summary>The committed subtree, never a half-decided one; null when the unit is not registered.</summary>
    public async Task<SubtreeTotals?> TotalsAsync() => await ReadyAsync() ? _reporter.RollUp.Subtree : null;

    public async Task<AreaView?> ChildrenAsync()
    {
        if (!await ReadyAsync())
        {
            return null;
        }

        var rollUp = _reporter.RollUp;
        var own = new SubtreeTotals(_id, rollUp.OwnVersion, rollUp.OwnTotals);
        return new AreaView(rollUp.Subtree, own, [.. rollUp.Children]);
    }

    /// <summary>The subtree once its version differs from <paramref name="seen"/>; null when not registered.</summary>
    public async Task<SubtreeTotals?> ChangedAsync(long seen, CancellationToken cancellation)
    {
        if (!await ReadyAsync())
        {
            return null;
        }

        await _reporter.ChangedAsync(seen, cancellation);
        return _reporter.RollUp.Subtree;
    }

    /// <summary>Stores what is only in memory (an area's cached totals); nothing durable depends on it.</summary>
    public Task PutAwayAsync() => _reporter.PutAwayAsync();

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
        }

        return letter.Answered;
    }

    private async Task DrainAsync()
    {
        _isDraining = true;
        while (_mailbox.Count > 0 || _next is not null)
        {
            var round = _next;
            _next = null;
            try
            {
                round ??= new Round(await LoadedAsync());
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
            round = new Round(new UnitImage());
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
        _ = LoadLaterAsync();
    }

    /// <summary>
    /// The append that failed may have been written after all; then the totals above lack it until the unit is loaded
    /// again, which must not wait for its next record.
    /// </summary>
    private async Task LoadLaterAsync()
    {
        if (_isLoadingLater)
        {
            return;
        }

        _isLoadingLater = true;
        await Task.Delay(_ports.Options.RetryPause, _ports.Time);
        _isLoadingLater = false;
        if (_image is null)
        {
            await Deliver(new Letter([], null));
        }
    }

    /// <summary>Decides what still waits, has all of the round written, and then knows every answer.</summary>
    private async Task CompleteAsync(Round round)
    {
        var image = _image!;
        while (round.TakesMore(_ports.Options.BatchRecordsMax) && _mailbox.TryDequeue(out var letter))
        {
            round.Add(letter);
            await DecideAsync(letter, round, image);
        }

        if (round.Failure is { } failure)
        {
            ExceptionDispatchInfo.Throw(failure);
        }

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
            && _mailbox.TryPeek(out var letter) && !letter.NeedsFacts)
        {
            var next = _next ??= new Round(_image!);
            next.Add(_mailbox.Dequeue());
            try
            {
                for (var i = 0; i < letter.Records.Count; i++)
                {
                    Decide(letter, i, next, _image!, FactsNow());
                }
            }
            catch (Exception failure)
            {
                next.Failure = failure;
            }
        }
    }

    private async Task DecideAsync(Letter letter, Round round, UnitImage image)
    {
        if (letter.Tick is { } now)
        {
            Tick(image, round.Batch, now);
        }

        for (var i = 0; i < letter.Records.Count; i++)
        {
            var facts = FactsNow();
            var record = letter.Records[i];
            if (record.Type.Needs != FactsNeeded.None && !image.HasSeen(record.Id))
            {
                // What asks for facts of others asks them of what is committed, and is guarded by its own append.
                await CommitAsync(image, round, isLast: false);
                facts = await _lookUp.CompleteAsync(facts, image, record);
            }

            Decide(letter, i, round, image, facts);
        }
    }

    private void Decide(Letter letter, int index, Round round, UnitImage image, Facts facts)
    {
        var record = letter.Records[index];
        if (image.HasSeen(record.Id))
        {
            round.AddDuplicate(letter, index);
        }
        else
        {
            letter.Answers[index] = Decide(image, round.Batch, record, facts);
        }
    }

    private Answer Decide(UnitImage image, Batch batch, Record record, Facts facts)
    {
        var decision = UnitDecider.Decide(image.State, record, facts);
        if (decision.Refusal is not null)
        {
            return new Answer(AnswerStatus.Refused, decision.Refusal);
        }

        var entry = new Entry(image.Version + 1, facts.Now, record, decision.Outcome);
        image.Apply(entry, facts.Voided, _ports.Calendar);
        batch.Add(entry);
        return new Answer(AnswerStatus.Accepted);
    }

    /// <summary>Deduplicated by the deadlines themselves: what is no longer open has nothing to say.</summary>
    private void Tick(UnitImage image, Batch batch, DateTimeOffset now)
    {
        foreach (var aspect in image.State.Aspects)
        {
            if (aspect.Due(now, _ports.Calendar) is var (type, data))
            {
                var record = _ports.Reader.ReadSystem(_id, image.Version + 1, now, type, data);
                var entry = new Entry(image.Version + 1, now, record, null);
                image.Apply(entry, null, _ports.Calendar);
                batch.Add(entry);
            }
        }
    }

    private Facts FactsNow() => new(_ports.Time.GetUtcNow(), _ports.Calendar, _ports.Options.AcceptBack);

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
        var append = batch.ToAppend(_id, _key, snapshot, image.State.NextDue(_ports.Calendar));
        var committed = CommittedUnit.Of(image);
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
    private async Task<UnitImage> LoadedAsync()
    {
        if (_image is { Version: > 0 } image)
        {
            return image;
        }

        var loaded = await _loader.LoadAsync(_id);
        (_image, _key, _entriesSinceSnapshot) = (loaded.Image, loaded.Key, loaded.EntriesSinceSnapshot);
        await _reporter.LoadedAsync(CommittedUnit.Of(loaded.Image));
        return loaded.Image;
    }

    /// <summary>False when the unit is not registered.</summary>
    private async Task<bool> ReadyAsync()
    {
        if (!_reporter.IsRegistered)
        {
            // Through the mailbox, so that a load never runs beside a batch that loads or decides.
            await Deliver(new Letter([], null));
        }

        return _reporter.IsRegistered || _image is not null
            ? _reporter.IsRegistered
            : throw new JournalUnavailableException($"Unit {_id} cannot be loaded now.");
    }
}
