namespace GridActors.Tidy;

public sealed class StyleTests
{
    private static readonly SourceFile[] All = [.. Repository.Sources, .. Repository.TestSources];

    private static readonly SourceFile[] Journaling = [.. Repository.Sources.Where(file => file.Project == "GridActors.Journaling")];

    [Fact]
    public void Files_are_short() => Finding.AssertNone(Repository.Sources, StyleRules.FileLength);

    [Fact]
    public void Methods_are_short() => Finding.AssertNone(Repository.Sources, StyleRules.MethodLength);

    [Fact]
    public void Lines_fit_the_page() =>
        Finding.AssertNone(Repository.Sources, file => StyleRules.LineLength(file, StyleRules.SourceColumnsMax));

    [Fact]
    public void Lines_of_tests_fit_a_wide_page() =>
        Finding.AssertNone(Repository.TestSources, file => StyleRules.LineLength(file, StyleRules.TestColumnsMax));

    [Fact]
    public void Namespaces_are_file_scoped_and_equal_the_folder() => Finding.AssertNone(All, StyleRules.Namespaces);

    [Fact]
    public void Type_names_say_the_thing_and_not_a_pattern() => Finding.AssertNone(All, StyleRules.TypeNames);

    [Fact]
    public void Classes_are_sealed_static_or_abstract() => Finding.AssertNone(Repository.Sources, StyleRules.SealedTypes);

    [Fact]
    public void There_are_no_regions() => Finding.AssertNone(All, StyleRules.Regions);

    [Fact]
    public void No_catch_swallows() => Finding.AssertNone(All, StyleRules.EmptyCatches);

    [Fact]
    public void Types_are_partial_only_for_source_generators() => Finding.AssertNone(All, StyleRules.PartialTypes);

    [Fact]
    public void No_method_is_async_void() => Finding.AssertNone(All, StyleRules.AsyncVoid);

    [Fact]
    public void The_loop_never_blocks() => Finding.AssertNone(Journaling, StyleRules.Blocking);

    [Fact]
    public void Nothing_is_left_unfinished_and_no_test_is_skipped_by_hand()
    {
        string[] kinds = [".cs", ".csproj", ".props", ".targets", ".js", ".css", ".html", ".sql", ".sh", ".md"];
        string[] files = [.. Repository.Files("src", kinds), .. Repository.Files("tests", kinds).Where(IsNotTidy)];
        Finding.AssertNone(files, path => StyleRules.UnfinishedWork(path, Repository.Read(path)));

        // These tests name what they look for.
        static bool IsNotTidy(string path) => !path.StartsWith("tests/GridActors.Tidy/", StringComparison.Ordinal);
    }
}
