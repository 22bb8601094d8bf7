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
    private readonly Dictionary<TraceName, SortedDictionary<string, IReadOnlyList<Stay>>> _stays = [];

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

        foreach (var (person, stays) in append.Stays)
        {
            if (!_stays.TryGetValue(person, out var units))
            {
                _stays[person] = units = new SortedDictionary<string, IReadOnlyList<Stay>>(StringComparer.Ordinal);
            }

            units[append.Unit.Value] = stays;
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
        from stay in unit.Value
        select new PersonStay(person, UnitId.Parse(unit.Key), stay);
}
