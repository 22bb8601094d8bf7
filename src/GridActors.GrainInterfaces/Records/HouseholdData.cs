namespace GridActors.GrainInterfaces.Records;

/// <summary>For records that say nothing but whom they are about.</summary>
public sealed record AboutPerson(Person Person);

/// <param name="Kind"><c>home</c>, <c>central</c> or <c>medical</c>.</param>
/// <param name="Site">Of central isolation: <c>township</c>, <c>county</c> or <c>other</c>.</param>
public sealed record IsolationTransfer(Person Person, string Kind, string? Site = null);

/// <param name="Status">
/// <c>exposed</c>, <c>closeContact</c>, <c>coTraveller</c>, <c>suspected</c>, <c>confirmed</c> or <c>recovered</c>.
/// </param>
/// <param name="Origin"><c>imported</c>, <c>local</c> or <c>onward</c>.</param>
public sealed record CaseReport(
    Person Person, string Status, string? Origin = null, Person? LinkedTo = null, string? TransferredTo = null);

/// <param name="Due">The day at whose end the sample must have been taken.</param>
public sealed record TestOrder(Person Person, DateOnly Due);

/// <param name="Result"><c>negative</c> or <c>positive</c>.</param>
public sealed record TestResult(Person Person, string Result);

/// <param name="Purpose"><c>outreach</c>, <c>condolence</c>, <c>followUp</c> or <c>counselling</c>.</param>
public sealed record Visit(string Purpose);

/// <param name="Need">Its key, of the household's own.</param>
/// <param name="Kind">
/// <c>relief</c>, <c>consumption</c>, <c>training</c>, <c>job</c>, <c>loan</c>, <c>medical</c>, <c>food</c> or
/// <c>other</c>.
/// </param>
public sealed record RaisedNeed(string Need, string Kind, string What);

public sealed record NeedResolution(string Need, string How);

public sealed record Delivery(IReadOnlyList<string> Items);

/// <param name="Risk">Whether the place is one of risk.</param>
public sealed record Migrant(Person Person, string Place, bool? Risk = null);

/// <param name="Means"><c>phone</c>, <c>visit</c> or <c>staysPut</c>.</param>
public sealed record MigrantContact(Person Person, string Means);

public sealed record JobSeeker(Person Person, string? Skill = null);

public sealed record WatchPair(string Watcher, string? Role = null);
