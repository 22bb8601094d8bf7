using System.Text.RegularExpressions;

namespace GridActors.Tidy;

/// <summary>A type's declaration: its kind (class, struct, record, record class, ...), modifiers and name.</summary>
public sealed record TypeOutline(int Start, string Modifiers, string Kind, string Name);

/// <summary>A member with a body: its first token, the end of its body, and its first line as a name for reports.</summary>
public sealed record MemberOutline(int Start, int End, string Header);

/// <summary>
/// The types of a file and their members with bodies, found by counting brackets in the blanked code. Attributes and
/// field initialisers are not part of a member.
/// </summary>
public sealed partial class Outline
{
    private readonly SourceFile _file;
    private readonly string _code;
    private readonly List<TypeOutline> _types = [];
    private readonly List<MemberOutline> _members = [];

    private Outline(SourceFile file)
    {
        _file = file;
        _code = file.Code;
    }

    public IReadOnlyList<TypeOutline> Types => _types;

    public IReadOnlyList<MemberOutline> Members => _members;

    public static Outline Of(SourceFile file)
    {
        var outline = new Outline(file);
        var end = outline.ReadBody(0);
        return end >= file.Code.Length ? outline : throw outline.Unreadable(end, "a closing brace too many");
    }

    [GeneratedRegex(@"^((?:[a-z]+\s+)*?)(class|struct|interface|enum|record\s+class|record\s+struct|record|namespace)\s+@?([\w.]+)")]
    private static partial Regex Declaration { get; }

    [GeneratedRegex(@"^extension\s*[<(]")]
    private static partial Regex ExtensionBlock { get; }

    /// <summary>Reads declarations until the closing brace of the enclosing body, and returns its place.</summary>
    private int ReadBody(int i)
    {
        while (true)
        {
            i = SkipAttributes(i);
            if (i >= _code.Length || _code[i] == '}')
            {
                return i;
            }
            i = ReadDeclaration(i);
        }
    }

    private int ReadDeclaration(int start)
    {
        var stop = EndOfHeader(start);
        var header = _code[start..Math.Min(stop, _code.Length)];
        var declaration = Declaration.Match(header);
        if (declaration.Success || ExtensionBlock.IsMatch(header))
        {
            var kind = Regex.Replace(declaration.Groups[2].Value, @"\s+", " ");
            if (declaration.Success && kind != "namespace")
            {
                _types.Add(new(start, declaration.Groups[1].Value, kind, declaration.Groups[3].Value));
            }
            if (At(stop) != '{')
            {
                return stop + 1;
            }
            return kind == "enum" ? SkipBracket(stop) : Expect('}', ReadBody(stop + 1));
        }
        switch (At(stop))
        {
            case '{':
                var end = SkipBracket(stop);
                Add(start, end);
                var next = SkipSpace(end);
                return At(next) == '=' ? SkipStatement(next) : end; // a property with an initialiser
            case '=' when At(stop + 1) == '>':
                end = SkipStatement(stop);
                Add(start, end);
                return end;
            case '=':
                return SkipStatement(stop);
            default:
                return stop + 1;
        }
    }

    private void Add(int start, int end)
    {
        var lineEnd = _code.IndexOf('\n', start);
        _members.Add(new(start, end, _code[start..(lineEnd < 0 ? end : lineEnd)].Trim()));
    }

    /// <summary>The opening brace, semicolon, arrow or equals sign that ends a declaration's header.</summary>
    private int EndOfHeader(int i)
    {
        while (i < _code.Length)
        {
            switch (_code[i])
            {
                case '(' or '[':
                    i = SkipBracket(i);
                    break;
                case '{' or ';' or '}':
                    return i;
                case '=':
                    return i;
                case 'o' when IsWord(i, "operator"):
                    i = _code.IndexOf('(', i + "operator".Length); // over the = of operator == and <=
                    i = i < 0 ? _code.Length : i;
                    break;
                default:
                    i++;
                    break;
            }
        }
        return i;
    }

    /// <summary>To after the semicolon that ends the statement, over brackets of all kinds.</summary>
    private int SkipStatement(int i)
    {
        while (i < _code.Length && _code[i] != ';')
        {
            if (_code[i] == '}')
            {
                throw Unreadable(i, "a statement without its semicolon");
            }
            i = _code[i] is '(' or '[' or '{' ? SkipBracket(i) : i + 1;
        }
        return Math.Min(i + 1, _code.Length);
    }

    private int SkipBracket(int start)
    {
        var depth = 0;
        for (var i = start; i < _code.Length; i++)
        {
            depth += _code[i] switch { '(' or '[' or '{' => 1, ')' or ']' or '}' => -1, _ => 0 };
            if (depth == 0)
            {
                return i + 1;
            }
        }
        throw Unreadable(start, "a bracket that is never closed");
    }

    private int SkipAttributes(int i)
    {
        for (i = SkipSpace(i); At(i) == '['; i = SkipSpace(SkipBracket(i)))
        {
        }
        return i;
    }

    private int SkipSpace(int i)
    {
        while (i < _code.Length && (char.IsWhiteSpace(_code[i]) || _code[i] == '\uFEFF'))
        {
            i++;
        }
        return i;
    }

    private bool IsWord(int i, string word) =>
        string.CompareOrdinal(_code, i, word, 0, word.Length) == 0
        && !char.IsLetterOrDigit(At(i + word.Length)) && (i == 0 || !(char.IsLetterOrDigit(_code[i - 1]) || _code[i - 1] == '_'));

    private int Expect(char mark, int i) => At(i) == mark ? i + 1 : throw Unreadable(i, $"no {mark}");

    private char At(int i) => i < _code.Length ? _code[i] : '\0';

    private InvalidDataException Unreadable(int i, string what) => new(_file.At(i, $"the tidy tests cannot read this: {what}").ToString());
}
