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
    private readonly FoundNames _found;
    private readonly int _firstFound;
    private readonly RecurringTexts? _recurring;
    private readonly bool _isKept;
    private Refusal? _refusal;

    private Fields(JsonElement @object, string path, Fields? root, RecurringTexts? recurring, bool isKept)
    {
        (_object, _path, _root) = (@object, path, root ?? this);
        (_found, _recurring, _isKept) = (root?._found ?? FoundNames.Take(), recurring, isKept);
        _firstFound = _found.Count;
    }

    public Refusal? Refusal => _root._refusal;

    /// <summary>
    /// Comes from a journal or from the system itself. What was accepted once is read for ever, also by a program whose
    /// rules are stricter than those of the one that accepted it.
    /// </summary>
    internal bool IsKept => _root._isKept;

    /// <summary><paramref name="element"/> must be an object.</summary>
    public static Fields Of(JsonElement element) => Of(element, null, isKept: false);

    /// <param name="recurring">Keeps ids, which come again with every record.</param>
    internal static Fields Of(JsonElement element, RecurringTexts? recurring, bool isKept) =>
        new(element, "", null, recurring, isKept);

    public void Refuse(string code, string? name, string message) =>
        _root._refusal ??= new Refusal(code, name is null ? _path.TrimEnd('.') : _path + name, message);

    /// <summary>Call last: a field that nobody asked for is a mistake of the sender, never silently dropped.</summary>
    public void RefuseOthers()
    {
        if (_found.Count - _firstFound != _object.GetPropertyCount())
        {
            RefuseOther();
        }

        _found.Forget(_firstFound);
        if (ReferenceEquals(_root, this))
        {
            _found.GiveBack();
        }
    }

    public string Text(string name, int lengthMax) => Required(name, OptionalText(name, lengthMax)) ?? "";

    public string? OptionalText(string name, int lengthMax) =>
        Find(name, JsonValueKind.String) is { } value ? TextOf(value, name, lengthMax) : null;

    /// <summary>A text that most records of a device have in common.</summary>
    internal string Id(string name, int lengthMax) => Required(name, OptionalId(name, lengthMax)) ?? "";

    internal string? OptionalId(string name, int lengthMax) =>
        Find(name, JsonValueKind.String) is { } value ? TextOf(value, name, lengthMax, _root._recurring) : null;

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
    /// <param name="outside">The code of one that no year holds of which records may speak.</param>
    public DateTimeOffset Instant(string name, string outside = RefusalCodes.BadTime)
    {
        if (Find(name, JsonValueKind.String) is not { } value)
        {
            Missing(name);
            return default;
        }

        if (!JsonText.TryInstant(value, out var instant))
        {
            Refuse(RefusalCodes.BadTime, name, $"{name} is a time such as 2020-02-01T08:10:00+08:00, with its offset");
        }
        else if (!Hold(instant))
        {
            Refuse(outside, name, $"{name} is a time {Years.Expected}");
        }

        return instant;
    }

    public DateOnly Date(string name)
    {
        if (Find(name, JsonValueKind.String) is not { } value)
        {
            Missing(name);
            return default;
        }

        if (!JsonText.TryDate(value, out var day) || !Hold(day))
        {
            Refuse(RefusalCodes.BadTime, name, $"{name} is a date such as 2020-02-01, {Years.Expected}");
        }

        return day;
    }

    /// <summary>Whether a record may speak of that time.</summary>
    internal bool Hold(DateTimeOffset instant) => IsKept || Years.Hold(instant);

    internal bool Hold(DateOnly day) => IsKept || Years.Hold(day);

    /// <summary>The id of a unit.</summary>
    public Units.UnitId Unit(string name)
    {
        var text = Id(name, int.MaxValue);
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

        return Nested(value, name, read);
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

    /// <summary>
    /// The fields of an object within, none where it was left out; <see cref="RefuseOthers"/> before this one is read
    /// on.
    /// </summary>
    internal Fields Inner(JsonElement? value, string path) => new(value ?? NoFields, path, _root, null, isKept: false);

    /// <param name="place">Within this object, as a refusal names it.</param>
    internal T Nested<T>(JsonElement value, string place, Func<Fields, T> read)
    {
        var fields = Inner(value, $"{_path}{place}.");
        var result = read(fields);
        fields.RefuseOthers();
        return result;
    }

    private void RefuseOther()
    {
        foreach (var property in _object.EnumerateObject())
        {
            if (!_found.Has(property, _firstFound))
            {
                Refuse(RefusalCodes.UnknownField, property.Name, $"no field {property.Name} here");
                return;
            }
        }

        Refuse(RefusalCodes.DuplicateField, null, "a field stands twice");
    }

    internal string? TextOf(JsonElement value, string name, int lengthMax, RecurringTexts? recurring = null)
    {
        if (!(recurring is null ? JsonText.TryText(value, out var text) : recurring.TryText(value, out text))
            || text.AsSpan().IndexOfAnyInRange('\0', '\u001f') >= 0
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

        _found.Add(name, _firstFound);
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
