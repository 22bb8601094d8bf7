using GridActors.Core.Areas;
using GridActors.Core.Records;
using GridActors.Core.Units;

namespace GridActors.Journaling.Ports;

public enum AnswerStatus
{
    Accepted,
    Duplicate,
    Refused,

    /// <summary>Nothing is known to be kept; send it again.</summary>
    Unavailable,
}

/// <summary>The answer to one record. When it says accepted or duplicate, the record is durable.</summary>
/// <param name="Refusal">Of another unit's message, which is kept in any case: why it goes back.</param>
/// <param name="Warning">Of an accepted one: what whoever entered it should know; null for nothing.</param>
public readonly record struct Answer(AnswerStatus Status, Refusal? Refusal = null, Warning? Warning = null);

/// <summary>An area's answer: its own plus the listed children equals its subtree at that version.</summary>
public sealed record AreaView(
    SubtreeTotals Subtree, SubtreeTotals Own, IReadOnlyCollection<ChildTotals> Children);

/// <summary>
/// All units of the deployment, wherever they live. Implemented by each host (one process, Orleans, the simulation);
/// used by the gateway, by sweepers and by units for one another. Callable from any thread.
/// </summary>
public interface IUnits
{
    /// <summary>
    /// Has a unit decide records, in their order, and answers in that order once every decision is durable. Never
    /// throws for an outage: those records are answered unavailable.
    /// </summary>
    Task<IReadOnlyList<Answer>> PostAsync(UnitId unit, IReadOnlyList<Record> records);

    /// <summary>
    /// Hands a unit another one's messages, as <c>RecordReader.WriteMessage</c> wrote them. Answers for each the code
    /// under which it goes back, null when it was taken, once that is durable; repeated, it says the same again.
    /// </summary>
    /// <exception cref="Exception">Nothing is known of any of them; the sender hands them over again.</exception>
    Task<IReadOnlyList<string?>> DeliverAsync(UnitId unit, IReadOnlyList<byte[]> messages);

    /// <summary>Tells a unit what time it is, because a deadline of it has passed.</summary>
    Task TickAsync(UnitId unit, DateTimeOffset now);

    /// <summary>A child's newest totals; done when the parent holds them in memory.</summary>
    Task ReportAsync(UnitId parent, ChildTotals child);

    /// <summary>Has an area read its children's stored totals again, store its own, and report upwards.</summary>
    Task RefreshAsync(UnitId area);

    /// <summary>A unit's subtree as it stands; null when the unit is not registered.</summary>
    /// <exception cref="JournalUnavailableException">
    /// It had to be loaded and could not be, or would tell less than before: those below have not answered yet.
    /// </exception>
    Task<SubtreeTotals?> TotalsAsync(UnitId unit, CancellationToken cancellation = default);

    /// <summary>A unit's own totals and its children's; null when the unit is not registered.</summary>
    /// <exception cref="JournalUnavailableException">
    /// It had to be loaded and could not be, or would tell less than before: those below have not answered yet.
    /// </exception>
    Task<AreaView?> ChildrenAsync(UnitId unit, CancellationToken cancellation = default);

    /// <summary>
    /// The subtree now and then whenever it has changed, the newest only: a slow reader skips versions. Ends with
    /// <paramref name="cancellation"/>; empty when the unit is not registered.
    /// </summary>
    /// <exception cref="JournalUnavailableException">
    /// Before the first: it had to be loaded and could not be, or would tell less than before.
    /// </exception>
    IAsyncEnumerable<SubtreeTotals> WatchAsync(UnitId unit, CancellationToken cancellation);

    /// <summary>True while so many records wait that new work is better turned away before it is read.</summary>
    bool IsOverloaded { get; }

    /// <summary>
    /// True for a while after a host with units in it went or was lost, and after this one came, since others may have
    /// gone just before. What its areas had been told and not stored yet is then known only to those below that told
    /// it.
    /// </summary>
    bool HasLostHost { get; }
}
