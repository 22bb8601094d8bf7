using System.Globalization;
using System.Text.Json;
using GridActors.Core.Totals;

namespace GridActors.Core.Records;

/// <summary>
/// Reads the fields of one JSON object by name. The first thing that is wrong is noted as a refusal and reading goes
/// on with defaults, so a record type reads as a plain list of its fields. A null counts as absent.
/// </summary>
public sealed class Fields
{
    private static readonly JsonElement NoFields = JsonDocument.Parse("{}").RootElement;

    private readonly JsonElement _object;
    private readonly string _path;
    private readonly Fields _root;
    private readonly List<string> _known = [];
    private int _found;
    private Refusal? _refusal;

    private Fields(JsonElement @object, string path, Fields? root) =>
        (_object, _path, _root) = (@object, path, root ?? this);

    public Refusal? Refusal => _root._refusal;

    /// <summary><paramref name="element"/> must be an object.</summary>
    public static Fields Of(JsonElement element, string path = "") => new(element, path, null);

    public void Refuse(string code, string? name, string message) =>
        _root._refusal ??= new Refusal(code, name is null ? _path.TrimEnd('.') : _path + name, message);

    /// <summary>Call last: a field that nobody asked for is a mistake of the sender, never silently dropped.</summary>
    public void RefuseOthers()
    {
        if (_found == _object.GetPropertyCount())
        {
            return;
        }

        foreach (var property in _object.EnumerateObject())
        {
            if (!_known.Exists(property.NameEquals))
            {
                Refuse(RefusalCodes.UnknownField, property.Name, $"no field {property.Name} here");
                return;
            }
        }

        Refuse(RefusalCodes.DuplicateField, null, "a field stands twice");
    }

    public string Text(string name, int lengthMax) => Required(name, OptionalText(name, lengthMax)) ?? "";

    public string? OptionalText(string name, int lengthMax) =>
        Find(name, JsonValueKind.String) is { } value ? TextOf(value, name, lengthMax) : null;

    public string Choice(string name, Vocabulary vocabulary) =>
        Required(name, OptionalChoice(name, vocabulary)) ?? vocabulary.Terms[0].Code;

    public string? OptionalChoice(string name, Vocabulary vocabulary)
    {
        if (Find(name, JsonValueKind.String) is not { } value)
        {
            return null;
        }

        if (JsonText.TermOf(value, vocabulary) is { } code)
        {
            return code;
        }

        Refuse(RefusalCodes.BadValue, name, $"{name} is one of {vocabulary}");
        return null;
    }

    /// <summary>Distinct codes, in the vocabulary's order; null when the field is absent.</summary>
    public IReadOnlyList<string>? OptionalChoices(string name, Vocabulary vocabulary)
    {
        if (Find(name, JsonValueKind.Array) is not { } list)
        {
            return null;
        }

        var chosen = new HashSet<string>();
        foreach (var item in list.EnumerateArray())
        {
            if (item.ValueKind == JsonValueKind.String && JsonText.TermOf(item, vocabulary) is { } code)
            {
                chosen.Add(code);
            }
            else
            {
                Refuse(RefusalCodes.BadValue, name, $"{name} lists some of {vocabulary}");
            }
        }

        return [.. vocabulary.Terms.Select(term => term.Code).Where(chosen.Contains)];
    }

    public int Count(string name, int max = 1_000_000_000) => (int)Ordinal(name, max);

    public int Count(string name, int otherwise, int max) => (int)(Whole(name, 1, max) ?? otherwise);

    /// <summary>A whole number from 1 on that must be there.</summary>
    public long Ordinal(string name, long max) => Whole(name, 1, max) ?? Missing(name);

    /// <summary>A whole number of at least <paramref name="min"/>; null when absent.</summary>
    public long? Whole(string name, long min, long max)
    {
        if (Find(name, JsonValueKind.Number) is not { } value)
        {
            return null;
        }

        // 5.0 is the whole number 5 to whoever wrote it; TryGetInt64 alone would refuse it.
        if (JsonText.TryNumber(value, out var number) && number == decimal.Truncate(number)
            && number >= min && number <= max)
        {
            return (long)number;
        }

        Refuse(RefusalCodes.BadNumber, name, $"{name} is a whole number from {min} to {max}");
        return null;
    }

    /// <summary>A number with at most three places; null when absent.</summary>
    public decimal? Number(string name, decimal min, decimal max)
    {
        if (Find(name, JsonValueKind.Number) is not { } value)
        {
            return null;
        }

        if (JsonText.TryNumber(value, out var number) && number >= min && number <= max
            && Amount.TryFrom(number, out _))
        {
            return number;
        }

        Refuse(RefusalCodes.BadNumber, name, $"{name} is a number from {min} to {max} with at most 3 places");
        return null;
    }

    public bool? Flag(string name)
    {
        if (!TryFind(name, out var value))
        {
            return null;
        }

        if (value.ValueKind is JsonValueKind.True or JsonValueKind.False)
        {
            return value.GetBoolean();
        }

        Refuse(RefusalCodes.BadField, name, $"{name} is true or false");
        return null;
    }

    /// <summary>An instant; the offset must be written, since a bare local time names no instant.</summary>
    public DateTimeOffset Instant(string name)
    {
        if (Find(name, JsonValueKind.String) is not { } value)
        {
            Missing(name);
            return default;
        }

        if (JsonText.TryText(value, out var text) && JsonText.HasOffset(text)
            && value.TryGetDateTimeOffset(out var instant))
        {
            return instant;
        }

        Refuse(RefusalCodes.BadTime, name, $"{name} is a time such as 2020-02-01T08:10:00+08:00, with its offset");
        return default;
    }

    public DateOnly Date(string name)
    {
        if (Find(name, JsonValueKind.String) is not { } value)
        {
            Missing(name);
            return default;
        }

        if (JsonText.TryText(value, out var text)
            && DateOnly.TryParseExact(
                text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
        {
            return day;
        }

        Refuse(RefusalCodes.BadTime, name, $"{name} is a date such as 2020-02-01");
        return default;
    }

    /// <summary>The id of a unit.</summary>
    public Units.UnitId Unit(string name)
    {
        var text = Text(name, int.MaxValue);
        if (Units.UnitId.TryParse(text, out var unit) || Refusal is not null)
        {
            return unit;
        }

        Refuse(RefusalCodes.BadUnitId, name, "a unit id is 1 to 48 of A-Z, a-z, 0-9 and -");
        return default;
    }

    public PersonName Person(string name) => Optional(name, PersonName.Read) ?? MissingPerson(name);

    public PersonName? OptionalPerson(string name) => Optional(name, PersonName.Read);

    public T? Optional<T>(string name, Func<Fields, T> read)
        where T : class
    {
        if (Find(name, JsonValueKind.Object) is not { } value)
        {
            return null;
        }

        return Nested(value, $"{_path}{name}.", read);
    }

    /// <summary>An object, or the text that stands for one.</summary>
    public T? Optional<T>(string name, Func<Fields, T> read, Func<string, T> fromText)
        where T : class
    {
        if (!TryFind(name, out var value) || value.ValueKind != JsonValueKind.String)
        {
            return Optional(name, read);
        }

        return TextOf(value, name, 100) is { } text ? fromText(text) : null;
    }

    public T? Required<T>(string name, Func<Fields, T> read)
        where T : class => Required(name, Optional(name, read));

    /// <summary>A list of at most <paramref name="countMax"/> objects, or of texts where a text is enough.</summary>
    public IReadOnlyList<T>? OptionalList<T>(string name, int countMax, Func<Fields, T> read, Func<string, T>? fromText)
        where T : class
    {
        if (Find(name, JsonValueKind.Array) is not { } list)
        {
            return null;
        }

        if (list.GetArrayLength() > countMax)
        {
            Refuse(RefusalCodes.TooLong, name, $"{name} lists at most {countMax}");
            return null;
        }

        var items = new List<T>();
        foreach (var item in list.EnumerateArray())
        {
            if (item.ValueKind == JsonValueKind.Object)
            {
                items.Add(Nested(item, $"{_path}{name}[{items.Count}].", read));
            }
            else if (fromText is not null && item.ValueKind == JsonValueKind.String
                && TextOf(item, name, 100) is { } text)
            {
                items.Add(fromText(text));
            }
            else
            {
                Refuse(RefusalCodes.BadField, name, $"{name} is a list of objects");
                return null;
            }
        }

        return items;
    }

    /// <summary>At most <paramref name="countMax"/> distinct texts, in their order; null when absent.</summary>
    public IReadOnlyList<string>? OptionalTexts(string name, int countMax, int lengthMax = 100)
    {
        if (Find(name, JsonValueKind.Array) is not { } list)
        {
            return null;
        }

        if (list.GetArrayLength() > countMax)
        {
            Refuse(RefusalCodes.TooLong, name, $"{name} lists at most {countMax}");
            return null;
        }

        var texts = new List<string>();
        foreach (var item in list.EnumerateArray())
        {
            if (item.ValueKind != JsonValueKind.String)
            {
                Refuse(RefusalCodes.BadField, name, $"{name} is a list of texts");
                return null;
            }

            if (TextOf(item, name, lengthMax) is { } text && !texts.Contains(text))
            {
                texts.Add(text);
            }
        }

        return texts;
    }

    /// <summary>The fields of an object that was left out.</summary>
    internal Fields Empty(string path) => new(NoFields, path, _root);

    internal JsonElement? ObjectOrNull(string name) => Find(name, JsonValueKind.Object);

    internal T Nested<T>(JsonElement value, string path, Func<Fields, T> read)
    {
        var fields = new Fields(value, path, _root);
        var result = read(fields);
        fields.RefuseOthers();
        return result;
    }

    private string? TextOf(JsonElement value, string name, int lengthMax)
    {
        if (!JsonText.TryText(value, out var text) || text.AsSpan().IndexOfAnyInRange('\0', '\u001f') >= 0
            || string.IsNullOrWhiteSpace(text))
        {
            Refuse(RefusalCodes.BadText, name, $"{name} is a text without control characters, and not blank");
            return null;
        }

        if (text.Length > lengthMax)
        {
            Refuse(RefusalCodes.TooLong, name, $"{name} has at most {lengthMax} characters");
            return null;
        }

        return text;
    }

    /// <summary>The field, for types that read it themselves; a null is not found.</summary>
    internal bool TryFind(string name, out JsonElement value)
    {
        if (!_object.TryGetProperty(name, out value))
        {
            return false;
        }

        // A record type may ask for a field twice (optional first, then as missing); it still counts once.
        if (!_known.Contains(name))
        {
            _known.Add(name);
            _found++;
        }

        return value.ValueKind != JsonValueKind.Null;
    }

    internal JsonElement? Find(string name, JsonValueKind kind)
    {
        if (!TryFind(name, out var value))
        {
            return null;
        }

        if (value.ValueKind == kind)
        {
            return value;
        }

        Refuse(RefusalCodes.BadField, name, $"{name} is a JSON {kind.ToString().ToLowerInvariant()}");
        return null;
    }

    private T? Required<T>(string name, T? value)
        where T : class
    {
        if (value is null)
        {
            Missing(name);
        }

        return value;
    }

    internal long Missing(string name)
    {
        Refuse(RefusalCodes.MissingField, name, $"{name} is missing");
        return 1;
    }

    private PersonName MissingPerson(string name)
    {
        Missing(name);
        return new PersonName(null, null, null, null);
    }
}
