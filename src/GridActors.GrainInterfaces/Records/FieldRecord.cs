namespace GridActors.GrainInterfaces.Records;

/// <summary>One entry of somebody in the field.</summary>
/// <param name="Source">The device or program that wrote it.</param>
/// <param name="Seq">
/// Counts up from 1 for each source. Unit, source and number are the record's identity for ever: sent again,
/// it counts once. It must then say the same, to the letter, or is refused as <c>id-reused</c>.
/// </param>
/// <param name="At">
/// When it happened; decides the day it counts in. Keep it with its offset: the same instant with another one is
/// another text.
/// </param>
/// <param name="By">Who entered it.</param>
public sealed record FieldRecord<TData>(string Source, long Seq, DateTimeOffset At, TData Data, string? By = null);

/// <param name="Id">A national id unless <paramref name="IdType"/> says otherwise; or name and telephone.</param>
/// <param name="IdType"><c>nationalId</c>, <c>passport</c> or <c>other</c>.</param>
public sealed record Person(string? Id = null, string? IdType = null, string? Name = null, string? Phone = null);

/// <param name="Direction"><c>in</c> or <c>out</c>.</param>
/// <param name="Outcome"><c>pass</c>, <c>turnedBack</c>, <c>held</c> or <c>transferred</c>.</param>
/// <param name="Temperature">The highest measured, degrees Celsius.</param>
/// <param name="Code">Health code: <c>green</c>, <c>yellow</c>, <c>red</c> or <c>none</c>.</param>
public sealed record Passage(
    string Direction, string Outcome, int People = 1, string? Vehicle = null, Person? Person = null,
    bool? Outsider = null, decimal? Temperature = null, string? Code = null, string? Trip = null, From? From = null);

/// <param name="Class">
/// The most specific, such as <c>wuhan</c>, <c>hubei</c>, <c>outOfProvince</c>; of a returnee it must be said.
/// </param>
/// <param name="Code">Division code of the place.</param>
public sealed record From(string Place, string? Class = null, string? Code = null);

public sealed record Returnee(
    Person Person, From From, DateOnly Arrived, string? Occupation = null, string? Transport = null,
    string? Trip = null, IReadOnlyList<Member>? Companions = null);

/// <summary>Somebody of a household or of a journey, of whom as much is said as is known.</summary>
/// <param name="Age">Years.</param>
public sealed record Member(
    string? Name = null, string? Id = null, string? IdType = null, string? Phone = null, int? Age = null,
    string? Relation = null);

/// <summary>The five who look after one isolated at home.</summary>
public sealed record IsolationTeam(
    string? TownshipCadre = null, string? VillageCadre = null, string? TownshipDoctor = null,
    string? VillageDoctor = null, string? PartyMember = null);

/// <param name="Kind"><c>home</c>, <c>central</c> or <c>medical</c>.</param>
public sealed record Isolation(
    Person Person, string Kind, int Days = 14, int ChecksPerDay = 2, string? Site = null, IsolationTeam? Team = null,
    string? Order = null);

/// <param name="Reason"><c>released</c> or <c>other</c>.</param>
public sealed record IsolationEnd(Person Person, string Reason);

/// <param name="Session"><c>am</c> or <c>pm</c>; the time of the record when not said.</param>
public sealed record HealthCheck(
    Person Person, decimal Temperature, string? Session = null, IReadOnlyList<string>? Symptoms = null);

/// <param name="Categories">Null: unchanged; empty: none.</param>
public sealed record Survey(
    int Round, int Persons, IReadOnlyList<string>? Categories = null, string? Residence = null,
    string? ContactMember = null, IReadOnlyList<Member>? Members = null);

/// <param name="Key">Of an alert, as it was shown.</param>
public sealed record AlertKey(string Key);

/// <summary>For record types without data.</summary>
public sealed record Nothing;
