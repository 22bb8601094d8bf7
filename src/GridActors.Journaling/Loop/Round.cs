using GridActors.Core.Records;
using GridActors.Core.Units;
using GridActors.Journaling.Ports;

namespace GridActors.Journaling.Loop;

/// <summary>Letters that are answered together: once all that was decided for them is durable.</summary>
internal sealed class Round(UnitImage image, Calendar calendar)
{
    private readonly List<Letter> _letters = [];
    private List<(Letter Letter, int Index)>? _duplicates;

    /// <summary>What was decided and not handed to the journal yet.</summary>
    public Batch Batch { get; private set; } = new(image, calendar);

    /// <summary>Deciding broke off; the image may be half changed.</summary>
    public Exception? Failure { get; set; }

    public IReadOnlyList<Letter> Letters => _letters;

    public int Records { get; private set; }

    /// <summary>Something was refused since the last append of the round.</summary>
    public bool HasRefusals { get; set; }

    public bool TakesMore(int recordsMax) => Failure is null && Records < recordsMax;

    public void Add(Letter letter)
    {
        _letters.Add(letter);
        Records += letter.Records.Count;
        Batch.Expect(letter.Records.Count);
    }

    /// <summary>An identity that the unit has seen; told when what it repeats is durable.</summary>
    public void AddDuplicate(Letter letter, int index) => (_duplicates ??= []).Add((letter, index));

    /// <summary>What was decided so far is with the journal; a further append follows.</summary>
    public void BeginBatch() => (Batch, HasRefusals) = (new Batch(image, calendar), false);

    /// <summary>
    /// An append fails when somebody else has written; a refusal appends nothing, so the head row is asked: a host that
    /// was voted out, or that holds a unit twice, would refuse what the newer state has accepted. A unit that is not
    /// registered was loaded just now.
    /// </summary>
    /// <exception cref="JournalUnavailableException">Somebody else has written, or it cannot be asked.</exception>
    public async Task ConfirmRefusalsAsync(UnitId unit, long version, IUnitStore store)
    {
        if (HasRefusals && Batch.Count == 0 && version > 0
            && await store.FindAsync(unit) is { } head && head.Version != version)
        {
            throw new JournalUnavailableException($"Another writer was at {unit} after {version}.");
        }
    }

    /// <summary>One look into the journal serves all that came together.</summary>
    public async Task AnswerDuplicatesAsync(UnitId unit, IJournal journal)
    {
        if (_duplicates is null)
        {
            return;
        }

        var ids = _duplicates.Select(duplicate => duplicate.Letter.Records[duplicate.Index].Id).ToHashSet();
        var kept = (await journal.FindAsync(unit, ids)).ToDictionary(entry => entry.Id);
        foreach (var (letter, index) in _duplicates)
        {
            var record = letter.Records[index];
            letter.Answers[index] = RecordReader.SameContent(record.Utf8, kept[record.Id].Utf8)
                ? new Answer(AnswerStatus.Duplicate, Outcome.WhyReturnedOf(kept[record.Id]))
                : new Answer(AnswerStatus.Refused, new Refusal(
                    RefusalCodes.IdReused, "seq", $"{record.Id} was used for another record, which stays"));
        }
    }

    public void Tell() => _letters.ForEach(letter => letter.Tell());

    public void TellUnavailable() => _letters.ForEach(letter => letter.TellUnavailable());
}
