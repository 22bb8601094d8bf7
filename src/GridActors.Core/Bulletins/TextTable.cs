using System.Text;

namespace GridActors.Core.Bulletins;

/// <summary>Rows of text in columns of equal width, where Chinese characters take two places.</summary>
internal static class TextTable
{
    private const string Gap = "  ";

    public static void Write(StringBuilder text, IReadOnlyList<string[]> rows)
    {
        var widths = Enumerable.Range(0, rows[0].Length)
            .Select(column => rows.Max(row => WidthOf(row[column]))).ToArray();
        foreach (var row in rows)
        {
            for (var column = 0; column < row.Length; column++)
            {
                var blanks = widths[column] - WidthOf(row[column]);
                if (column == 0)
                {
                    text.Append(row[column]).Append(' ', blanks);
                }
                else
                {
                    text.Append(Gap).Append(' ', blanks).Append(row[column]);
                }
            }

            text.Append('\n');
        }
    }

    /// <summary>Scripts and punctuation from Hangul Jamo on that terminals and monospaced fonts draw double.</summary>
    private static int WidthOf(string text) => text.Sum(character => character is
        (>= '\u1100' and <= '\u115F') or (>= '\u2E80' and <= '\uA4CF') or (>= '\uAC00' and <= '\uD7A3')
        or (>= '\uF900' and <= '\uFAFF') or (>= '\uFE30' and <= '\uFE6F') or (>= '\uFF00' and <= '\uFF60') ? 2 : 1);
}
