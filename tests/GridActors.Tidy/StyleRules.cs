using System.Text.RegularExpressions;

namespace GridActors.Tidy;

/// <summary>What the compiler's analyzers do not check. Each rule tells file and line of what breaks it.</summary>
public static partial class StyleRules
{
    public const int FileLinesMax = 400; // the aim is about 300
    public const int MethodLinesMax = 70;
    public const int SourceColumnsMax = 120;
    public const int TestColumnsMax = 140;

    private static readonly string[] GeneratorMarks = ["[LoggerMessage", "JsonSerializerContext", "[GeneratedRegex"];

    public static IEnumerable<Finding> FileLength(SourceFile file)
    {
        var lines = file.Lines.Length;
        return lines <= FileLinesMax ? [] : [new(file.Path, lines, $"{lines} lines; at most {FileLinesMax}, better 300")];
    }

    public static IEnumerable<Finding> LineLength(SourceFile file, int columnsMax) =>
        from line in file.Lines.Index()
        where line.Item.Length > columnsMax
        select new Finding(file.Path, line.Index + 1, $"{line.Item.Length} columns; at most {columnsMax}");

    public static IEnumerable<Finding> MethodLength(SourceFile file) =>
        from member in file.Outline.Members
        let lines = file.LineOf(member.End - 1) - file.LineOf(member.Start) + 1
        where lines > MethodLinesMax
        select file.At(member.Start, $"{lines} lines; at most {MethodLinesMax}: {member.Header}");

    public static IEnumerable<Finding> Namespaces(SourceFile file)
    {
        // Top-level statements, global usings and assembly attributes have no namespace.
        if (file.Name == "Program.cs" || file.Outline.Types.Count == 0)
        {
            return [];
        }
        var found = FileScopedNamespace.Match(file.Code);
        if (!found.Success)
        {
            return [new(file.Path, 1, "has no file-scoped namespace")];
        }
        return found.Groups[1].Value == file.FolderNamespace
            ? []
            : [file.At(found.Index, $"namespace {found.Groups[1].Value}; by its folder it is {file.FolderNamespace}")];
    }

    public static IEnumerable<Finding> TypeNames(SourceFile file) =>
        from type in file.Outline.Types
        let pattern = PatternSuffix.Match(type.Name)
        where pattern.Success
        select file.At(type.Start, $"{type.Name}: a name says the thing or the technology, never '{pattern.Value}'");

    public static IEnumerable<Finding> SealedTypes(SourceFile file) =>
        from type in file.Outline.Types
        where type.Kind is "class" or "record" or "record class"
        where !Sealing.IsMatch(type.Modifiers)
        select file.At(type.Start, $"{type.Kind} {type.Name} is neither sealed, static nor abstract");

    public static IEnumerable<Finding> Regions(SourceFile file) => Written(file, Region, "no regions: split the file instead");

    /// <summary>A catch may do nothing when it names what it catches and says why that is nothing.</summary>
    public static IEnumerable<Finding> EmptyCatches(SourceFile file) =>
        from Match match in EmptyCatch.Matches(file.Code)
        let body = file.Text[match.Groups["body"].Index..(match.Index + match.Length)]
        let isNamed = match.Groups["type"].Success && match.Groups["type"].Value != "Exception"
        where !isNamed || !body.Contains("//", StringComparison.Ordinal)
        select file.At(match.Index, "a catch that swallows: name the exception and say why nothing is to be done");

    public static IEnumerable<Finding> PartialTypes(SourceFile file) =>
        GeneratorMarks.Any(mark => file.Text.Contains(mark, StringComparison.Ordinal))
            ? []
            : Coded(file, Partial, "partial, where no source generator needs it");

    public static IEnumerable<Finding> AsyncVoid(SourceFile file) =>
        Coded(file, AsyncVoidMethod, "async void: its exceptions end the process");

    public static IEnumerable<Finding> Blocking(SourceFile file) => Coded(file, BlockingCall, "blocks the host's thread: await it");

    public static IEnumerable<Finding> UnfinishedWork(string path, string text)
    {
        // An attribute of our own may skip by what the machine lacks (a browser); no test may be skipped by hand.
        var maySkip = text.Contains(": FactAttribute", StringComparison.Ordinal)
            || text.Contains(": Xunit.FactAttribute", StringComparison.Ordinal);
        return from line in text.Split('\n').Index()
               from Match match in Unfinished.Matches(line.Item)
               where !(maySkip && match.Value.StartsWith("Skip", StringComparison.Ordinal))
               select new Finding(path, line.Index + 1, $"unfinished: {match.Value}");
    }

    [GeneratedRegex(@"^\s*namespace\s+([\w.]+)\s*;", RegexOptions.Multiline)]
    private static partial Regex FileScopedNamespace { get; }

    [GeneratedRegex("(Manager|Helper|Util|Helpers|Utils|Common|Base|Impl)$")]
    private static partial Regex PatternSuffix { get; }

    [GeneratedRegex(@"\b(sealed|static|abstract)\b")]
    private static partial Regex Sealing { get; }

    [GeneratedRegex(@"^[ \t]*#\s*region\b", RegexOptions.Multiline)]
    private static partial Regex Region { get; }

    [GeneratedRegex(@"\bcatch\b\s*(\(\s*(?<type>[\w.]+)[^{]*)?(?<body>\{\s*\})")]
    private static partial Regex EmptyCatch { get; }

    [GeneratedRegex(@"\bpartial\s+[\w<]")]
    private static partial Regex Partial { get; }

    [GeneratedRegex(@"\basync\s+void\b")]
    private static partial Regex AsyncVoidMethod { get; }

    [GeneratedRegex(@"\.\s*GetAwaiter\s*\(\s*\)\s*\.\s*GetResult\s*\(|\.\s*Wait\s*\(")]
    private static partial Regex BlockingCall { get; }

    [GeneratedRegex(@"\bTODO\b|\bFIXME\b|\bHACK\b|\bNotImplementedException\b|\bSkip\s*=(?![=>])")]
    private static partial Regex Unfinished { get; }

    private static IEnumerable<Finding> Coded(SourceFile file, Regex banned, string why) =>
        from Match match in banned.Matches(file.Code) select file.At(match.Index, why);

    private static IEnumerable<Finding> Written(SourceFile file, Regex banned, string why) =>
        from Match match in banned.Matches(file.Text) select file.At(match.Index, why);
}
