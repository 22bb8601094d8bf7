namespace GridActors.Core.Records;

/// <summary>
/// The answer to "may this record count?". Accepting may carry an outcome: what was decided from facts that the
/// record itself does not say, kept beside it in the journal so that a replay needs no facts.
/// </summary>
public readonly record struct Decision(Refusal? Refusal, Outcome? Outcome)
{
    public static Decision Accept => default;

    /// <summary>Accepted, with something that whoever entered it should know.</summary>
    public Warning? Warning { get; init; }

    public static Decision AcceptWith(Outcome outcome) => new(null, outcome);

    public static Decision AcceptWarning(string code, string? field, string message) =>
        new() { Warning = new Warning(code, field, message) };

    public static implicit operator Decision(Refusal refusal) => new(refusal, null);

    public static Decision Refuse(string code, string? field, string message) => new Refusal(code, field, message);
}
