using System.Globalization;

namespace GridActors.Core.Bulletins;

/// <summary>
/// A text that somebody entered, as a bulletin quotes it: on one line, and without the invisible characters that turn
/// the direction of what stands after them (U+202E would read the rest of the line backwards).
/// </summary>
internal static class OneLine
{
    /// <param name="lengthMax">Longer ones end in an ellipsis.</param>
    public static string Of(string text, int lengthMax = int.MaxValue)
    {
        var plain = text.Any(character => !IsPlain(character))
            ? string.Concat(text.Select(character =>
                IsPlain(character) ? character.ToString() : IsBreak(character) ? " " : ""))
            : text;
        return plain.Length <= lengthMax
            ? plain
            : plain[..(char.IsHighSurrogate(plain[lengthMax - 1]) ? lengthMax - 1 : lengthMax)] + "…";
    }

    private static bool IsPlain(char character) => !IsBreak(character) && !IsDirection(character);

    private static bool IsBreak(char character) => char.GetUnicodeCategory(character)
        is UnicodeCategory.Control or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator;

    /// <summary>Marks, embeddings, overrides, isolates.</summary>
    private static bool IsDirection(char character) => character
        is '\u061C' or '\u200E' or '\u200F' or (>= '\u202A' and <= '\u202E') or (>= '\u2066' and <= '\u2069');
}
