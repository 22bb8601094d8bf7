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
        var changes = Changes(household, before, places);
        if (changes.Count == 0)
        {
            return [];
        }

        // Of one name that several persons have, each spelled in their own way, the index knows the stays of all.
        var names = changes.Select(change => change.Person).ToHashSet();
        places.UnionWith(Called(household, names));
        places.UnionWith(Called(before, names));
        return Changes(household, before, places);
    }

    /// <summary>Of everybody, by each of their names.</summary>
    public static IReadOnlyList<StayChange> Of(Household household) => Since(household, new Household());

    private static List<StayChange> Changes(Household household, Household before, SortedSet<int> places)
    {
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

    /// <summary>The places of who has, or had, one of these names.</summary>
    private static IEnumerable<int> Called(Household household, HashSet<TraceName> names)
    {
        var own = new List<TraceName>();
        for (var place = 0; place < household.Named.Length; place++)
        {
            own.Clear();
            TraceName.AddTo(own, household.Named[place].Name);
            foreach (var contact in household.Named[place].Contacts)
            {
                TraceName.AddTo(own, contact.Name);
            }

            if (own.Exists(names.Contains))
            {
                yield return place;
            }
        }
    }

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

            // Whose a name and telephone were until a record gave them to another, and whose they are again when that
            // is taken back.
            places.UnionWith(before.Sharing(now));
            places.UnionWith(household.Sharing(was));
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
                var one = new StayChange(name, stays, Same: names[0]); // the document, if there is one
                byName[name] = byName.TryGetValue(name, out var other) ? Together(one, other) : one;
            }
        }

        return byName;
    }

    /// <summary>Two persons to the household, told apart by a dash in a telephone, and one to whoever asks.</summary>
    private static StayChange Together(StayChange one, StayChange other) => one with
    {
        Stays =
        [
            .. one.Stays.Concat(other.Stays).OrderBy(stay => stay.From)
                .ThenByDescending(stay => stay.Until ?? DateTimeOffset.MaxValue).DistinctBy(stay => stay.From),
        ],
        Same = one.Same!.Value.Kind == TraceKind.Document ? one.Same : other.Same,
    };

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
