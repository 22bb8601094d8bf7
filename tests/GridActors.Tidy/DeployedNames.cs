using System.Text.Json;
using System.Text.RegularExpressions;

namespace GridActors.Tidy;

/// <summary>The names that code gives to metrics and settings, and those that the files in deploy/ ask for.</summary>
public static partial class DeployedNames
{
    /// <summary>Settings of other programs, and of the runtime and the OpenTelemetry SDK, which read them themselves.</summary>
    private static readonly string[] OthersSettings = ["DOTNET_", "OTEL_", "POSTGRES_", "GF_"];

    /// <summary>Metrics as code names them (dots), each with the names that Prometheus gives them.</summary>
    public static Dictionary<string, string[]> Metrics(string code) =>
        Instrument.Matches(code).ToDictionary(
            match => match.Groups["name"].Value,
            match => InPrometheus(match.Groups["kind"].Value, match.Groups["name"].Value, match.Groups["unit"].Value));

    /// <summary>As the collector's exporter makes them: dots to underscores, then the unit, then what the kind adds.</summary>
    public static string[] InPrometheus(string kind, string name, string unit)
    {
        var suffix = unit switch { "s" => "_seconds", "ms" => "_milliseconds", "By" => "_bytes", _ => "" };
        var stem = name.Replace('.', '_').Replace('-', '_') + suffix;
        return kind switch
        {
            "Counter" or "ObservableCounter" => [stem + "_total"],
            "Histogram" => [stem + "_bucket", stem + "_sum", stem + "_count"],
            _ => [stem],
        };
    }

    /// <summary>Metrics that an expression asks for: what is left without texts, labels, ranges, groupings, functions.</summary>
    public static IEnumerable<string> MetricsIn(string expression) =>
        MetricName.Matches(NoMetric.Replace(expression, " ")).Select(match => match.Value).Distinct();

    /// <summary>Every "expr" of a dashboard, at any depth.</summary>
    public static IEnumerable<string> Expressions(JsonElement json) => json.ValueKind switch
    {
        JsonValueKind.Object => json.EnumerateObject().SelectMany(property =>
            property is { Name: "expr", Value.ValueKind: JsonValueKind.String }
                ? [property.Value.GetString()!]
                : Expressions(property.Value)),
        JsonValueKind.Array => json.EnumerateArray().SelectMany(Expressions),
        _ => [],
    };

    /// <summary>Every "expr" of a rules file; a folded one goes on while lines are indented deeper.</summary>
    public static IEnumerable<string> RuleExpressions(string yaml) =>
        RuleExpression.Matches(yaml).Select(match => match.Groups["text"].Value);

    /// <summary>Settings that code reads, with colons.</summary>
    public static HashSet<string> SettingsRead(string code) =>
    [
        .. SettingRead.Matches(code).Select(match => match.Groups["name"].Value),
        .. ConnectionStringRead.Matches(code).Select(match => $"ConnectionStrings:{match.Groups["name"].Value}"),
    ];

    /// <summary>Settings of ours that a file in deploy/ sets in an environment, with colons.</summary>
    public static IEnumerable<string> SettingsSet(string path, string text)
    {
        var pattern = Path.GetExtension(path) switch
        {
            ".service" => SetByUnit,
            ".yaml" when path.Contains("/kubernetes/", StringComparison.Ordinal) => SetByPod,
            ".yaml" => SetByService,
            _ => SetByFile,
        };
        return pattern.Matches(text).Select(match => match.Groups["name"].Value)
            .Where(name => !OthersSettings.Any(other => name.StartsWith(other, StringComparison.Ordinal)))
            .Select(name => name.Replace("__", ":", StringComparison.Ordinal)).Distinct();
    }

    [GeneratedRegex(@"Create(?<kind>\w+?)(<\w+>)?\(\s*""(?<name>[a-z][a-z.]+)""(,\s*""(?<unit>[^""]*)"")?")]
    private static partial Regex Instrument { get; }

    [GeneratedRegex(
        @"""[^""]*""|\b\w+\s+(by|without)\s*\([^)]*\)|\{[^}]*\}|\[[^\]]*\]|"
        + @"\b(on|ignoring)\s*\([^)]*\)|\b\w+\s*\(|\b(or|and|unless)\b")]
    private static partial Regex NoMetric { get; }

    [GeneratedRegex(@"\b[a-zA-Z_:][\w:]*")]
    private static partial Regex MetricName { get; }

    [GeneratedRegex(@"^(?<indent> +)expr: (>-)?(?<text>.*(\n\k<indent> +.*)*)", RegexOptions.Multiline)]
    private static partial Regex RuleExpression { get; }

    [GeneratedRegex(@"(\[|Whole\()""(?<name>[A-Z]\w*(:\w+)*)""")]
    private static partial Regex SettingRead { get; }

    [GeneratedRegex(@"GetConnectionString\(""(?<name>\w+)""\)")]
    private static partial Regex ConnectionStringRead { get; }

    [GeneratedRegex(@"^Environment=""?(?<name>\w+)=", RegexOptions.Multiline)]
    private static partial Regex SetByUnit { get; }

    [GeneratedRegex(@"- name: (?<name>[A-Z]\w+)")]
    private static partial Regex SetByPod { get; }

    [GeneratedRegex(@"[\s,{](?<name>[A-Z]\w*[_a-z]\w*): ")]
    private static partial Regex SetByService { get; }

    [GeneratedRegex(@"^(?<name>[A-Z]\w*)=", RegexOptions.Multiline)]
    private static partial Regex SetByFile { get; }
}
