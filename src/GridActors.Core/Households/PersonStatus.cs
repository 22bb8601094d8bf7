using GridActors.Core.Cases;
using GridActors.Core.Jobs;
using GridActors.Core.Migrants;
using GridActors.Core.Totals;

namespace GridActors.Core.Households;

/// <summary>An isolation as it stands at some instant.</summary>
public sealed record Isolation(string Kind, string? Site, DateTimeOffset Start, int Days, int ChecksPerDay);

/// <summary>How a person stands at some instant.</summary>
public sealed record PersonStatus(bool IsPresent, string? Class, Isolation? Isolation)
{
    public static readonly PersonStatus Initial = new(false, null, null);

    /// <summary>Null until something is reported.</summary>
    public CaseStanding? Case { get; init; }

    public Migrant Migrant { get; init; } = Migrant.Nobody;

    public JobSearch Work { get; init; } = JobSearch.None;

    /// <summary>
    /// Total: a fact that changes nothing here (a second start, before the end between them has come in) changes
    /// nothing, and does once what is missing arrives.
    /// </summary>
    public PersonStatus After(PersonFact fact) => fact.Kind switch
    {
        PersonFactKind.Arrived => this with
        {
            IsPresent = true,
            Class = fact.Class,
            Migrant = Migrant.After(fact),
        },
        PersonFactKind.Left => this with { IsPresent = false },
        PersonFactKind.IsolationStarted when Isolation is null => this with
        {
            Isolation = new Isolation(fact.Isolation!, fact.Site, fact.At.At, fact.Days, fact.ChecksPerDay),
        },
        PersonFactKind.IsolationTransferred when Isolation is not null => this with
        {
            Isolation = Isolation with { Kind = fact.Isolation!, Site = fact.Site },
        },
        PersonFactKind.IsolationEnded => this with { Isolation = null },
        PersonFactKind.CaseReported => this with { Case = CaseStanding.After(Case, fact) },
        PersonFactKind.MigrantRegistered or PersonFactKind.MigrantContacted => this with
        {
            Migrant = Migrant.After(fact),
        },
        PersonFactKind.SoughtWork or PersonFactKind.DepartedForWork => this with { Work = Work.After(fact) },
        _ => this,
    };

    public void Count(DateOnly day, int sign, Contributions totals)
    {
        if (IsPresent)
        {
            totals.Add(day, ReturneeRegisterType.Present, sign);
        }

        Case?.Count(day, sign, totals);
        Migrant.Count(day, sign, totals);
        Work.Count(day, sign, totals);
        if (Isolation is null)
        {
            return;
        }

        totals.Add(day, IsolationIndicators.ByKind.Of(Isolation.Kind), sign);
        if (Class is not null)
        {
            totals.Add(day, IsolationIndicators.ByClass[Isolation.Kind].Of(Class), sign);
        }

        if (Isolation is { Kind: IsolationIndicators.Central, Site: not null })
        {
            totals.Add(day, IsolationIndicators.BySite.Of(Isolation.Site), sign);
        }
    }
}
