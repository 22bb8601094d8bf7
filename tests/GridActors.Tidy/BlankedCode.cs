namespace GridActors.Tidy;

/// <summary>
/// Blanks comments, preprocessor lines, and the contents of string and character literals (interpolated holes included),
/// so that braces and keywords that remain are code. Length and line breaks stay as they are.
/// </summary>
internal sealed class BlankedCode
{
    private readonly string _text;
    private readonly char[] _code;

    private BlankedCode(string text)
    {
        _text = text;
        _code = text.ToCharArray();
    }

    public static string Of(string text) => new BlankedCode(text).Run();

    private string Run()
    {
        var lineIsEmpty = true; // so far: a # that comes first starts a preprocessor line
        for (var i = 0; i < _text.Length;)
        {
            var end = lineIsEmpty && _text[i] == '#' ? EndOfLine(i) : SkipNonCode(i);
            lineIsEmpty = _text[i] == '\n' || (lineIsEmpty && char.IsWhiteSpace(_text[i]));
            if (end == i)
            {
                i++;
                continue;
            }
            Blank(i, end);
            i = end;
        }
        return new string(_code);
    }

    private void Blank(int start, int end)
    {
        var isLiteral = _text[start] is '"' or '\'' or '$' or '@';
        for (var i = start; i < end; i++)
        {
            _code[i] = _text[i] is '\n' or '\r' ? _text[i] : ' ';
        }
        if (isLiteral)
        {
            _code[start] = _code[end - 1] = '"';
        }
    }

    /// <summary>The end of the comment or literal that starts here, or the same place when none does.</summary>
    private int SkipNonCode(int i) => _text[i] switch
    {
        '/' when At(i + 1) == '/' => EndOfLine(i),
        '/' when At(i + 1) == '*' => After("*/", i + 2),
        '\'' => SkipCharacter(i),
        '"' or '$' or '@' => SkipString(i),
        _ => i,
    };

    private int SkipCharacter(int i)
    {
        for (var end = i + 1; end < _text.Length && _text[end] != '\n'; end++)
        {
            if (_text[end] == '\\')
            {
                end++;
            }
            else if (_text[end] == '\'')
            {
                return end + 1;
            }
        }
        return i; // no literal: an apostrophe in a format specifier
    }

    private int SkipString(int start)
    {
        var i = start;
        var isVerbatim = false;
        var isInterpolated = false;
        for (; At(i) is '$' or '@'; i++)
        {
            isVerbatim |= _text[i] == '@';
            isInterpolated |= _text[i] == '$';
        }
        if (At(i) != '"')
        {
            return start; // @event and the like
        }
        var quotes = 0;
        while (At(i + quotes) == '"')
        {
            quotes++;
        }
        if (!isVerbatim && quotes >= 3)
        {
            var end = After(new string('"', quotes), i + quotes);
            while (At(end) == '"')
            {
                end++;
            }
            return end;
        }
        return SkipOrdinaryString(i + 1, isVerbatim, isInterpolated);
    }

    private int SkipOrdinaryString(int i, bool isVerbatim, bool isInterpolated)
    {
        while (i < _text.Length)
        {
            var c = _text[i];
            if (c == '"' && isVerbatim && At(i + 1) == '"')
            {
                i += 2;
            }
            else if (c == '"')
            {
                return i + 1;
            }
            else if (c == '\\' && !isVerbatim)
            {
                i += 2;
            }
            else if (c == '{' && isInterpolated)
            {
                i = At(i + 1) == '{' ? i + 2 : SkipHole(i + 1);
            }
            else
            {
                i++;
            }
        }
        return _text.Length;
    }

    private int SkipHole(int i)
    {
        for (var depth = 1; i < _text.Length;)
        {
            var end = SkipNonCode(i);
            if (end > i)
            {
                i = end;
                continue;
            }
            depth += _text[i] switch { '{' => 1, '}' => -1, _ => 0 };
            i++;
            if (depth == 0)
            {
                return i;
            }
        }
        return i;
    }

    private char At(int i) => i < _text.Length ? _text[i] : '\0';

    private int EndOfLine(int i) => _text.IndexOf('\n', i) is var end and >= 0 ? end : _text.Length;

    private int After(string mark, int i) =>
        i < _text.Length && _text.IndexOf(mark, i, StringComparison.Ordinal) is var end and >= 0 ? end + mark.Length : _text.Length;
}
