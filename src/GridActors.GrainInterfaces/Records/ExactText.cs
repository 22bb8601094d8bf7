using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace GridActors.GrainInterfaces.Records;

/// <summary>
/// Text as it is, also where it is none: half a character, which a cut in the middle leaves behind, stays one and is
/// refused as <c>bad-text</c>. The writer alone would put U+FFFD in its place, and two sources that differ in such
/// halves would be one.
/// </summary>
internal sealed class ExactText : JsonConverter<string>
{
    public override string? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.GetString();

    public override void Write(Utf8JsonWriter writer, string value, JsonSerializerOptions options) =>
        Write(writer, value);

    public static void Write(Utf8JsonWriter writer, string value)
    {
        if (IsWhole(value))
        {
            writer.WriteStringValue(value);
            return;
        }

        var escaped = new StringBuilder("\"");
        foreach (var unit in value)
        {
            escaped.Append(CultureInfo.InvariantCulture, $"\\u{(int)unit:x4}");
        }

        writer.WriteRawValue(escaped.Append('"').ToString(), skipInputValidation: true);
    }

    private static bool IsWhole(ReadOnlySpan<char> text)
    {
        while (text.IndexOfAnyInRange('\ud800', '\udfff') is >= 0 and var at)
        {
            if (at + 1 == text.Length || !char.IsSurrogatePair(text[at], text[at + 1]))
            {
                return false;
            }

            text = text[(at + 2)..];
        }

        return true;
    }
}
