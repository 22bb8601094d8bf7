using GridActors.Core.Records;
using GridActors.Core.Units;
using GridActors.Journaling.Ports;

namespace GridActors.Gateway.Records;

/// <summary>A few records that are answered together, in their order.</summary>
internal sealed class RecordBatch(int capacity)
{
    private readonly List<Slot> _slots = new(capacity);

    public int Count => _slots.Count;

    public void Add(in ReadResult read) => _slots.Add(new Slot(read, null));

    /// <summary>Null for what could not be read as a record.</summary>
    public Record? RecordAt(int index) => _slots[index].Read.Record;

    public void Assign(int index, UnitPosts posts) => _slots[index] = _slots[index] with { Posts = posts };

    /// <summary>The answers in the order of the records, each as soon as its unit has answered.</summary>
    public async ValueTask WriteAsync(Action<ReadResult, Answer> write)
    {
        foreach (var (read, posts) in _slots)
        {
            write(read, posts is null
                ? new Answer(AnswerStatus.Refused, read.Refusal)
                : await posts.NextAnswerAsync());
        }
    }

    private readonly record struct Slot(ReadResult Read, UnitPosts? Posts);
}

/// <summary>
/// Records of one unit on their way to it in one call; answered in the order in which they were added.
/// </summary>
internal sealed class UnitPosts(UnitId unit)
{
    private readonly List<Record> _records = new(1);
    private Task<IReadOnlyList<Answer>>? _answers;
    private int _told;

    /// <summary>Of a record that is not sent to its unit.</summary>
    public static UnitPosts Unavailable(Record record)
    {
        var posts = new UnitPosts(record.Unit);
        posts.Add(record);
        posts.Answered(Task.FromResult<IReadOnlyList<Answer>>([new Answer(AnswerStatus.Unavailable)]));
        return posts;
    }

    public UnitId Unit { get; } = unit;

    public IReadOnlyList<Record> Records => _records;

    public void Add(Record record) => _records.Add(record);

    public void Answered(Task<IReadOnlyList<Answer>> answers) => _answers = answers;

    /// <summary>Call once for each record.</summary>
    public async ValueTask<Answer> NextAnswerAsync() => (await _answers!)[_told++];
}
