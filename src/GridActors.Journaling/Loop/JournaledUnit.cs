using System.Diagnostics;
using GridActors.Core.Areas;
using GridActors.Core.Records;
using GridActors.Core.Units;
using GridActors.Journaling.Ports;
using GridActors.Journaling.RollUps;
using GridActors.Journaling.Telemetry;

namespace GridActors.Journaling.Loop;

/// <summary>
/// One unit as an actor: a mailbox drained by one loop - load, decide, evolve in memory, append, and on durable commit
/// answer and report. While one append is in flight the next batch accumulates; there is never a second one.
/// Every answer waits for the version it saw, <c>duplicate</c> and <c>refused</c> too.
/// Not thread-safe: its host calls it on the unit's own turns, one at a time, and its continuations stay there.
/// </summary>
public sealed class JournaledUnit
{
    private readonly UnitId _id;
    private readonly UnitPorts _ports;
    private readonly UnitLoader _loader;
    private readonly Reporter _reporter;
    private readonly Queue<Letter> _mailbox = new();
    private readonly List<(Letter Letter, int Index)> _duplicates = [];
    private UnitImage? _image; // null: not loaded, or thrown away because it is not known to be true
    private long _key;
    private int _entriesSinceSnapshot;
    private bool _isFresh; // nothing appended since it was loaded
    private bool _isDraining;
    private bool _isLoadingLater;

    public JournaledUnit(UnitId id, UnitPorts ports)
    {
        (_id, _ports, _loader) = (id, ports, new UnitLoader(ports));
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

        return letter.Answered;
    }

    private async Task DrainAsync()
    {
        _isDraining = true;
        while (_mailbox.Count > 0)
        {
            var letters = TakeLetters();
            try
            {
                await DecideAsync(letters);
                letters.ForEach(letter => letter.Tell());
            }
            catch (Exception reason)
            {
                // Whatever went wrong, the image may hold what is not in the journal: it is thrown away, not patched.
                _image = null;
                _duplicates.Clear();
                UnitMetrics.BatchFailed();
                _ports.Log.BatchFailed(_id, letters.Sum(letter => letter.Records.Count), reason);
                letters.ForEach(letter => letter.TellUnavailable());
                _ = LoadLaterAsync();
            }
        }

        _isDraining = false;
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

    private List<Letter> TakeLetters()
    {
        var letters = new List<Letter>();
        for (var records = 0; _mailbox.Count > 0 && records < _ports.Options.BatchRecordsMax;)
        {
            var letter = _mailbox.Dequeue();
            letters.Add(letter);
            records += letter.Records.Count;
        }

        return letters;
    }

    private async Task DecideAsync(List<Letter> letters)
    {
        var image = await LoadedAsync();
        var batch = new Batch(image);
        foreach (var letter in letters)
        {
            if (letter.Tick is { } now)
            {
                Tick(image, batch, now);
            }

            for (var i = 0; i < letter.Records.Count; i++)
            {
                var record = letter.Records[i];
                if (image.HasSeen(record.Id))
                {
                    _duplicates.Add((letter, i));
                    continue;
                }

                // What asks for facts of others asks them of what is committed, and is guarded by its own append.
                if (record.Type.Needs != FactsNeeded.None && batch.Count > 0)
                {
                    await CommitAsync(image, batch, letters);
                    batch = new Batch(image);
                }

                letter.Answers[i] = Decide(image, batch, record, await FactsAsync(image, record));
            }
        }

        await CommitAsync(image, batch, letters);
        await AnswerDuplicatesAsync();
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
        if (image.State.NextDue(_ports.Calendar) <= now)
        {
            var record = _ports.Reader.ReadTimePassed(_id, image.Version + 1, now);
            var entry = new Entry(image.Version + 1, now, record, null);
            image.Apply(entry, null, _ports.Calendar);
            batch.Add(entry);
        }
    }

    private ValueTask<Facts> FactsAsync(UnitImage image, Record record)
    {
        var facts = new Facts(_ports.Time.GetUtcNow(), _ports.Calendar, _ports.Options.AcceptBack);
        return record.Type.Needs == FactsNeeded.None ? new(facts) : LookUpAsync(facts, image, record);
    }

    private async ValueTask<Facts> LookUpAsync(Facts facts, UnitImage image, Record record)
    {
        var parent = record.Data switch
        {
            UnitRegister register => register.Parent,
            UnitMove move => move.Parent,
            _ => null,
        };
        if (parent is { } id && await _ports.Store.FindAsync(id) is { Exists: true } head)
        {
            facts = facts with { Parent = new ParentFact(head.Kind, head.IsClosed) };
        }

        if (record.Type.Needs is FactsNeeded.Children or FactsNeeded.History)
        {
            facts = facts with { HasOpenChildren = await _ports.Store.HasOpenChildrenAsync(_id) };
        }

        return record.Data is RecordVoid toVoid
            ? facts with { Voided = await _loader.FindVoidedAsync(_id, image, toVoid.Target) }
            : facts;
    }

    private async Task CommitAsync(UnitImage image, Batch batch, List<Letter> letters)
    {
        if (batch.Count == 0)
        {
            return;
        }

        image.Settle();
        _entriesSinceSnapshot += batch.Count;
        var snapshot = _entriesSinceSnapshot >= _ports.Options.SnapshotEveryEntries
            ? _ports.Snapshots.Write(image)
            : null;
        var append = batch.ToAppend(_id, _key, snapshot, _ports.Calendar, _isFresh);
        var result = await AppendAsync(append, letters);
        if (!result.Committed)
        {
            throw new JournalUnavailableException($"Another writer was first at {_id} after {append.ExpectedVersion}.");
        }

        _key = result.Key;
        _isFresh = false;
        _entriesSinceSnapshot = snapshot is null ? _entriesSinceSnapshot : 0;
        UnitMetrics.Appended(batch.Count);
        _reporter.Committed(image, append.MovedFrom);
    }

    private async ValueTask<AppendResult> AppendAsync(Append append, List<Letter> letters)
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
            if (isMeasured)
            {
                UnitMetrics.AppendTook(_ports.Time.GetElapsedTime(started));
            }
        }
    }

    /// <summary>
    /// By now all that they repeat is durable. One look into the journal serves all that came together.
    /// </summary>
    private async Task AnswerDuplicatesAsync()
    {
        if (_duplicates.Count == 0)
        {
            return;
        }

        var ids = _duplicates.Select(duplicate => duplicate.Letter.Records[duplicate.Index].Id).ToHashSet();
        var kept = (await _ports.Store.FindAsync(_id, ids)).ToDictionary(entry => entry.Id);
        foreach (var (letter, index) in _duplicates)
        {
            var record = letter.Records[index];
            letter.Answers[index] = RecordReader.SameContent(record.Utf8, kept[record.Id].Utf8)
                ? new Answer(AnswerStatus.Duplicate)
                : new Answer(AnswerStatus.Refused, new Refusal(
                    RefusalCodes.IdReused, "seq", $"{record.Id} was used for another record, which stays"));
        }

        _duplicates.Clear();
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
        _isFresh = true;
        await _reporter.LoadedAsync(loaded.Image);
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
