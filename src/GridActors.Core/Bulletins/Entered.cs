namespace GridActors.Core.Bulletins;

/// <summary>
/// A text that somebody entered, as a bulletin quotes it: without the invisible characters that turn the direction of
/// what stands after them. U+202E in a name would have the rest of the line read backwards.
/// </summary>
internal static class Entered
{
    /// <param name="lengthMax">Longer ones end in an ellipsis.</param>
    public static string Of(string text, int lengthMax = int.MaxValue)
    {
        var plain = text.Any(IsDirection)
            ? string.Concat(text.Where(character => !IsDirection(character)))
            : text;
        return plain.Length <= lengthMax
            ? plain
            : plain[..(char.IsHighSurrogate(plain[lengthMax - 1]) ? lengthMax - 1 : lengthMax)] + "…";
    }

    /// <summary>Marks, embeddings, overrides, isolates.</summary>
    private static bool IsDirection(char character) => character
        is '\u061C' or '\u200E' or '\u200F' or (>= '\u202A' and <= '\u202E') or (>= '\u2066' and <= '\u2069');
}
