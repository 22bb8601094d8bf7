using System.Diagnostics;
using GridActors.Core.Records;
using GridActors.Core.Traces;
using GridActors.Core.Units;
using GridActors.Journaling.Ports;
using GridActors.Journaling.Telemetry;

namespace GridActors.Journaling.Loop;

/// <summary>
/// One call that waits in a unit's mailbox: records to decide, the time to be told, answers to the unit's messages.
/// </summary>
internal sealed class Letter(
    IReadOnlyList<Record> records, DateTimeOffset? tick = null, IReadOnlyList<Settlement>? settled = null)
{
    // Told on the unit's turn, at a point where the loop stands well; a host that waits there need not wait for
    // another.
    private readonly TaskCompletionSource<IReadOnlyList<Answer>> _answered = new();
    private readonly int _waiting = UnitMetrics.Waiting(records.Count);

    /// <summary>The next in the mailbox.</summary>
    public Letter? Next { get; set; }

    public IReadOnlyList<Record> Records { get; } = records;

    public DateTimeOffset? Tick { get; } = tick;

    public IReadOnlyList<Settlement> Settled { get; } = settled ?? [];

    /// <summary>Somebody else may have written: the image is held to the journal's version before it is used.</summary>
    public bool LooksAgain { get; init; }

    /// <summary>
    /// The isolation orders of everybody whom its records ask for, under way; null when they ask for nobody.
    /// </summary>
    public Task<IReadOnlyList<PersonStay>>? Stays { get; private set; }

    /// <summary>It can be decided without waiting.</summary>
    public bool IsReady => Stays is null or { IsCompletedSuccessfully: true };

    /// <summary>Deciding it means looking something up beforehand, or it is no letter of records only.</summary>
    public bool NeedsFacts => Tick is not null || LooksAgain || Settled.Count > 0
        || Records.Any(record => record.Type.NeedsOf(record) != FactsNeeded.None);

    /// <summary>Whose call this is, when it is being recorded.</summary>
    public ActivityContext Caller { get; } = AppendTrace.Caller();

    /// <summary>In the order of <see cref="Records"/>; told only when all of them may be.</summary>
    public Answer[] Answers { get; } = new Answer[records.Count];

    public Task<IReadOnlyList<Answer>> Answered => _answered.Task;

    /// <summary>It was told that nothing is known of what it brought.</summary>
    public bool IsLost { get; private set; }

    /// <summary>One question for all its records, asked at once: it is answered while others are decided.</summary>
    public void AskFor(ITraces traces)
    {
        HashSet<TraceName>? names = null;
        foreach (var record in Records)
        {
            if (record.Type.PersonAskedFor(record) is { } person)
            {
                TraceName.AddTo(names ??= [], person);
            }
        }

        Stays = names is null ? null : traces.StaysAsync(names).AsTask();
    }

    /// <summary>
    /// Also the isolation orders of the person whom this record asks for. Only when <see cref="IsReady"/>.
    /// </summary>
    public Facts With(Record record, Facts facts) =>
        Stays is { Result: { Count: > 0 } found } && record.Type.PersonAskedFor(record) is { } person
            ? facts with { Stays = StaysOf(person, found) }
            : facts;

    private static IReadOnlyList<StayFact> StaysOf(PersonName person, IReadOnlyList<PersonStay> found)
    {
        var names = new HashSet<TraceName>();
        TraceName.AddTo(names, person);
        return
        [
            .. found.Where(stay => names.Contains(stay.Person))
                .Select(stay => new StayFact(stay.Unit, stay.Stay, stay.Same)).Distinct(),
        ];
    }

    public void Tell()
    {
        UnitMetrics.Answered(Answers);
        UnitMetrics.NoLongerWaiting(_waiting);
        _answered.TrySetResult(Answers);
    }

    public void TellUnavailable()
    {
        IsLost = true;
        Array.Fill(Answers, new Answer(AnswerStatus.Unavailable));
        Tell();
    }
}
