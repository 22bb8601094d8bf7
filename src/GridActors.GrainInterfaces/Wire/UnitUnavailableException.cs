namespace GridActors.GrainInterfaces.Wire;

/// <summary>
/// A unit cannot say now how things stand: it could not be loaded, since the database is away, or those below it have
/// not told it again what it had told before its silo was lost. Ask again in a moment. Who posts records is answered
/// <see cref="RecordStatus.Unavailable"/> instead.
/// </summary>
[GenerateSerializer, Alias("gridactors.unavailable.v1")]
public sealed class UnitUnavailableException(string message) : Exception(message);
