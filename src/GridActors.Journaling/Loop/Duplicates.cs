using GridActors.Core.Records;
using GridActors.Core.Units;
using GridActors.Journaling.Ports;

namespace GridActors.Journaling.Loop;

/// <summary>Records of a batch whose identity was seen before, which only the journal can answer for.</summary>
internal sealed class Duplicates(UnitId unit, UnitPorts ports)
{
    private readonly List<(Letter Letter, int Index)> _waiting = [];

    public void Add(Letter letter, int index) => _waiting.Add((letter, index));

    public void Clear() => _waiting.Clear();

    /// <summary>
    /// Call when all that they repeat is durable. One look into the journal serves all that came together.
    /// </summary>
    public async Task AnswerAsync()
    {
        if (_waiting.Count == 0)
        {
            return;
        }

        var ids = _waiting.Select(duplicate => duplicate.Letter.Records[duplicate.Index].Id).ToHashSet();
        var kept = (await ports.Store.FindAsync(unit, ids)).ToDictionary(entry => entry.Id);
        foreach (var (letter, index) in _waiting)
        {
            var record = letter.Records[index];
            letter.Answers[index] = RecordReader.SameContent(record.Utf8, kept[record.Id].Utf8)
                ? new Answer(AnswerStatus.Duplicate, Outcome.WhyReturnedOf(kept[record.Id]))
                : new Answer(AnswerStatus.Refused, new Refusal(
                    RefusalCodes.IdReused, "seq", $"{record.Id} was used for another record, which stays"));
        }

        _waiting.Clear();
    }
}
