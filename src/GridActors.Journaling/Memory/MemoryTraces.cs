using System.Buffers.Binary;
using System.Security.Cryptography;
using GridActors.Core.Traces;
using GridActors.Core.Units;
using GridActors.Journaling.Ports;

namespace GridActors.Journaling.Memory;

/// <summary>Who and what entries name, and who is under isolation orders; by the names themselves.</summary>
internal sealed class MemoryTraces
{
    private static readonly Comparer<TracePlace> Newest = Comparer<TracePlace>.Create((left, right) =>
    {
        var order = right.At.CompareTo(left.At);
        order = order != 0 ? order : string.CompareOrdinal(left.Unit.Value, right.Unit.Value);
        return order != 0 ? order : left.Version.CompareTo(right.Version);
    });

    private readonly Dictionary<TraceName, SortedSet<TracePlace>> _places = [];
    private readonly Dictionary<TraceName, SortedDictionary<string, StayChange>> _stays = [];

    public void Apply(Append append)
    {
        foreach (var (name, at, version) in append.Untraced)
        {
            _places.GetValueOrDefault(name)?.Remove(new TracePlace(at, append.Unit, version));
        }

        foreach (var (name, at, version) in append.Traces)
        {
            if (!_places.TryGetValue(name, out var places))
            {
                _places[name] = places = new SortedSet<TracePlace>(Newest);
            }

            places.Add(new TracePlace(at, append.Unit, version));
        }

        foreach (var change in append.Stays)
        {
            if (!_stays.TryGetValue(change.Person, out var units))
            {
                _stays[change.Person] = units = new SortedDictionary<string, StayChange>(StringComparer.Ordinal);
            }

            units[append.Unit.Value] = change;
        }
    }

    public IEnumerable<TracePlace> Find(
        IReadOnlyCollection<TraceName> names, DateTimeOffset from, DateTimeOffset to, TracePlace? after) =>
        names.SelectMany(name => _places.GetValueOrDefault(name) ?? Enumerable.Empty<TracePlace>())
            .Where(place => place.At >= from && place.At < to)
            .Where(place => after is not { } last || Newest.Compare(place, last) > 0)
            .Distinct().Order(Newest);

    public IEnumerable<PersonStay> Stays(IReadOnlyCollection<TraceName> persons) =>
        from person in persons
        from unit in _stays.GetValueOrDefault(person) ?? []
        from stay in unit.Value.Stays
        select new PersonStay(person, UnitId.Parse(unit.Key), stay, SameOf(unit.Value.Same ?? person));

    /// <summary>What another store would keep in place of the name.</summary>
    public static long KeyOf(TraceName name) =>
        BinaryPrimitives.ReadInt64BigEndian(SHA256.HashData(name.ToUtf8()).AsSpan(0, 8));

    public void Visit(Action<IndexedTrace> visitTrace, Action<IndexedStay> visitStay)
    {
        foreach (var (name, places) in _places)
        {
            foreach (var place in places)
            {
                visitTrace(new IndexedTrace(place.Unit, KeyOf(name), place.At.ToUniversalTime(), place.Version));
            }
        }

        foreach (var (person, units) in _stays)
        {
            foreach (var (unit, change) in units)
            {
                foreach (var stay in change.Stays)
                {
                    visitStay(new IndexedStay(UnitId.Parse(unit), KeyOf(person), stay));
                }
            }
        }
    }

    /// <summary>Goes into the keys of alerts, in which nobody may read a number.</summary>
    private static string SameOf(TraceName name) => $"{(char)name.Kind}{KeyOf(name):x16}";
}
