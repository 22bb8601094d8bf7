namespace GridActors.GrainInterfaces.Records;

public sealed record DailyReport(DateOnly Date, string? Remarks = null);

/// <param name="Gathering">Its key, of the area's own.</param>
/// <param name="Kind">
/// <c>wedding</c>, <c>funeral</c>, <c>banquet</c>, <c>religious</c>, <c>fair</c>, <c>market</c> or <c>other</c>.
/// </param>
/// <param name="Planned">Persons expected.</param>
public sealed record GatheringReport(string Gathering, string Kind, DateOnly Date, int Planned);

/// <param name="Decision"><c>approved</c>, <c>deferred</c>, <c>simplified</c> or <c>cancelled</c>.</param>
public sealed record GatheringDecision(string Gathering, string Decision);

/// <param name="Attended">Persons counted on the spot.</param>
public sealed record GatheringVisit(string Gathering, int Attended, IReadOnlyList<string>? Measures = null);

/// <summary>Of a gathering or a violation that was stopped.</summary>
public sealed record Stopped(string Kind);

/// <param name="What">Such as <c>market</c>, <c>religious</c>, <c>liveAnimalTrade</c>, <c>wedding</c>.</param>
public sealed record Closure(string What);

/// <param name="Kind">Such as <c>letter</c>, <c>brochure</c>, <c>banner</c>, <c>broadcast</c>, <c>vehicle</c>.</param>
public sealed record Publicity(string Kind, int Count);

/// <param name="Kind"><c>prevention</c> or <c>sanitation</c>.</param>
public sealed record ContactMember(string Member, IReadOnlyList<string> Households, string? Kind = null);

/// <param name="VenueKind">Such as <c>supermarket</c>, <c>restaurant</c>, <c>coldChain</c>, <c>clinic</c>.</param>
public sealed record Inspection(string VenueKind, string Venue, IReadOnlyList<HazardFound>? Hazards = null);

/// <param name="Hazard">Its key, of the area's own.</param>
/// <param name="Due">The day at whose end it must have been put right.</param>
public sealed record HazardFound(string Hazard, string What, DateOnly Due);

public sealed record HazardFix(string Hazard);

public sealed record Patrol(string? Text = null);

public sealed record Meeting(string Kind, int Attended);

/// <summary>With somebody named, or so many without.</summary>
/// <param name="Kind"><c>responsibility</c> or <c>pledge</c>.</param>
public sealed record Agreement(string Kind, string? With = null, int? Count = null);

public sealed record Donation(decimal Yuan);

/// <param name="Round">From 1.</param>
/// <param name="Due">The day at whose end every household must have been surveyed.</param>
public sealed record Sweep(int Round, DateOnly? Due = null);

/// <param name="Indicator">Code of what is to be reached.</param>
/// <param name="Per"><c>household</c>, <c>village</c>, <c>grid</c> or <c>day</c>.</param>
public sealed record Quota(string Indicator, int Count, string Per);

/// <param name="Notice">Its key, of the area's own.</param>
/// <param name="To">Who must acknowledge it; null: whoever does so first.</param>
public sealed record IssuedNotice(string Notice, string Title, string Text, IReadOnlyList<string>? To = null);

/// <param name="Addressee">Whom it is acknowledged for; who entered the record when not said.</param>
public sealed record NoticeAnswer(string Notice, string? Addressee = null);

public sealed record Supervision(string Target, string? Finding = null);

public sealed record Commendation(string Target);

/// <param name="Target"><c>partyOrganisation</c>, <c>villageLeader</c> or <c>townshipCadre</c>.</param>
public sealed record Talk(string Target, int Count);

/// <param name="Code">One that the deployment's own catalogue declares.</param>
public sealed record Tally(string Code, int Count);
