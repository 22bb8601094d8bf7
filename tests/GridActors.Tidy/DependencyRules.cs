using System.Text.RegularExpressions;

namespace GridActors.Tidy;

/// <summary>
/// Who may know whom. A project that is not in the tables is itself a finding: a new one decides here what it may know.
/// </summary>
public static class DependencyRules
{
    /// <summary>Libraries: the ports in the middle, adapters around them that never meet.</summary>
    private static readonly Dictionary<string, string[]> Libraries = new()
    {
        ["Core"] = [],
        ["Journaling"] = ["Core"],
        ["Sqlite"] = ["Core", "Journaling"],
        ["Postgres"] = ["Core", "Journaling"],
        ["Gateway"] = ["Core", "Journaling"],
        ["CommandLine"] = ["Core", "Journaling", "Gateway"],
        ["GrainInterfaces"] = [],
        ["Client"] = ["GrainInterfaces"],
        ["Grains"] = ["Core", "Journaling", "GrainInterfaces"],
    };

    /// <summary>Only these compose. The load driver is a client: it knows what client apps may know, and no server.</summary>
    private static readonly Dictionary<string, string[]> Executables = new()
    {
        ["Standalone"] = ["Core", "Journaling", "Sqlite", "Gateway", "CommandLine"],
        ["Silo"] = ["Core", "Journaling", "Postgres", "Gateway", "CommandLine", "GrainInterfaces", "Grains", "Client"],
        ["LoadDriver"] = ["Core", "GrainInterfaces", "Client"],
    };

    private static readonly string[] WithoutPackages = ["Core", "Journaling"];

    /// <summary>Technologies and the projects that may name them, in project files and in code; so may those projects' tests.</summary>
    private static readonly (string Package, Regex Code, string[] Owners, string[] Tests)[] Technologies =
    [
        ("Microsoft.Orleans", new(@"(?<![\w.])Orleans(?=\s*[.;])"),
            ["GrainInterfaces", "Client", "Grains", "Silo", "LoadDriver"], ["Cluster", "Cluster.Benchmarks"]),
        ("Npgsql", new(@"(?<![\w.])Npgsql(?=\s*[.;])"), ["Postgres", "Client"], ["Cluster", "Benchmarks", "Cluster.Benchmarks"]),
        ("Microsoft.Data.Sqlite", new(@"(?<![\w.])Microsoft\.Data\.Sqlite\b"), ["Sqlite"], ["Benchmarks", "Standalone"]),
    ];

    public static IEnumerable<Finding> References(ProjectFile project)
    {
        if (project.IsTest)
        {
            yield break;
        }
        var rules = project.IsExecutable ? Executables : Libraries;
        if (!rules.TryGetValue(project.ShortName, out var allowed))
        {
            var kind = project.IsExecutable ? "executables" : "libraries";
            yield return new(project.Path, 0, $"{project.Name} is not in the table of {kind} in DependencyRules.cs");
            yield break;
        }
        foreach (var reference in project.Projects.Where(reference => !allowed.Contains(reference.Name)))
        {
            var may = allowed.Length == 0 ? "nothing" : string.Join(", ", allowed);
            yield return new(project.Path, reference.Line, $"may reference {may}; not {reference.Name}");
        }
    }

    public static IEnumerable<Finding> Packages(ProjectFile project) =>
        from package in project.Packages
        let isBanned = !project.IsTest && WithoutPackages.Contains(project.ShortName)
        let technology = Technologies.FirstOrDefault(t => package.Name.StartsWith(t.Package, StringComparison.Ordinal))
        where isBanned || (technology.Package is not null && !MayName(technology.Owners, technology.Tests, project.Tested))
        select new Finding(project.Path, package.Line, isBanned ? "references no packages" : NotYours(package.Name, technology.Owners));

    /// <summary>Packages flow on through project references, so what the code names is looked at too.</summary>
    public static IEnumerable<Finding> Names(SourceFile file)
    {
        var isTest = file.Path.StartsWith("tests/", StringComparison.Ordinal);
        var project = new ProjectFile(file.Path, file.Project, false, [], []);
        return from technology in Technologies
               where !MayName(technology.Owners, technology.Tests, isTest ? project.Tested : project.ShortName)
               from Match match in technology.Code.Matches(file.Code)
               select file.At(match.Index, NotYours(match.Value, technology.Owners));
    }

    private static bool MayName(string[] owners, string[] tests, string project) => owners.Contains(project) || tests.Contains(project);

    private static string NotYours(string name, string[] owners) => $"only {string.Join(", ", owners)} may name {name}";
}
