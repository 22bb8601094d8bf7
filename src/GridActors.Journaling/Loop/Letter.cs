using System.Diagnostics;
using GridActors.Core.Records;
using GridActors.Journaling.Ports;
using GridActors.Journaling.Telemetry;

namespace GridActors.Journaling.Loop;

/// <summary>One call that waits in a unit's mailbox: records to decide, or the time to be told.</summary>
internal sealed class Letter(IReadOnlyList<Record> records, DateTimeOffset? tick)
{
    // Told on the unit's turn, at a point where the loop stands well; a host that waits there need not wait for
    // another.
    private readonly TaskCompletionSource<IReadOnlyList<Answer>> _answered = new();
    private readonly int _waiting = UnitMetrics.Waiting(records.Count);

    public IReadOnlyList<Record> Records { get; } = records;

    public DateTimeOffset? Tick { get; } = tick;

    /// <summary>Somebody else may have written: the image is held to the journal's version before it is used.</summary>
    public bool LooksAgain { get; init; }

    /// <summary>Whose call this is, when it is being recorded.</summary>
    public ActivityContext Caller { get; } = AppendTrace.Caller();

    /// <summary>In the order of <see cref="Records"/>; told only when all of them may be.</summary>
    public Answer[] Answers { get; } = new Answer[records.Count];

    public Task<IReadOnlyList<Answer>> Answered => _answered.Task;

    public void Tell()
    {
        UnitMetrics.Answered(Answers);
        UnitMetrics.NoLongerWaiting(_waiting);
        _answered.TrySetResult(Answers);
    }

    public void TellUnavailable()
    {
        Array.Fill(Answers, new Answer(AnswerStatus.Unavailable));
        Tell();
    }
}
