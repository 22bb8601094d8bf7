using System.Collections.Immutable;
using GridActors.Core.Alerts;
using GridActors.Core.Records;
using GridActors.Core.Testing;
using GridActors.Core.Totals;

namespace GridActors.Core.Households;

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
        Facts = Facts.MergeByTime(other.Facts),
        Checked = [.. Checked.Union(other.Checked).Order()],
    };

    public Person With(PersonFact fact) => this with { Facts = Facts.InsertByTime(fact) };

    public Person WithCheck(int session)
    {
        var place = Checked.BinarySearch(session);
        return place >= 0 ? this : this with { Checked = Checked.Insert(~place, session) };
    }

    /// <summary>How the person stood just before <paramref name="moment"/>.</summary>
    public PersonStatus StatusBefore(Moment moment)
    {
        var status = PersonStatus.Initial;
        foreach (var fact in Facts.Before(moment))
        {
            status = status.After(fact);
        }

        return status;
    }

    /// <summary>How much somebody waits for here: a release, tests.</summary>
    public int OpenItems() =>
        (StatusNow().Isolation is null ? 0 : 1) + OrderedTest.Of(this).Count(test => test.Made is null);

    public PersonStatus StatusNow() => Facts.Aggregate(PersonStatus.Initial, (status, fact) => status.After(fact));

    /// <summary>
    /// The person's levels and alerts, and what was due by <paramref name="told"/> and not made.
    /// </summary>
    public void Project(DateTimeOffset? told, Contributions totals, Calendar calendar)
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

            if (fact.Kind == PersonFactKind.CaseReported)
            {
                totals.Raise(Alert.About(Name, AlertKinds.Case, fact.Case!, fact.Case!, fact.At.At));
            }
            else if (fact is { Kind: PersonFactKind.Tested, IsPositive: true })
            {
                var day = $"{calendar.DayOf(fact.At.At):yyyy-MM-dd}";
                totals.Raise(Alert.About(Name, AlertKinds.TestPositive, day, day, fact.At.At));
            }
        }

        foreach (var test in OrderedTest.Of(this))
        {
            test.Project(Name, told, totals, calendar);
        }

        if (told is not null)
        {
            ProjectMissed(told.Value, totals, calendar);
        }
    }

    private void ProjectMissed(DateTimeOffset through, Contributions totals, Calendar calendar)
    {
        foreach (var session in Session.Due(this, calendar))
        {
            if (!session.IsMade(Checked) && calendar.InstantOf(session.LocalEnd) is var end && end <= through)
            {
                totals.Add(session.Day, HealthCheckType.Missed);
                totals.Raise(Alert.About(Name, AlertKinds.MissedCheck, session.Key, session.ToString(), end));
            }
        }
    }
}
