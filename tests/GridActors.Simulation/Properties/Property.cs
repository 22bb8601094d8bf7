namespace GridActors.Simulation.Properties;

/// <summary>What must hold in every run; <paramref name="Promise"/> is the letter of the design's section 1.</summary>
internal sealed record Property(string Name, char Promise, string Says)
{
    public static readonly Property AcknowledgedIsKept = new(
        "acknowledged-is-kept", 'L', "when accepted or duplicate is read, that very record is in the journal, and stays there");

    public static readonly Property CountedOnce = new(
        "counted-once", 'D', "an identity is at most once in its unit's journal, and sent again it changes nothing");

    public static readonly Property SentOrNot = new(
        "sent-or-not", 'U', "what is in a journal was sent so by a client, and is there once or not at all");

    public static readonly Property RefusalConsumesNothing = new(
        "refusal-consumes-nothing", 'U', "a refusal leaves nothing behind; id-reused only where another record has the identity");

    public static readonly Property OneWriter = new(
        "one-writer", 'S', "a journal's versions follow on without gaps, each entry decided on all before it");

    public static readonly Property OneAppendInFlight = new(
        "one-append-in-flight", 'S', "no activation has two appends under way");

    public static readonly Property OwnIsFold = new(
        "own-is-fold", 'S', "a unit's own totals, stored, served or reported, are the fold of its journal at their version");

    public static readonly Property AreaIsSum = new(
        "area-is-sum", 'S', "an area's answer equals its own plus the children that it lists");

    public static readonly Property NeverAhead = new(
        "never-ahead", 'S', "nobody is told or shown what is not committed");

    public static readonly Property NeverBack = new(
        "never-back", 'S', "what one activation serves never steps back, and one version has one content");

    public static readonly Property DeadlineIsKept = new(
        "deadline-is-kept", 'S', "the stored deadline is that of the fold, and the system writes only where one has passed");

    public static readonly Property Converges = new(
        "converges", 'S', "once nothing is in flight every total at every level equals a recount");

    public static readonly Property LedgersAgree = new(
        "ledgers-agree", 'S', "flows and numbers of units recounted from the clients' own ledgers are those that are served");

    public static readonly Property SuppliesAreKept = new(
        "supplies-are-kept", 'D', "nothing is lost or doubled between units: stock and transit are what was received and not used");

    public static readonly Property MessagesArrive = new(
        "messages-arrive", 'L', "once the weather is calm no message waits in an outbox, and nothing is in transit");

    public static readonly Property AlertsAreListed = new(
        "alerts-are-listed", 'S', "an alert is stored with the entry that raised it, and listed once at its unit and all above");

    public static readonly Property TasksAreListed = new(
        "tasks-are-listed", 'S', "where there is something to do is listed at the unit and all above, and nowhere else");

    public static readonly Property TracesAreIndexed = new(
        "traces-are-indexed", 'S', "what can be traced, and who is under isolation orders, is what the journals name");

    public static readonly Property NoLevelBelowZero = new(
        "no-level-below-zero", 'S', "no level is below 0 at the end of any day");

    public static readonly Property SeenWithinASecond = new(
        "seen-within-a-second", 'C', "in a healthy system a record is in its root's totals 1 s after its answer");

    public static readonly Property HealedInTime = new(
        "healed-in-time", 'C', "30 s after a loss is known, every total is right though nobody touched the units");

    public static readonly Property EverythingIsAnswered = new(
        "everything-is-answered", 'U', "once the weather is calm, every record gets an answer that stays");

    public static readonly Property NothingUnforeseen = new(
        "nothing-unforeseen", 'U', "a batch fails only for an outage or another writer");

    public static IReadOnlyList<Property> All { get; } =
    [
        AcknowledgedIsKept, CountedOnce, SentOrNot, RefusalConsumesNothing, OneWriter, OneAppendInFlight, OwnIsFold, AreaIsSum,
        NeverAhead, NeverBack, DeadlineIsKept, Converges, LedgersAgree, SuppliesAreKept, MessagesArrive, AlertsAreListed,
        TasksAreListed, TracesAreIndexed, NoLevelBelowZero, SeenWithinASecond, HealedInTime, EverythingIsAnswered,
        NothingUnforeseen,
    ];
}

/// <summary>The first thing that did not hold.</summary>
internal sealed record Violation(Property Property, string What)
{
    public override string ToString() => $"{Property.Promise} {Property.Name}: {What}\n  ({Property.Says})";
}
