using System.Xml;
using System.Xml.Linq;

namespace GridActors.Tidy;

/// <summary>What a project file names. Packages that only take part in the build (analyzers) are not among its packages.</summary>
public sealed record ProjectFile(
    string Path, string Name, bool IsExecutable, IReadOnlyList<Reference> Projects, IReadOnlyList<Reference> Packages)
{
    public bool IsTest => Path.StartsWith("tests/", StringComparison.Ordinal);

    /// <summary>The name without "GridActors.", as the rules say it.</summary>
    public string ShortName => Short(Name);

    /// <summary>What a test project tests: Core.Tests tests Core.</summary>
    public string Tested => ShortName.EndsWith(".Tests", StringComparison.Ordinal) ? ShortName[..^".Tests".Length] : ShortName;

    public static ProjectFile Parse(string path, string xml)
    {
        var root = XDocument.Parse(xml, LoadOptions.SetLineInfo).Root!;
        var isExecutable = root.Descendants("OutputType").Any(type => type.Value.Trim() == "Exe")
            || (string?)root.Attribute("Sdk") == "Microsoft.NET.Sdk.Web";
        return new(
            path,
            System.IO.Path.GetFileNameWithoutExtension(path),
            isExecutable,
            [.. Includes(root, "ProjectReference").Select(project => project with { Name = Short(FileName(project.Name)) })],
            [.. Includes(root, "PackageReference")]);
    }

    private static IEnumerable<Reference> Includes(XElement root, string element) =>
        from item in root.Descendants(element)
        let name = (string?)item.Attribute("Include")
        let assets = (string?)item.Attribute("PrivateAssets") ?? (string?)item.Element("PrivateAssets")
        where name is not null && !string.Equals(assets, "all", StringComparison.OrdinalIgnoreCase)
        select new Reference(name, ((IXmlLineInfo)item).LineNumber);

    private static string FileName(string path) => System.IO.Path.GetFileNameWithoutExtension(path.Replace('\\', '/'));

    private static string Short(string name) =>
        name.StartsWith("GridActors.", StringComparison.Ordinal) ? name["GridActors.".Length..] : name;
}

public readonly record struct Reference(string Name, int Line);
