namespace GridActors.GrainInterfaces.Wire;

public enum RecordStatus
{
    /// <summary>It is durable and counts.</summary>
    Accepted,

    /// <summary>It was durable before and counts once.</summary>
    Duplicate,

    /// <summary>It does not count and left no trace; <see cref="RecordResult.Code"/> says why.</summary>
    Refused,

    /// <summary>Nothing is known to be kept: send it again with the same identity.</summary>
    Unavailable,
}

/// <summary>The answer to one record.</summary>
/// <param name="Code">
/// A stable code for programs: why it was refused, or of what an accepted record warns; null for nothing.
/// </param>
/// <param name="Field">The path of the field it is about, such as <c>data.person.id</c>; null for the whole.</param>
/// <param name="Message">A sentence for people.</param>
[GenerateSerializer, Immutable, Alias("gridactors.result.v1")]
public readonly record struct RecordResult(
    [property: Id(0)] RecordStatus Status,
    [property: Id(1)] string? Code = null,
    [property: Id(2)] string? Field = null,
    [property: Id(3)] string? Message = null);
