using System.Text.Json;

namespace GridActors.Core.Tests.Households;

/// <summary>One person of a <see cref="NaiveHousehold"/>.</summary>
internal sealed class NaivePerson
{
    private readonly HashSet<string> _ordered = [];
    private readonly HashSet<string> _reachedBy = [];
    private bool _isPresent;
    private string? _class;
    private string? _isolation;
    private string? _site;
    private string? _case;
    private bool _isTransferred;
    private bool _isMigrant;
    private bool _isAtRisk;
    private bool _isSeeking;
    private bool _isSkilled;

    /// <summary>What is told of the person; gives the flows.</summary>
    public string[] Live(string type, JsonElement data)
    {
        switch (type)
        {
            case "returnee.register":
                var from = data.GetProperty("from");
                (_isPresent, _class) = (true, Text(from, "class"));
                _reachedBy.Remove("staysPut");
                return ["returnees", $"returnees.{_class}", $"returnees.from.{Text(from, "code")}"];
            case "returnee.leave":
                _isPresent = false;
                return [];
            case "isolation.start" or "isolation.transfer":
                (_isolation, _site) = (Text(data, "kind"), Text(data, "site"));
                return type == "isolation.start" ? ["isolations"] : [];
            case "isolation.end":
                _isolation = null;
                return ["isolations.ended"];
            case "health.check":
                return data.GetProperty("temperature").GetDecimal() >= 37.3m ? ["checks", "checks.fever"] : ["checks"];
            case "case.report":
                _case = Text(data, "status");
                _isTransferred = (_isTransferred && _case != "recovered") || Text(data, "transferredTo") is not null;
                return Text(data, "origin") is { } origin
                    ? [$"cases.reported.{_case}", $"cases.reported.{_case}.{origin}"]
                    : [$"cases.reported.{_case}"];
            case "test.order":
                _ordered.Add(Text(data, "due")! is { Length: 10 } day ? $"{day}T24:00" : Text(data, "due")!);
                return [];
            case "test.result":
                _ordered.Remove(_ordered.Min(StringComparer.Ordinal) ?? "");
                return Text(data, "result") == "positive" ? ["tests.done", "tests.positive"] : ["tests.done"];
            case "migrant.register":
                _isMigrant = true;
                _isAtRisk = data.TryGetProperty("risk", out var risk) ? risk.GetBoolean() : _isAtRisk;
                return [];
            case "migrant.contact":
                _reachedBy.Add(Text(data, "means")!);
                return ["migrants.contacted"];
            default:
                Assert.True(type is "job.seek" or "job.depart", type);
                _isSeeking = type == "job.seek";
                _isSkilled |= Text(data, "skill") is not null;
                return _isSeeking ? [] : ["jobs.departed"];
        }
    }

    public IEnumerable<string> Levels()
    {
        string?[] levels =
        [
            _isPresent ? "returnees.present" : null,
            _isolation is null ? null : $"isolated.{_isolation}",
            _isolation is null || _class is null ? null : $"isolated.{_isolation}.{_class}",
            _isolation != "central" || _site is null ? null : $"isolated.central.{_site}",
            _case is null ? null : $"cases.{_case}",
            _isTransferred ? "cases.transferred" : null,
            _isMigrant ? "migrants" : null,
            _isMigrant && _isAtRisk ? "migrants.atRisk" : null,
            _isMigrant && _reachedBy.Contains("phone") ? "migrants.phoned" : null,
            _isMigrant && _reachedBy.Contains("visit") ? "migrants.visited" : null,
            _isMigrant && _reachedBy.Contains("staysPut") ? "migrants.stayingPut" : null,
            _isSeeking ? "jobs.seeking" : null,
            _isSkilled ? "jobs.skilled" : null,
            .. _ordered.Select(_ => "tests.due"),
        ];
        return levels.OfType<string>();
    }

    private static string? Text(JsonElement data, string name) => NaiveHousehold.Text(data, name);
}
