using GridActors.Core.Households;
using GridActors.Core.Records;
using GridActors.Core.Traces;
using GridActors.Core.Units;
using GridActors.Journaling.Loop;
using GridActors.Journaling.Ports;

namespace GridActors.Journaling.Traces;

/// <summary>An isolation that stands.</summary>
public sealed record StandingIsolation(UnitId Unit, string Kind, DateTimeOffset Since);

/// <summary>A person whom an entry names, with what is known of them now.</summary>
/// <param name="Unit">Where they are registered: the household or institution that told of them last.</param>
/// <param name="Case">Status of the case that they are; null for none.</param>
public sealed record TracedPerson(PersonName Name, UnitId? Unit, string? Case, StandingIsolation? Isolation);

/// <param name="Kind">Null, like its name, for a unit that is not registered any more.</param>
public sealed record Trace(
    UnitId Unit, UnitKind? Kind, string? Name, Entry Entry, IReadOnlyList<TracedPerson> Persons);

/// <param name="Next">The place to go on after; null at the end.</param>
public sealed record TracePage(IReadOnlyList<Trace> Traces, TracePlace? Next);

/// <summary>
/// Where somebody or something was, and who was with them: the entries that an index leads to, each read to confirm it.
/// Looks at stored units only; nobody is woken to be asked.
/// </summary>
public sealed class TraceSearch(UnitPorts ports)
{
    /// <summary>Entries of a person that are looked through for where they live: passages come first.</summary>
    private const int HomeEntriesMax = 200;

    /// <summary>How far back a person's home is looked for.</summary>
    private static readonly TimeSpan HomeBack = TimeSpan.FromDays(60);

    /// <summary>After all records: the name is joined to nobody by being asked for.</summary>
    private static readonly Moment Latest = new(DateTimeOffset.MaxValue, long.MaxValue, "", long.MaxValue);

    private readonly UnitLoader _loader = new(ports);

    /// <param name="limit">Entries looked at; a page may show a few less.</param>
    public async Task<TracePage> FindAsync(
        IReadOnlyCollection<TraceName> names, DateTimeOffset from, DateTimeOffset to, TracePlace? after, int limit,
        CancellationToken cancellation)
    {
        var found = await ports.Store.TraceAsync(names, from, to, after, limit, cancellation);
        var known = new Dictionary<PersonName, TracedPerson>();
        var units = new Dictionary<UnitId, Household>();
        var traces = new List<Trace>(found.Count);
        foreach (var traced in found)
        {
            var entry = ports.Reader.ReadStored(traced.Entry);
            if (!Names(entry).Overlaps(names))
            {
                continue; // another one's, with the same hash
            }

            var persons = new List<TracedPerson>();
            foreach (var person in ((ITraced)entry.Record.Data).Persons.Where(person => NamesOf(person).Count > 0))
            {
                if (!known.TryGetValue(person, out var told))
                {
                    UnitId? home = HasPersons(traced) && IsOf(entry, person) ? traced.Unit : null;
                    known[person] = told = await TellAsync(person, home, to, units, cancellation);
                }

                persons.Add(told);
            }

            traces.Add(new Trace(traced.Unit, traced.Kind, traced.Name, entry, persons));
        }

        return new TracePage(traces, found.Count == limit ? TracePlace.Of(found[^1]) : null);
    }

    private static HashSet<TraceName> Names(Entry entry)
    {
        var names = new HashSet<TraceName>();
        (entry.Record.Data as ITraced)?.NameIn(names);
        return names;
    }

    private static HashSet<TraceName> NamesOf(PersonName person)
    {
        var names = new HashSet<TraceName>();
        TraceName.AddTo(names, person);
        return names;
    }

    /// <summary>The record is about the person, who is not only named in it as a companion or a case before.</summary>
    private static bool IsOf(Entry entry, PersonName person) =>
        entry.Record.Data is ITraced traced && traced.Persons.First() == person;

    private static bool HasPersons(TracedEntry traced) =>
        traced.Kind is { } kind && UnitKindRules.Includes(UnitKinds.WithPersons, kind);

    private async Task<TracedPerson> TellAsync(
        PersonName person, UnitId? home, DateTimeOffset to, Dictionary<UnitId, Household> units,
        CancellationToken cancellation)
    {
        var names = NamesOf(person);
        var stays = await ports.Store.StaysAsync(names, cancellation);
        var standing = stays.Where(stay => stay.Stay.Until is null).OrderByDescending(stay => stay.Stay.From)
            .Select(stay => (UnitId?)stay.Unit).FirstOrDefault();
        home ??= await HomeAsync(names, to, cancellation) ?? standing;
        string? status = null;
        StandingIsolation? isolation = null;
        foreach (var unit in new[] { home, standing }.OfType<UnitId>().Distinct())
        {
            if (!units.TryGetValue(unit, out var household))
            {
                var image = (await _loader.LoadAsync(unit)).Image;
                units[unit] = household = image.State.Get<Household>();
            }

            var now = household.Find(person, Latest).StatusNow();
            status ??= now.Case?.Status;
            isolation ??= now.Isolation is { } ordered
                ? new StandingIsolation(unit, ordered.Kind, ordered.Start)
                : null;
        }

        return new TracedPerson(person, home, status, isolation);
    }

    /// <summary>The household or institution whose record was about this person last.</summary>
    private async Task<UnitId?> HomeAsync(
        IReadOnlySet<TraceName> names, DateTimeOffset to, CancellationToken cancellation)
    {
        var found = await ports.Store.TraceAsync(names, to - HomeBack, to, null, HomeEntriesMax, cancellation);
        foreach (var traced in found)
        {
            if (HasPersons(traced)
                && ports.Reader.ReadStored(traced.Entry).Record.Data is ITraced data
                && NamesOf(data.Persons.First()).Overlaps(names))
            {
                return traced.Unit;
            }
        }

        return null;
    }
}
