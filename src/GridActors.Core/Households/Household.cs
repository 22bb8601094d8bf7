using System.Collections.Immutable;
using System.Runtime.InteropServices;
using System.Text.Json.Serialization;
using GridActors.Core.Records;
using GridActors.Core.Tasks;
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
    public IEnumerable<Person> Persons => Whole(All, new NameIndex(Named));

    private IEnumerable<int> All => Enumerable.Range(0, Named.Length);

    /// <summary>
    /// By place in <see cref="Named"/>, when that person is waited for next: kept, because a record changes one
    /// person's and every record asks for the earliest. Default where it is not known yet, after loading.
    /// </summary>
    private ImmutableArray<NextDates> Dates { get; init; }

    public long OpenItems => Persons.Sum(person => person.OpenItems());

    public DateTimeOffset? NextDue(Calendar calendar) => KnownDates(calendar).Min(dates => dates.Late);

    public DateTimeOffset? NextTask(Calendar calendar) => KnownDates(calendar).Min(dates => dates.ToDo);

    public IEnumerable<UnitTask> Tasks(DateTimeOffset at, Calendar calendar) =>
        Persons.SelectMany(person => PersonTasks.At(person, at, calendar));

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
        return after with { Dates = after.DatesSince(KnownDates(calendar), touched, calendar) };
    }

    /// <summary>With a fact of the person whom a record of that fact's moment means by that name.</summary>
    internal Household With(PersonName name, PersonFact fact, Contributions totals, Calendar calendar) =>
        With(name, fact.At, person => person.With(fact), totals, calendar);

    public IAspect Told(DateTimeOffset through, Contributions totals, Calendar calendar)
    {
        if (through <= SweptThrough)
        {
            return this;
        }

        var index = new NameIndex(Named);
        totals.AddDifference(
            Project(All, SweptThrough, calendar, index), Project(All, through, calendar, index));
        return this with { SweptThrough = through, Dates = default };
    }

    /// <summary>The household after it heard that name, and the name's place in <see cref="Named"/>.</summary>
    private (Household Told, int Place) Tell(PersonName name, Moment at)
    {
        var place = IndexOf(name);
        return place < 0
            ? (this with { Named = Named.Add(Person.New(name, at)) }, Named.Length)
            : (this with { Named = Named.SetItem(place, Named[place].NamedAgain(name, at)) }, place);
    }

    /// <summary>Where the names and telephones of this entry stand by themselves, and whose they are.</summary>
    internal IEnumerable<int> Sharing(Person? named)
    {
        if (named is null)
        {
            yield break;
        }

        IEnumerable<PersonName> contacts =
            named.Name.HasId ? named.Contacts.Select(contact => contact.Name) : [named.Name];
        foreach (var contact in contacts)
        {
            if (IndexOf(contact) is >= 0 and var place)
            {
                yield return place;
            }

            if (OwnerOf(contact) is >= 0 and var owner)
            {
                yield return owner;
            }
        }
    }

    /// <summary>
    /// The persons at these places, each with the names and telephones that are theirs; who is part of somebody else is
    /// left out.
    /// </summary>
    internal IEnumerable<(Person Person, IEnumerable<PersonName> Contacts)> WithContacts(IEnumerable<int> places)
    {
        foreach (var place in places)
        {
            if (Whole([place]).FirstOrDefault() is { } person)
            {
                yield return (person, person.Contacts.Select(contact => contact.Name)
                    .Where(contact => OwnerOf(contact) == place));
            }
        }
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

    private ImmutableArray<NextDates> KnownDates(Calendar calendar)
    {
        if (!Dates.IsDefault)
        {
            return Dates;
        }

        var index = new NameIndex(Named);
        return [.. All.Select(place => DatesOf(place, calendar, index))];
    }

    /// <summary>The dates as they were, but for the places that a record touched.</summary>
    private ImmutableArray<NextDates> DatesSince(
        ImmutableArray<NextDates> before, IEnumerable<int> touched, Calendar calendar)
    {
        var dates = new NextDates[Named.Length];
        before.CopyTo(dates);
        foreach (var place in touched)
        {
            dates[place] = DatesOf(place, calendar);
        }

        return ImmutableCollectionsMarshal.AsImmutableArray(dates);
    }

    private NextDates DatesOf(int place, Calendar calendar, NameIndex? index = null) =>
        Whole([place], index).FirstOrDefault() is { } person
            ? NextDates.Of(person, SweptThrough, calendar)
            : default;

    private Contributions Project(
        IEnumerable<int> places, DateTimeOffset? swept, Calendar calendar, NameIndex? index = null)
    {
        var totals = new Contributions();
        foreach (var person in Whole(places, index))
        {
            person.Project(swept, totals, calendar);
        }

        return totals;
    }

    /// <summary>The persons at these places; who is part of somebody else there is left out.</summary>
    private IEnumerable<Person> Whole(IEnumerable<int> places, NameIndex? index = null)
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
                    .Where(contact => (index?.OwnerOf(contact.Name) ?? OwnerOf(contact.Name)) == place)
                    .Select(contact => index?.PlaceOf(contact.Name) ?? IndexOf(contact.Name))
                    .Where(part => part >= 0)
                    .Aggregate(person, (whole, part) => whole.Join(Named[part]));
            }
            else if ((index?.OwnerOf(person.Name) ?? OwnerOf(person.Name)) < 0)
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
