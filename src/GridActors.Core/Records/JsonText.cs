using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;
using GridActors.Core.Totals;

namespace GridActors.Core.Records;

/// <summary>
/// Reads JSON values that are valid and yet of no use: an escaped lone surrogate is no text, and the library throws
/// on it; a number may have more digits than any type here.
/// </summary>
internal static class JsonText
{
    /// <summary>Characters; a decimal holds 28 digits in any case.</summary>
    private const int NumberLengthMax = 28;

    /// <summary>The offset must be written.</summary>
    public static bool TryInstant(JsonElement value, out DateTimeOffset instant)
    {
        instant = default;
        return HasOffset(value) && value.TryGetDateTimeOffset(out instant);
    }

    public static bool TryDate(JsonElement value, out DateOnly day)
    {
        day = default;
        return TryText(value, out var text) && DateOnly.TryParseExact(
            text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out day);
    }

    private static bool HasOffset(JsonElement value)
    {
        var utf8 = JsonMarshal.GetRawUtf8Value(value)[1..^1];
        if (utf8.Contains((byte)'\\'))
        {
            utf8 = TryText(value, out var text) ? Encoding.UTF8.GetBytes(text) : default;
        }

        var time = utf8.IndexOf((byte)'T');
        return time > 0 && utf8[time..].IndexOfAny("Z+-"u8) > 0;
    }

    public static string? TermOf(JsonElement value, Vocabulary vocabulary)
    {
        try
        {
            foreach (var term in vocabulary.Terms)
            {
                if (value.ValueEquals(term.Code))
                {
                    return term.Code;
                }
            }
        }
        catch (InvalidOperationException)
        {
            // An escaped lone surrogate equals no code; comparing without making a string throws on it.
        }

        return null;
    }

    /// <summary>False for a number that a decimal cannot hold without rounding it.</summary>
    public static bool TryNumber(JsonElement value, out decimal number)
    {
        number = 0;
        return JsonMarshal.GetRawUtf8Value(value).Length <= NumberLengthMax && value.TryGetDecimal(out number);
    }

    public static bool TryText(JsonElement value, out string text)
    {
        try
        {
            text = value.GetString()!;
            return true;
        }
        catch (InvalidOperationException)
        {
            // An escaped lone surrogate: valid JSON, but no text that could be stored or shown.
            text = "";
            return false;
        }
    }
}
