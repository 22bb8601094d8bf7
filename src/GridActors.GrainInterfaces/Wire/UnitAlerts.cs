namespace GridActors.GrainInterfaces.Wire;

/// <summary>Alerts of a unit and of all below it, newest first.</summary>
/// <param name="HasMore">There are older ones than these.</param>
[GenerateSerializer, Immutable, Alias("gridactors.alerts.v1")]
public sealed record UnitAlerts([property: Id(0)] IReadOnlyList<Alert> Alerts, [property: Id(1)] bool HasMore);

/// <summary>Something that somebody should see at once.</summary>
/// <param name="Unit">Whose it is, and whom to tell that it is acknowledged or closed.</param>
/// <param name="Key">Names it within its unit.</param>
/// <param name="Text">The particulars as they were entered or measured.</param>
/// <param name="State"><c>open</c>, <c>acknowledged</c> or <c>closed</c>.</param>
/// <param name="Since">When it came into this state.</param>
[GenerateSerializer, Immutable, Alias("gridactors.alert.v1")]
public sealed record Alert(
    [property: Id(0)] string Unit,
    [property: Id(1)] string Key,
    [property: Id(2)] string Kind,
    [property: Id(3)] string Subject,
    [property: Id(4)] string Text,
    [property: Id(5)] DateTimeOffset Opened,
    [property: Id(6)] string State,
    [property: Id(7)] DateTimeOffset Since);
