using System.Text.Json;
using GridActors.Core.Totals;

namespace GridActors.Core.Records;

/// <summary>Fields that hold lists.</summary>
public static class FieldLists
{
    /// <summary>Distinct codes, in the vocabulary's order; null when the field is absent.</summary>
    public static IReadOnlyList<string>? OptionalChoices(this Fields fields, string name, Vocabulary vocabulary)
    {
        if (fields.Find(name, JsonValueKind.Array) is not { } list)
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
                fields.Refuse(RefusalCodes.BadValue, name, $"{name} lists some of {vocabulary}");
            }
        }

        return [.. vocabulary.Terms.Select(term => term.Code).Where(chosen.Contains)];
    }

    /// <summary>A list of at most <paramref name="countMax"/> objects, or of texts where a text is enough.</summary>
    public static IReadOnlyList<T>? OptionalList<T>(
        this Fields fields, string name, int countMax, Func<Fields, T> read, Func<string, T>? fromText)
        where T : class
    {
        if (ListOf(fields, name, countMax) is not { } list)
        {
            return null;
        }

        var items = new List<T>();
        foreach (var item in list.EnumerateArray())
        {
            if (item.ValueKind == JsonValueKind.Object)
            {
                items.Add(fields.Nested(item, $"{name}[{items.Count}]", read));
            }
            else if (fromText is not null && item.ValueKind == JsonValueKind.String
                && fields.TextOf(item, name, 100) is { } text)
            {
                items.Add(fromText(text));
            }
            else
            {
                fields.Refuse(RefusalCodes.BadField, name, $"{name} is a list of objects");
                return null;
            }
        }

        return items;
    }

    /// <summary>At most <paramref name="countMax"/> distinct texts, in their order; null when absent.</summary>
    public static IReadOnlyList<string>? OptionalTexts(
        this Fields fields, string name, int countMax, int lengthMax = 100)
    {
        if (ListOf(fields, name, countMax) is not { } list)
        {
            return null;
        }

        var texts = new List<string>();
        foreach (var item in list.EnumerateArray())
        {
            if (item.ValueKind != JsonValueKind.String)
            {
                fields.Refuse(RefusalCodes.BadField, name, $"{name} is a list of texts");
                return null;
            }

            if (fields.TextOf(item, name, lengthMax) is { } text && !texts.Contains(text))
            {
                texts.Add(text);
            }
        }

        return texts;
    }

    private static JsonElement? ListOf(Fields fields, string name, int countMax)
    {
        var list = fields.Find(name, JsonValueKind.Array);
        if (list?.GetArrayLength() > countMax)
        {
            fields.Refuse(RefusalCodes.TooLong, name, $"{name} lists at most {countMax}");
            return null;
        }

        return list;
    }
}
