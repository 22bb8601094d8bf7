using System.Collections.Immutable;
using GridActors.Core.Alerts;
using GridActors.Core.Records;
using GridActors.Core.Totals;

namespace GridActors.Core.Households;

/// <summary>What happened to a person, at a time.</summary>
public enum PersonFactKind
{
    Arrived,
    Left,
    IsolationStarted,
    IsolationTransferred,
    IsolationEnded,
}

/// <summary>One fact of a person's time line; the fields beyond the first two as the kind needs them.</summary>
public sealed record PersonFact(Moment At, PersonFactKind Kind)
{
    /// <summary>Of an arrival: class of risk.</summary>
    public string? Class { get; init; }

    /// <summary>Of an arrival: the date of it, which may differ from the day of the record.</summary>
    public DateOnly? Arrival { get; init; }

    /// <summary>Of an isolation that starts or is transferred.</summary>
    public string? Isolation { get; init; }

    public string? Site { get; init; }

    /// <summary>Of an isolation: days ordered; the day of the start is day 1.</summary>
    public int Days { get; init; }

    public int ChecksPerDay { get; init; }
}

/// <summary>An isolation as it stands at some instant.</summary>
public sealed record Isolation(string Kind, string? Site, DateTimeOffset Start, int Days, int ChecksPerDay);

/// <summary>How a person stands at some instant.</summary>
public sealed record PersonStatus(bool IsPresent, string? Class, Isolation? Isolation)
{
    public static readonly PersonStatus Initial = new(false, null, null);

    /// <summary>
    /// Total: a fact that changes nothing here (a second start, before the end between them has come in) changes
    /// nothing, and does once what is missing arrives.
    /// </summary>
    public PersonStatus After(PersonFact fact) => fact.Kind switch
    {
        PersonFactKind.Arrived => this with { IsPresent = true, Class = fact.Class },
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
        _ => this,
    };

    public void Count(DateOnly day, int sign, Contributions totals)
    {
        if (IsPresent)
        {
            totals.Add(day, ReturneeRegisterType.Present, sign);
        }

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

/// <summary>A name and telephone that a record gave beside an id, and the first record in time that did.</summary>
public sealed record Contact(PersonName Name, Moment Since);

/// <summary>A person known at a household or an institution.</summary>
/// <param name="Name">As told last.</param>
/// <param name="Contacts">Of one with an id: every name and telephone that came with it, each once.</param>
/// <param name="Facts">Ascending by time.</param>
/// <param name="Checked">Sessions in which health was checked, as <see cref="Session.Number"/>, ascending.</param>
public sealed record Person(
    PersonName Name, ImmutableArray<Contact> Contacts, ImmutableArray<PersonFact> Facts, ImmutableArray<int> Checked)
{
    public static Person New(PersonName name, Moment at) => new Person(name, [], [], []).NamedAgain(name, at);

    public bool IsNamed(PersonName name) =>
        name.HasId ? Name.SharesId(name)
        : Name.HasId ? Contacts.Any(contact => contact.Name.SharesContact(name))
        : Name.SharesContact(name);

    public Person NamedAgain(PersonName name, Moment at)
    {
        var told = this with { Name = Name with { Name = name.Name ?? Name.Name, Phone = name.Phone ?? Name.Phone } };
        if (!Name.HasId || !name.HasNameAndPhone)
        {
            return told;
        }

        for (var i = 0; i < Contacts.Length; i++)
        {
            if (Contacts[i].Name.SharesContact(name))
            {
                return at < Contacts[i].Since
                    ? told with { Contacts = Contacts.SetItem(i, Contacts[i] with { Since = at }) }
                    : told;
            }
        }

        return told with { Contacts = Contacts.Add(new Contact(name.WithoutId(), at)) };
    }

    /// <summary>This person with what was told of the same under another name.</summary>
    public Person Join(Person other) => this with
    {
        Facts = [.. Facts.Concat(other.Facts).OrderBy(fact => fact.At)],
        Checked = [.. Checked.Union(other.Checked).Order()],
    };

    public Person With(PersonFact fact)
    {
        var place = Facts.Length;
        while (place > 0 && Facts[place - 1].At > fact.At)
        {
            place--;
        }

        return this with { Facts = Facts.Insert(place, fact) };
    }

    public Person WithCheck(int session)
    {
        var place = Checked.BinarySearch(session);
        return place >= 0 ? this : this with { Checked = Checked.Insert(~place, session) };
    }

    /// <summary>How the person stood just before <paramref name="moment"/>.</summary>
    public PersonStatus StatusBefore(Moment moment)
    {
        var status = PersonStatus.Initial;
        foreach (var fact in Facts)
        {
            if (fact.At >= moment)
            {
                break;
            }

            status = status.After(fact);
        }

        return status;
    }

    public PersonStatus StatusNow() => Facts.Aggregate(PersonStatus.Initial, (status, fact) => status.After(fact));

    /// <summary>The person's levels, and the checks that were due by <paramref name="swept"/> and not made.</summary>
    public void Project(DateTimeOffset? swept, Contributions totals, Calendar calendar)
    {
        var status = PersonStatus.Initial;
        foreach (var fact in Facts)
        {
            var next = status.After(fact);
            if (next != status)
            {
                var day = calendar.DayOf(fact.At.At);
                status.Count(day, -1, totals);
                next.Count(day, 1, totals);
                status = next;
            }
        }

        if (swept is { } through)
        {
            foreach (var session in Session.Due(this, calendar))
            {
                if (calendar.InstantOf(session.LocalEnd) <= through && !session.IsMade(Checked))
                {
                    totals.Add(session.Day, HealthCheckType.Missed);
                    totals.Raise(Alert.About(
                        Name, AlertKinds.MissedCheck, session.Key, session.ToString(),
                        calendar.InstantOf(session.LocalEnd)));
                }
            }
        }
    }
}
