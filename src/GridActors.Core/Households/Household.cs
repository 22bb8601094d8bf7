using System.Collections.Immutable;
using System.Text.Json.Serialization;
using GridActors.Core.Records;
using GridActors.Core.Totals;
using GridActors.Core.Units;

namespace GridActors.Core.Households;

/// <summary>
/// The persons of a household or an institution, each with a time line of facts. Levels are a projection of the time
/// lines: whatever order records arrive in, the same facts give the same totals.
/// </summary>
public sealed record Household : IAspect
{
    /// <summary>Checks due until then and not made count as missed; null before anything was missed.</summary>
    public DateTimeOffset? SweptThrough { get; init; }

    /// <summary>
    /// As records named them: one for each id, one for each name and telephone used without an id. Kept apart because
    /// which of them are one person may change with every record, also with one that is late.
    /// </summary>
    [JsonInclude]
    internal ImmutableArray<Person> Named { get; init; } = [];

    /// <summary>
    /// The persons, each with all that is known under its id and under the name and telephone joined to it.
    /// </summary>
    [JsonIgnore]
    public IEnumerable<Person> Persons => Whole(Enumerable.Range(0, Named.Length));

    public bool HasOpenItems => Persons.Any(person => person.StatusNow().Isolation is not null);

    public DateTimeOffset? NextDue(Calendar calendar)
    {
        DateTimeOffset? earliest = null;
        foreach (var person in Persons)
        {
            foreach (var session in Session.Due(person, calendar))
            {
                if (session.IsMade(person.Checked))
                {
                    continue;
                }

                var end = calendar.InstantOf(session.LocalEnd);
                if (end > (SweptThrough ?? DateTimeOffset.MinValue))
                {
                    if (!(end >= earliest))
                    {
                        earliest = end;
                    }

                    break;
                }
            }
        }

        return earliest;
    }

    /// <summary>
    /// The person whom a record of that moment means by that name; one without facts when nobody is known.
    /// </summary>
    public Person Find(PersonName name, Moment at)
    {
        var (told, place) = Tell(name, at);
        return told.Whole([place, .. told.Touched(name)]).First(person => person.IsNamed(name));
    }

    /// <summary>Changes a person, who is made if unknown, and joins the name's id and telephone.</summary>
    internal Household With(
        PersonName name, Moment at, Func<Person, Person> change, Contributions totals, Calendar calendar)
    {
        var (told, place) = Tell(name, at);
        var after = told with { Named = told.Named.SetItem(place, change(told.Named[place])) };
        int[] touched = [.. Touched(name).Append(place).Distinct()];
        totals.AddDifference(
            Project(touched, SweptThrough, calendar), after.Project(touched, SweptThrough, calendar));
        return after;
    }

    public IAspect Told(DateTimeOffset through, Contributions totals, Calendar calendar)
    {
        if (through <= SweptThrough)
        {
            return this;
        }

        int[] all = [.. Enumerable.Range(0, Named.Length)];
        totals.AddDifference(Project(all, SweptThrough, calendar), Project(all, through, calendar));
        return this with { SweptThrough = through };
    }

    /// <summary>The household after it heard that name, and the name's place in <see cref="Named"/>.</summary>
    private (Household Told, int Place) Tell(PersonName name, Moment at)
    {
        var place = IndexOf(name);
        return place < 0
            ? (this with { Named = Named.Add(Person.New(name, at)) }, Named.Length)
            : (this with { Named = Named.SetItem(place, Named[place].NamedAgain(name, at)) }, place);
    }

    /// <summary>
    /// Who is not who they were once this name is heard: whoever it names, and who has its telephone so far.
    /// </summary>
    private IEnumerable<int> Touched(PersonName name)
    {
        if (name.HasId && IndexOf(name) is >= 0 and var place)
        {
            yield return place;
        }

        if (name.HasNameAndPhone)
        {
            var contact = IndexOf(name.WithoutId());
            if (contact >= 0)
            {
                yield return contact;
            }

            if (OwnerOf(name) is >= 0 and var owner)
            {
                yield return owner;
            }
        }
    }

    private Contributions Project(IEnumerable<int> places, DateTimeOffset? swept, Calendar calendar)
    {
        var totals = new Contributions();
        foreach (var person in Whole(places))
        {
            person.Project(swept, totals, calendar);
        }

        return totals;
    }

    /// <summary>The persons at these places; who is part of somebody else there is left out.</summary>
    private IEnumerable<Person> Whole(IEnumerable<int> places)
    {
        foreach (var place in places)
        {
            if (place >= Named.Length)
            {
                continue;
            }

            var person = Named[place];
            if (person.Name.HasId)
            {
                yield return person.Contacts
                    .Where(contact => OwnerOf(contact.Name) == place)
                    .Select(contact => IndexOf(contact.Name))
                    .Where(part => part >= 0)
                    .Aggregate(person, (whole, part) => whole.Join(Named[part]));
            }
            else if (OwnerOf(person.Name) < 0)
            {
                yield return person;
            }
        }
    }

    private int IndexOf(PersonName name)
    {
        for (var i = 0; i < Named.Length; i++)
        {
            if (name.HasId ? Named[i].Name.SharesId(name) : !Named[i].Name.HasId && Named[i].Name.SharesContact(name))
            {
                return i;
            }
        }

        return -1;
    }

    /// <summary>
    /// Whose a name and telephone are: the id's with which they were first seen together, by time; -1 for none.
    /// </summary>
    private int OwnerOf(PersonName contact)
    {
        var owner = -1;
        Moment first = default;
        for (var i = 0; i < Named.Length; i++)
        {
            foreach (var (name, since) in Named[i].Contacts)
            {
                if (name.SharesContact(contact) && (owner < 0 || since < first))
                {
                    (owner, first) = (i, since);
                }
            }
        }

        return owner;
    }
}
