using System.Text.Json;

namespace GridActors.Tidy;

/// <summary>Dashboards, alerts and service files ask for what the code has; a rename there is a finding here.</summary>
public sealed class DeployTests
{
    private const string Readme = "deploy/README.md";
    private const string Dashboard = "deploy/grafana/gridactors.json";
    private const string Rules = "deploy/prometheus/rules.yaml";

    private static readonly string Code = string.Join('\n', Repository.Sources.Select(file => file.Text));
    private static readonly string Documented = Repository.Read(Readme);
    private static readonly Dictionary<string, string[]> Ours = DeployedNames.Metrics(Code);

    [Fact]
    public void Every_metric_of_the_dashboard_is_one_that_something_sends()
    {
        using var json = JsonDocument.Parse(Repository.Read(Dashboard));
        Finding.AssertNone([.. DeployedNames.Expressions(json.RootElement)], expression => Unknown(Dashboard, expression));
    }

    [Fact]
    public void Every_metric_of_the_alerts_is_one_that_something_sends() =>
        Finding.AssertNone(
            [.. DeployedNames.RuleExpressions(Repository.Read(Rules))], expression => Unknown(Rules, expression));

    [Fact]
    public void Every_metric_of_ours_is_documented() => Finding.AssertNone(Ours.Keys, name =>
        Documented.Contains($"`{name}`", StringComparison.Ordinal) ? [] : [new(Readme, 0, $"does not say what {name} is")]);

    [Fact]
    public void Every_alert_is_explained() => Finding.AssertNone(
        [.. Repository.Read(Rules).Split('\n').Where(line => line.Contains("- alert: ", StringComparison.Ordinal))],
        line => line.Split(": ")[1] is var alert && Documented.Contains($"`{alert}`", StringComparison.Ordinal)
            ? []
            : [new(Readme, 0, $"does not say what to do about {alert}")]);

    [Fact]
    public void Every_setting_of_a_service_is_one_that_the_code_reads()
    {
        var read = DeployedNames.SettingsRead(Code);
        string[] files =
        [
            "deploy/compose/compose.yaml", "deploy/systemd/silo.env.example",
            .. Repository.Files("deploy/systemd", ".service"), .. Repository.Files("deploy/kubernetes", ".yaml"),
        ];
        Assert.Contains("Cluster:Address", DeployedNames.SettingsSet(files[0], Repository.Read(files[0])));
        Finding.AssertNone(files, path =>
            from name in DeployedNames.SettingsSet(path, Repository.Read(path))
            where !read.Contains(name)
            select new Finding(path, 0, $"sets {name}, which no code reads"));
    }

    [Theory]
    [InlineData("Counter", "gridactors.records", "{record}", "gridactors_records_total")]
    [InlineData("Histogram", "a.duration", "s", "a_duration_seconds_bucket a_duration_seconds_sum a_duration_seconds_count")]
    [InlineData("UpDownCounter", "a.size", "By", "a_size_bytes")]
    public void Metrics_are_renamed_as_the_collector_does(string kind, string name, string unit, string expected) =>
        Assert.Equal(expected, string.Join(' ', DeployedNames.InPrometheus(kind, name, unit)));

    [Fact]
    public void Only_metrics_are_taken_from_an_expression() => Assert.Equal(
        ["a_total", "b_bucket"],
        DeployedNames.MetricsIn("""sum by (x, y) (rate(a_total{s="t{"}[5m])) > 0.01 * max(b_bucket) or vector(1e3)"""));

    [Theory]
    [InlineData("deploy/a.service", "Environment=A__B=1\nExecStart=/x", "A:B")]
    [InlineData("deploy/kubernetes/a.yaml", "- name: A__B\n  value: x\n- name: small", "A:B")]
    [InlineData("deploy/compose.yaml", "environment: { <<: *x, A__B: 1 }\nsmall: 2", "A:B")]
    [InlineData("deploy/a.env", "# X=1\nA__B=1\nOTEL_X=1", "A:B")]
    public void Settings_are_found_in_every_kind_of_file(string path, string text, string expected) =>
        Assert.Equal(expected, string.Join(' ', DeployedNames.SettingsSet(path, text)));

    private static IEnumerable<Finding> Unknown(string path, string expression) =>
        from metric in DeployedNames.MetricsIn(expression)
        where !Ours.Values.Any(names => names.Contains(metric))
        where !Documented.Contains($"`{metric}`", StringComparison.Ordinal)
        select new Finding(path, 0, $"asks for {metric}, which neither the code sends nor {Readme} lists");
}
