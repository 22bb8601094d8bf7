using System.Text.Json;
using System.Text.RegularExpressions;

namespace GridActors.Tidy;

public sealed partial class LayoutTests
{
    [Fact]
    public void The_top_level_holds_only_what_was_agreed() =>
        Finding.AssertNone(Repository.TopLevel(), name => Agreed.IsMatch(name)
            ? []
            : [new(name, 0, "does not belong at the top level: src, tests, deploy, README.md and build files only")]);

    [Fact]
    public void Every_project_in_src_has_a_readme() =>
        Finding.AssertNone([.. Repository.Projects.Where(project => !project.IsTest)], project =>
        {
            var readme = Path.GetDirectoryName(project.Path) + "/README.md";
            return File.Exists(Path.Combine(Repository.Root, readme)) ? [] : [new Finding(readme, 0, "is missing")];
        });

    /// <summary>A project outside the solution is neither built nor tested by anyone.</summary>
    [Fact]
    public void Every_project_is_in_the_solution()
    {
        var solution = Repository.Read("GridActors.sln").Replace('\\', '/');
        Finding.AssertNone(Repository.Projects, project => solution.Contains($"\"{project.Path}\"", StringComparison.Ordinal)
            ? []
            : [new(project.Path, 0, "is not in GridActors.sln")]);
    }

    [Fact]
    public void Projects_lie_in_the_folder_of_their_name() =>
        Finding.AssertNone(Repository.Projects, project => project.Path.Split('/') is [_, var folder, _] && folder == project.Name
            ? []
            : [new(project.Path, 0, $"belongs into {project.Path.Split('/')[0]}/{project.Name}")]);

    /// <summary>The filter must build wherever Orleans and PostgreSQL are not to be had.</summary>
    [Fact]
    public void The_standalone_filter_needs_no_Orleans()
    {
        using var filter = JsonDocument.Parse(Repository.Read("src/Standalone.slnf"));
        string[] paths =
        [
            .. filter.RootElement.GetProperty("solution").GetProperty("projects").EnumerateArray()
                .Select(path => path.GetString()!.Replace('\\', '/')),
        ];
        Finding.AssertNone(paths, path => Repository.Projects.FirstOrDefault(project => project.Path == path) switch
        {
            null => [new("src/Standalone.slnf", 0, $"names {path}, which does not exist")],
            var project => from name in project.Projects.Concat(project.Packages)
                           where name.Name is "Grains" or "GrainInterfaces" or "Client" or "Silo"
                               || name.Name.StartsWith("Microsoft.Orleans", StringComparison.Ordinal)
                           select new Finding(project.Path, name.Line, $"is in src/Standalone.slnf, but references {name.Name}"),
        });
    }

    [GeneratedRegex(@"^(src|tests|deploy|README\.md|GridActors\.sln|global\.json|\..+|Directory\..+)$")]
    private static partial Regex Agreed { get; }
}
