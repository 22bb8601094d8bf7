namespace GridActors.Tidy;

/// <summary>A C# file, as written and with comments and literals blanked out (same length, same lines).</summary>
public sealed class SourceFile
{
    private readonly List<int> _lineStarts = [0];

    public SourceFile(string path, string text)
    {
        Path = path;
        Text = text;
        Code = BlankedCode.Of(text);
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == '\n')
            {
                _lineStarts.Add(i + 1);
            }
        }
    }

    public string Path { get; }

    public string Text { get; }

    /// <summary>Only the code: rules that look for keywords or braces find none in comments and strings.</summary>
    public string Code { get; }

    public string[] Lines => Text.ReplaceLineEndings("\n").TrimEnd('\n').Split('\n');

    public string Name => Path.Split('/')[^1];

    /// <summary>The project's folder name, which is also its name.</summary>
    public string Project => Path.Split('/')[1];

    /// <summary>What the folders say: src/GridActors.Core/Totals is GridActors.Core.Totals.</summary>
    public string FolderNamespace => string.Join('.', Path.Split('/')[1..^1]);

    public Outline Outline => Outline.Of(this);

    public int LineOf(int index)
    {
        var found = _lineStarts.BinarySearch(index);
        return found >= 0 ? found + 1 : ~found;
    }

    public Finding At(int index, string message) => new(Path, LineOf(index), message);
}
