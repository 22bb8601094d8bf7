using GridActors.Core.Records;
using GridActors.Journaling.Ports;

namespace GridActors.Journaling.Loop;

/// <summary>One call that waits in a unit's mailbox: records to decide, or the time to be told.</summary>
internal sealed class Letter(IReadOnlyList<Record> records, DateTimeOffset? tick)
{
    // Told on the unit's turn, at a point where the loop stands well; a host that waits there need not wait for
    // another.
    private readonly TaskCompletionSource<IReadOnlyList<Answer>> _answered = new();

    public IReadOnlyList<Record> Records { get; } = records;

    public DateTimeOffset? Tick { get; } = tick;

    /// <summary>In the order of <see cref="Records"/>; told only when all of them may be.</summary>
    public Answer[] Answers { get; } = new Answer[records.Count];

    public Task<IReadOnlyList<Answer>> Answered => _answered.Task;

    public void Tell() => _answered.TrySetResult(Answers);

    public void TellUnavailable()
    {
        Array.Fill(Answers, new Answer(AnswerStatus.Unavailable));
        Tell();
    }
}
