namespace GridActors.GrainInterfaces.Records;

/// <param name="Kind">Such as <c>township</c>, <c>village</c>, <c>checkpoint</c>, <c>household</c>.</param>
/// <param name="Tier">Of a checkpoint.</param>
/// <param name="Households">As many as are planned.</param>
public sealed record Registration(
    string Kind, string Name, string? Parent = null, string? Tier = null, int? Households = null);

public sealed record Amendment(string? Name = null, int? Households = null);

public sealed record Move(string Parent);

/// <summary>Names a record of the same unit that is to be as if it had never been.</summary>
public sealed record Correction(string Source, long Seq, string Reason);
