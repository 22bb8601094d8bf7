namespace GridActors.Core.Records;

/// <summary>
/// The record counts, and somebody should look at it all the same: a stable code for programs, the field it is about,
/// a sentence for people. Told with the first answer only; a duplicate's says nothing more.
/// </summary>
public sealed record Warning(string Code, string? Field, string Message);
