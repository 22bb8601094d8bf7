using System.Text.Json;

namespace GridActors.Core.Records;

/// <summary>
/// The fields of a record that were asked for and found. Objects are read one within the other, so each has the end of
/// one list while it is read. The list serves the next record of its thread: one each would be a tenth of the garbage
/// that reading makes.
/// </summary>
internal sealed class FoundNames
{
    [ThreadStatic]
    private static FoundNames? _spare;

    private readonly List<string> _names = [];

    /// <summary>Where the next object's names begin.</summary>
    public int Count => _names.Count;

    public static FoundNames Take()
    {
        var names = _spare ?? new FoundNames();
        _spare = null;
        return names;
    }

    /// <summary>Of the record that is read now; afterwards nothing may be added.</summary>
    public void GiveBack()
    {
        _names.Clear();
        _spare = this;
    }

    /// <summary>Who asks for a field twice (as optional first, then as missing) has found it once.</summary>
    public void Add(string name, int first)
    {
        if (_names.IndexOf(name, first) < 0)
        {
            _names.Add(name);
        }
    }

    public bool Has(JsonProperty property, int first) => _names.FindIndex(first, property.NameEquals) >= 0;

    public void Forget(int first) => _names.RemoveRange(first, _names.Count - first);
}
