using System.Collections.Immutable;
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
    public ImmutableArray<Person> Persons { get; init; } = [];

    /// <summary>Checks due until then and not made count as missed; null before anything was missed.</summary>
    public DateTimeOffset? SweptThrough { get; init; }

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

    public (string Type, string Data)? Due(DateTimeOffset now, Calendar calendar) =>
        NextDue(calendar) <= now ? (CheckSweepType.TypeName, "{}") : null;

    public Person? Find(PersonName name) => Persons.FirstOrDefault(person => person.IsNamed(name));

    /// <summary>Changes a person, who is made if unknown; persons whom the name joins become one.</summary>
    internal Household With(PersonName name, Func<Person, Person> change, Contributions totals, Calendar calendar)
    {
        var named = Persons.Where(person => person.IsNamed(name)).ToList();
        var joined = named.Aggregate(Person.New(name), (one, other) => one.Join(other));
        var changed = change(joined);
        var before = new Contributions();
        foreach (var person in named)
        {
            person.Project(SweptThrough, before, calendar);
        }

        var after = new Contributions();
        changed.Project(SweptThrough, after, calendar);
        totals.AddDifference(before, after);
        var others = Persons.RemoveRange(named);
        return this with { Persons = others.Add(changed) };
    }

    internal Household Swept(DateTimeOffset through, Contributions totals, Calendar calendar)
    {
        if (through <= SweptThrough)
        {
            return this;
        }

        var before = new Contributions();
        var after = new Contributions();
        foreach (var person in Persons)
        {
            person.Project(SweptThrough, before, calendar);
            person.Project(through, after, calendar);
        }

        totals.AddDifference(before, after);
        return this with { SweptThrough = through };
    }
}
