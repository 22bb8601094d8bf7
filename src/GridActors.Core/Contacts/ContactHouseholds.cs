using System.Collections.Immutable;
using GridActors.Core.Records;
using GridActors.Core.Totals;
using GridActors.Core.Units;

namespace GridActors.Core.Contacts;

/// <summary>A member took a household on, or gave it up.</summary>
public sealed record ContactFact(Moment At, string Member, string Kind, bool IsReleased) : ITimed;

/// <summary>One household and whoever is its contact.</summary>
/// <param name="Key">The household's id.</param>
/// <param name="Facts">Ascending.</param>
public sealed record ContactHousehold(string Key, ImmutableArray<ContactFact> Facts) : IKeyed
{
    /// <summary>Whether the member is its contact once all facts before that moment hold.</summary>
    internal bool IsContactedBy(string member, string? kind, Moment at)
    {
        var facts = Facts.Before(at);
        for (var i = facts.Length - 1; i >= 0; i--)
        {
            var fact = facts[i];
            if (fact.Member == member && (kind is null || fact.Kind == kind))
            {
                if (!fact.IsReleased)
                {
                    return true;
                }

                if (kind is not null)
                {
                    return false;
                }

                kind = fact.Kind == ContactHouseholds.Prevention
                    ? ContactHouseholds.Sanitation
                    : ContactHouseholds.Prevention;
            }
        }

        return false;
    }
}

/// <summary>
/// Which households have a contact member 联户. A household counts once, however many are its contacts; with the area
/// its contacts end.
/// </summary>
public sealed record ContactHouseholds : IAspect
{
    public const string Prevention = "prevention";
    public const string Sanitation = "sanitation";

    public static readonly Vocabulary Kinds = Vocabulary.Of(
        (Prevention, "联防", "prevention"), (Sanitation, "联卫", "sanitation"));

    public static readonly Indicator Contacted = Indicator.Level(
        "households.contacted", "contacts", "联户包保户数", "Households with a contact member", "household");

    /// <summary>Ascending by key.</summary>
    public ImmutableArray<ContactHousehold> Households { get; init; } = [];

    public Moment? ClosedAt { get; init; }

    /// <summary>The households whose contact the member is just before that moment, of one kind or of any.</summary>
    public IEnumerable<string> Of(string member, string? kind, Moment at) =>
        Households.Where(household => household.IsContactedBy(member, kind, at)).Select(household => household.Key);

    public IAspect OnUnitClosed(Moment at, Contributions totals, Calendar calendar)
    {
        var closed = this with { ClosedAt = at };
        foreach (var household in Households)
        {
            totals.AddDifference(Project(household, calendar), closed.Project(household, calendar));
        }

        return closed;
    }

    internal ContactHouseholds With(
        IReadOnlyList<string> households, ContactFact fact, Contributions totals, Calendar calendar)
    {
        var all = Households;
        foreach (var key in households)
        {
            var before = all.Find(key) ?? new ContactHousehold(key, []);
            var after = before with { Facts = before.Facts.InsertByTime(fact) };
            totals.AddDifference(Project(before, calendar), Project(after, calendar));
            all = all.Put(after);
        }

        return this with { Households = all };
    }

    private Contributions Project(ContactHousehold household, Calendar calendar)
    {
        var totals = new Contributions();
        var contacts = new HashSet<(string Member, string Kind)>();
        foreach (var fact in household.Facts.Before(ClosedAt))
        {
            var before = contacts.Count;
            _ = fact.IsReleased
                ? contacts.Remove((fact.Member, fact.Kind))
                : contacts.Add((fact.Member, fact.Kind));
            if (before == 0 || contacts.Count == 0)
            {
                totals.Add(calendar.DayOf(fact.At.At), Contacted, contacts.Count - before);
            }
        }

        if (contacts.Count > 0 && ClosedAt is { } end)
        {
            totals.Add(calendar.DayOf(end.At), Contacted, -1);
        }

        return totals;
    }
}
