using System.Collections.Immutable;
using GridActors.Core.Records;

namespace GridActors.Core.Households;

/// <summary>
/// Who is who among the names that a household heard, looked up at once; worth making where everybody is looked at.
/// </summary>
internal sealed class NameIndex
{
    private readonly Dictionary<PersonName, int> _places = [];
    private readonly Dictionary<PersonName, (int Place, Moment Since)> _owners = [];

    public NameIndex(ImmutableArray<Person> named)
    {
        for (var place = 0; place < named.Length; place++)
        {
            if (!named[place].Name.HasId)
            {
                _places.Add(named[place].Name, place);
            }

            foreach (var (name, since) in named[place].Contacts)
            {
                if (!_owners.TryGetValue(name, out var first) || since < first.Since)
                {
                    _owners[name] = (place, since);
                }
            }
        }
    }

    /// <summary>Where a name and telephone used without an id stand; -1 for nowhere.</summary>
    public int PlaceOf(PersonName contact) => _places.TryGetValue(contact, out var place) ? place : -1;

    /// <summary>Whose a name and telephone are; -1 for nobody's.</summary>
    public int OwnerOf(PersonName contact) => _owners.TryGetValue(contact, out var owner) ? owner.Place : -1;
}
