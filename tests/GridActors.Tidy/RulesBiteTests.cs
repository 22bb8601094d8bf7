namespace GridActors.Tidy;

/// <summary>A rule that never bites is worse than none: each is shown a text that breaks it, and one that does not.</summary>
public sealed class RulesBiteTests
{
    [Fact]
    public void Comments_and_literals_are_blanked_and_code_stays()
    {
        const string text = """"
            // a { comment
            #if it's { not
            var a = "{ \" {"; var b = '{'; var c = @"{ "" {"; /* {
            { */ var d = $"{{ {F("}", '"', $"{x}")} {{"; var e = """
              { " {
              """; var @event = $@"{y:hh\:mm} ""{{"; var f = $$"""{ {{ "}}" }} {""";
            end();
            """";

        var code = BlankedCode.Of(text);

        Assert.Equal(text.Length, code.Length);
        Assert.Equal(text.Count(c => c == '\n'), code.Count(c => c == '\n'));
        Assert.DoesNotContain('{', code);
        Assert.DoesNotContain('}', code);
        Assert.Equal(7, code.Split("var ").Length - 1);
        Assert.Contains("end();", code);
    }

    [Fact]
    public void An_outline_knows_types_members_and_their_extent()
    {
        var outline = In("""
            using System;
            namespace N;
            [Attribute("{")]
            public sealed class A<T>(int x) : B where T : class
            {
                private static readonly int[] Table = [1, 2];
                private readonly C _c = new() { D = 1 };
                public int P { get; init; } = 3;
                public int Q => x switch { 1 => 2, _ => 3 };
                [Fact]
                public void M(int y = 2)
                {
                    if (y >= 2) { }
                }
                public static bool operator ==(A<T> a, A<T> b) => true;
                public event Action? Changed;
                private abstract record R(int Z);
                private sealed record class S(int Z) : R(Z) { public int W() { return 1; } }
                private enum E { One, Two = 2 }
                private interface I { void N(); }
            }
            """).Outline;

        Assert.Equal(["A", "R", "S", "E", "I"], outline.Types.Select(type => type.Name));
        Assert.Equal(["class", "record", "record class", "enum", "interface"], outline.Types.Select(type => type.Kind));
        Assert.Equal(["public int P", "public int Q", "public void M", "public static bool", "public int W"],
            outline.Members.Select(member => string.Join(' ', member.Header.Split(' ', '(').Take(3))));
    }

    [Fact]
    public void A_file_that_cannot_be_read_is_not_passed_over() =>
        Assert.Throws<InvalidDataException>(() => In("class A { } }").Outline);

    [Fact]
    public void Length_rules_bite()
    {
        var body = string.Concat(Enumerable.Repeat("x();\n", StyleRules.MethodLinesMax - 2));

        Assert.Empty(StyleRules.MethodLength(In($"class A {{\nvoid M() {{\n{body}}} }}")));
        Bites(StyleRules.MethodLength, $"class A {{\nvoid M() {{\n\n{body}}} }}", 2);
        Bites(StyleRules.MethodLength, $"class A {{\nint M() =>\n\n\n{body.Replace(';', '+')}3; }}", 2);
        Bites(StyleRules.FileLength, string.Concat(Enumerable.Repeat("\n", StyleRules.FileLinesMax)) + "x", StyleRules.FileLinesMax + 1);
        Bites(file => StyleRules.LineLength(file, 5), "short\nlonger\n", 2);
    }

    [Theory]
    [InlineData("namespace GridActors.Core.Totals;\nsealed class A;", true)]
    [InlineData("global using System;", true)]
    [InlineData("namespace GridActors.Core;\nsealed class A;", false)]
    [InlineData("namespace GridActors.Core.Totals { sealed class A; }", false)]
    [InlineData("sealed class A;", false)]
    public void The_namespace_rule_bites(string text, bool isFine) => Check(StyleRules.Namespaces, text, isFine);

    [Theory]
    [InlineData("sealed class Journal;", true)]
    [InlineData("sealed class Database;", true)]
    [InlineData("sealed class JournalManager;", false)]
    [InlineData("record struct DateUtils(int X);", false)]
    [InlineData("sealed class A { interface IHelper { } }", false)]
    public void The_name_rule_bites(string text, bool isFine) => Check(StyleRules.TypeNames, text, isFine);

    [Theory]
    [InlineData("public sealed class A;", true)]
    [InlineData("public readonly record struct A(int X);", true)]
    [InlineData("public abstract record A { public sealed record B : A; }", true)]
    [InlineData("public class A;", false)]
    [InlineData("class A { }", false)]
    [InlineData("static class A { internal record B(int X); }", false)]
    public void The_sealing_rule_bites(string text, bool isFine) => Check(StyleRules.SealedTypes, text, isFine);

    [Theory]
    [InlineData("try { } catch (IOException) { Log(); }", true)]
    [InlineData("try { } catch (OperationCanceledException) when (x) { /* // stopping: nobody waits for this */ }", true)]
    [InlineData("try { } catch (OperationCanceledException) { }", false)]
    [InlineData("try { } catch (Exception) { // why\n }", false)]
    [InlineData("try { } catch { // why\n }", false)]
    public void The_catch_rule_bites(string text, bool isFine) => Check(StyleRules.EmptyCatches, text, isFine);

    [Theory]
    [InlineData("// async void, .Wait(), #region, partial class", true)]
    [InlineData("async Task M() => await x.WaitAsync(token);", true)]
    [InlineData("partial class A : JsonSerializerContext;", true)]
    [InlineData("async void M() { }", false)]
    [InlineData("x.GetAwaiter().GetResult();", false)]
    [InlineData("x\n  .Wait();", false)]
    [InlineData("  #region Private", false)]
    [InlineData("partial class A;", false)]
    public void The_rules_on_single_words_bite(string text, bool isFine)
    {
        IEnumerable<Finding> Rule(SourceFile file) =>
        [
            .. StyleRules.AsyncVoid(file), .. StyleRules.Blocking(file), .. StyleRules.Regions(file), .. StyleRules.PartialTypes(file),
        ];
        Check(Rule, text, isFine);
    }

    [Theory]
    [InlineData("var todo = Skip == 3; items.Skip(3);", true)]
    [InlineData("sealed class BrowserFactAttribute : FactAttribute { Skip = why; }", true)]
    [InlineData("[Fact(Skip = \"flaky\")]", false)]
    [InlineData("// TODO later", false)]
    [InlineData("throw new NotImplementedException();", false)]
    public void The_rule_on_unfinished_work_bites(string text, bool isFine) =>
        Check(file => StyleRules.UnfinishedWork(file.Path, file.Text), text, isFine);

    [Theory]
    [InlineData("Sqlite", "Library", "Journaling", true)]
    [InlineData("Grains", "Library", "GrainInterfaces", true)]
    [InlineData("Silo", "Exe", "Postgres", true)]
    [InlineData("Core", "Library", "Journaling", false)]
    [InlineData("Sqlite", "Library", "Gateway", false)]
    [InlineData("Grains", "Library", "Postgres", false)]
    [InlineData("LoadDriver", "Exe", "Journaling", false)]
    [InlineData("Sqlite", "Exe", "Journaling", false)]
    [InlineData("Unheard", "Library", "Core", false)]
    public void The_rule_on_references_bites(string name, string output, string reference, bool isFine) =>
        Assert.Equal(isFine, !DependencyRules.References(Project($"src/GridActors.{name}/GridActors.{name}.csproj", output,
            $"""<ProjectReference Include="..\GridActors.{reference}\GridActors.{reference}.csproj" />""")).Any());

    [Theory]
    [InlineData("src", "Postgres", "Npgsql", true)]
    [InlineData("tests", "Postgres.Tests", "Npgsql", true)]
    [InlineData("tests", "Core.Tests", "FsCheck", true)]
    [InlineData("src", "Core", "Analyzer\" PrivateAssets=\"all", true)]
    [InlineData("src", "Core", "FsCheck", false)]
    [InlineData("src", "Silo", "Npgsql", false)]
    [InlineData("src", "Gateway", "Microsoft.Orleans.Sdk", false)]
    [InlineData("tests", "Gateway.Tests", "Microsoft.Data.Sqlite", false)]
    public void The_rule_on_packages_bites(string folder, string name, string package, bool isFine) =>
        Assert.Equal(isFine, !DependencyRules.Packages(Project($"{folder}/GridActors.{name}/GridActors.{name}.csproj", "Library",
            $"""<PackageReference Include="{package}" />""")).Any());

    [Theory]
    [InlineData("src/GridActors.Silo/A.cs", "using Orleans.Hosting;", true)]
    [InlineData("src/GridActors.Silo/A.cs", "options.Invariant = \"Npgsql\";", true)]
    [InlineData("src/GridActors.Silo/A.cs", "using Npgsql;", false)]
    [InlineData("src/GridActors.Gateway/A.cs", "using Orleans;", false)]
    [InlineData("tests/GridActors.Gateway.Tests/A.cs", "var c = new Microsoft.Data.Sqlite.SqliteConnection();", false)]
    public void The_rule_on_names_in_code_bites(string path, string text, bool isFine) =>
        Assert.Equal(isFine, !DependencyRules.Names(new(path, text)).Any());

    private static SourceFile In(string text) => new("src/GridActors.Core/Totals/Sample.cs", text);

    private static ProjectFile Project(string path, string output, string item) =>
        ProjectFile.Parse(path, $"""
            <Project>
              <PropertyGroup><OutputType>{output}</OutputType></PropertyGroup>
              <ItemGroup>{item}</ItemGroup>
            </Project>
            """);

    private static void Check(Func<SourceFile, IEnumerable<Finding>> rule, string text, bool isFine) =>
        Assert.Equal(isFine, !rule(In(text)).Any());

    private static void Bites(Func<SourceFile, IEnumerable<Finding>> rule, string text, int line) =>
        Assert.Equal(line, Assert.Single(rule(In(text))).Line);
}
