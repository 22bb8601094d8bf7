using GridActors.Core.Records;

namespace GridActors.Core.Households;

/// <summary>What happened to a person, at a time. Snapshots keep the numbers: add at the end.</summary>
public enum PersonFactKind
{
    Arrived,
    Left,
    IsolationStarted,
    IsolationTransferred,
    IsolationEnded,
    CaseReported,
    TestOrdered,
    Tested,
    MigrantRegistered,
    MigrantContacted,
    SoughtWork,
    DepartedForWork,
}

/// <summary>One fact of a person's time line; the fields beyond the first two as the kind needs them.</summary>
public sealed record PersonFact(Moment At, PersonFactKind Kind) : ITimed
{
    /// <summary>Of an arrival: class of risk.</summary>
    public string? Class { get; init; }

    /// <summary>Of an arrival: the date of it, which may differ from the day of the record.</summary>
    public DateOnly? Arrival { get; init; }

    /// <summary>Of an isolation that starts or is transferred.</summary>
    public string? Isolation { get; init; }

    public string? Site { get; init; }

    /// <summary>Of an isolation: days ordered; the day of the start is day 1.</summary>
    public int Days { get; init; }

    public int ChecksPerDay { get; init; }

    /// <summary>Of a case report: status.</summary>
    public string? Case { get; init; }

    public bool IsTransferred { get; init; }

    /// <summary>Of a test ordered: until when it is to be made.</summary>
    public DateTimeOffset? Due { get; init; }

    /// <summary>Of a test made.</summary>
    public bool IsPositive { get; init; }

    /// <summary>Of a migrant worker registered: whether at a place of risk; null says nothing about it.</summary>
    public bool? AtRisk { get; init; }

    /// <summary>Of a migrant worker contacted: by what means.</summary>
    public string? Means { get; init; }

    /// <summary>Of who seeks work or leaves for it: a skill was named.</summary>
    public bool HasSkill { get; init; }
}
