namespace GridActors.GrainInterfaces.Records;

/// <param name="Severity"><c>low</c> or <c>high</c>.</param>
public sealed record Incident(string Severity, string Text);

/// <param name="Shift">What it is called.</param>
public sealed record ShiftPlan(string Shift, DateTimeOffset From, DateTimeOffset To, IReadOnlyList<string> Workers);

public sealed record OnDuty(string Worker);

/// <param name="Item">Such as <c>mask</c>, <c>thermometer</c>, <c>alcohol</c> (litres), <c>gloves</c> (pairs).</param>
public sealed record Supply(string Item, decimal Quantity);

/// <param name="How"><c>purchased</c>, <c>donated</c> or <c>allocated</c>.</param>
public sealed record SupplyReceipt(string Item, decimal Quantity, string? How = null);

/// <param name="To">The unit that gets it.</param>
public sealed record SupplyTransfer(string Item, decimal Quantity, string To);

/// <summary>One by name, or so many without.</summary>
/// <param name="Role">Such as <c>partyMember</c>, <c>villageCadre</c>, <c>gridWorker</c>, <c>volunteer</c>.</param>
public sealed record StaffMember(
    string Role, string? Worker = null, int? Count = null, string? Branch = null, string? Post = null);

/// <summary>One by name, or so many without.</summary>
/// <param name="Kind">Such as <c>headquarters</c>, <c>partyGroup</c>, <c>vanguard</c>, <c>supervision</c>.</param>
public sealed record Team(string Kind, string? Name = null, int? Count = null);

public sealed record Disinfected(string Place, decimal? Litres = null);
