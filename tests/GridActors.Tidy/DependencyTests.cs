namespace GridActors.Tidy;

public sealed class DependencyTests
{
    private static readonly ProjectFile[] SourceProjects = [.. Repository.Projects.Where(project => !project.IsTest)];

    [Fact]
    public void Every_project_references_only_what_it_may_know() =>
        Finding.AssertNone(SourceProjects, DependencyRules.References);

    [Fact]
    public void Packages_are_named_only_by_the_projects_that_own_them() =>
        Finding.AssertNone(Repository.Projects, DependencyRules.Packages);

    [Fact]
    public void Code_names_a_technology_only_in_the_projects_that_own_it() =>
        Finding.AssertNone([.. Repository.Sources, .. Repository.TestSources], DependencyRules.Names);
}
