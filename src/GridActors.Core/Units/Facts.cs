using GridActors.Core.Areas;
using GridActors.Core.Records;
using GridActors.Core.Totals;
using GridActors.Core.Traces;

namespace GridActors.Core.Units;

/// <summary>What another unit is, as far as a decision needs it.</summary>
public sealed record ParentFact(UnitKind Kind, bool IsClosed);

/// <summary>
/// What the host looked up for one decision; the fields beyond the first three as the type needs them.
/// </summary>
public sealed record Facts(DateTimeOffset Now, Calendar Calendar, TimeSpan AcceptBack)
{
    /// <summary>How far a device's clock may run ahead.</summary>
    public static readonly TimeSpan AcceptAhead = TimeSpan.FromMinutes(10);

    /// <summary>The unit that the record names as parent; null when there is none.</summary>
    public ParentFact? Parent { get; init; }

    /// <summary>False: there never was a unit to which the record could send something.</summary>
    public bool IsReceiverKnown { get; init; }

    public bool HasOpenChildren { get; init; }

    /// <summary>The unit with all below it, as far as reports have reached it.</summary>
    public SubtreeTotals? Subtree { get; init; }

    /// <summary>The areas above, in no order.</summary>
    public IReadOnlyList<UnitState> Above { get; init; } = [];

    /// <summary>
    /// Units that stand or ever stood under this one: closed ones, those that moved away and those whose registration
    /// was voided too. Looked up only when its own registration is to be voided.
    /// </summary>
    public IReadOnlyList<UnitId> ChildrenEver { get; init; } = [];

    /// <summary>
    /// Where the person of whom the record's type asks was ordered to stay: now, and as far back as is known.
    /// </summary>
    public IReadOnlyList<StayFact> Stays { get; init; } = [];

    /// <summary>The entry that a void names, and the unit as it would be without it.</summary>
    public VoidedFact? Voided { get; init; }

    /// <summary>A fold over accepted records: what was true of other units then is not asked again.</summary>
    public bool IsReplay { get; init; }
}

/// <summary>
/// <paramref name="Without"/> is null when the target stands alone: then its own contributions are all there is to
/// reverse. <paramref name="Dependents"/> are later records that would have been refused.
/// </summary>
public sealed record VoidedFact(
    Entry Target, DailyTotals Totals, UnitImage? Without, IReadOnlyList<RecordId> Dependents);
