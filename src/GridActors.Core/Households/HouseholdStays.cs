using GridActors.Core.Traces;

namespace GridActors.Core.Households;

/// <summary>When the persons of a household or an institution were under isolation orders there.</summary>
public static class HouseholdStays
{
    /// <summary>
    /// By each of their names, whose stays are others than in <paramref name="before"/>. Looks only at who may have
    /// changed: an institution has hundreds of persons, and a record is about one.
    /// </summary>
    public static IReadOnlyList<StayChange> Since(Household household, Household before)
    {
        if (household.Named == before.Named)
        {
            return [];
        }

        var places = Concerned(household, before);
        var were = StaysOf(before, places);
        var changes = new List<StayChange>();
        foreach (var (person, now) in StaysOf(household, places))
        {
            if (!were.Remove(person, out var was) || now.Same != was.Same || !now.Stays.SequenceEqual(was.Stays))
            {
                changes.Add(now);
            }
        }

        changes.AddRange(were.Keys.Select(gone => new StayChange(gone, [])));
        return changes;
    }

    /// <summary>Of everybody, by each of their names.</summary>
    public static IReadOnlyList<StayChange> Of(Household household) => Since(household, new Household());

    /// <summary>
    /// The places that differ, and those of the names and telephones that stand there or belong there, before or after.
    /// </summary>
    private static SortedSet<int> Concerned(Household household, Household before)
    {
        var places = new SortedSet<int>();
        for (var place = 0; place < Math.Max(household.Named.Length, before.Named.Length); place++)
        {
            var (now, was) = (household.Named.ElementAtOrDefault(place), before.Named.ElementAtOrDefault(place));
            if (ReferenceEquals(now, was))
            {
                continue;
            }

            places.Add(place);
            places.UnionWith(household.Sharing(now));
            places.UnionWith(before.Sharing(was));
        }

        return places;
    }

    private static Dictionary<TraceName, StayChange> StaysOf(Household household, IEnumerable<int> places)
    {
        var byName = new Dictionary<TraceName, StayChange>();
        var names = new List<TraceName>();
        foreach (var (person, contacts) in household.WithContacts(places))
        {
            var stays = StaysOf(person);
            if (stays.Count == 0)
            {
                continue;
            }

            names.Clear();
            TraceName.AddTo(names, person.Name with { Phone = person.Name.HasId ? null : person.Name.Phone });
            foreach (var contact in contacts)
            {
                TraceName.AddTo(names, contact);
            }

            foreach (var name in names)
            {
                byName[name] = new StayChange(name, stays, Same: names[0]); // the document, if there is one
            }
        }

        return byName;
    }

    private static List<Stay> StaysOf(Person person)
    {
        var stays = new List<Stay>();
        var status = PersonStatus.Initial;
        foreach (var fact in person.Facts)
        {
            var next = status.After(fact);
            // One that ended as it began was none.
            if (status.Isolation is { } ended && next.Isolation is null && ended.Start < fact.At.At)
            {
                stays.Add(new Stay(ended.Start, fact.At.At));
            }

            status = next;
        }

        if (status.Isolation is { } standing)
        {
            stays.Add(new Stay(standing.Start, null));
        }

        return stays;
    }
}
