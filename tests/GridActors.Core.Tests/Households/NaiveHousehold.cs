using System.Text.Json;
using GridActors.Core.Tests.Records;
using GridActors.Core.Tests.Units;

namespace GridActors.Core.Tests.Households;

/// <summary>
/// Counts a month of a household or an institution as one would with pencil and paper: record by record in the order of time,
/// and how things stand all over again after each. Knows nothing of time lines, projections or joined names; leaves out what
/// deadlines bring, missed checks and alerts.
/// </summary>
internal sealed class NaiveHousehold
{
    private readonly Dictionary<(DateOnly Day, string Code), int> _counts = [];
    private readonly Dictionary<int, NaivePerson> _persons = [];
    private readonly Dictionary<string, string> _openNeeds = [];
    private readonly HashSet<string> _watchers = [];
    private readonly HashSet<int> _rounds = [];
    private string? _kind;
    private bool _isVisited;
    private int _surveyed;
    private string[] _categories = [];
    private string? _residence;

    public static string Shown(Month month)
    {
        var voided = month.Notes.Where(note => note.Type == "record.void")
            .Select(note => JsonSerializer.Deserialize<JsonElement>(note.Data))
            .Select(data => (data.GetProperty("source").GetString(), data.GetProperty("seq").GetInt64())).ToHashSet();
        var naive = new NaiveHousehold();
        foreach (var note in month.Notes.Where(note => !voided.Contains((note.Source, note.Seq))))
        {
            naive.Add(note);
        }

        var days = naive._counts.Where(count => count.Value != 0)
            .Select(count => $"{count.Key.Day:yyyy-MM-dd} {count.Key.Code} {count.Value}");
        var sums = naive._counts.GroupBy(count => count.Key.Code, count => count.Value).Where(code => code.Sum() != 0)
            .Select(code => $"in all {code.Key} {code.Sum()}");
        return string.Join('\n', days.Concat(sums).Order(StringComparer.Ordinal));
    }

    private void Add(Note note)
    {
        var day = DateOnly.FromDateTime(Month.Instant(note.At).DateTime);
        var before = Levels().GroupBy(code => code).ToDictionary(code => code.Key, code => code.Count());
        var data = JsonSerializer.Deserialize<JsonElement>(note.Data);
        var flows = data.TryGetProperty("person", out var person)
            ? PersonOf(person).Live(note.Type, data)
            : BeTold(note.Type, data);
        foreach (var flow in flows)
        {
            Count(day, flow, 1);
        }

        foreach (var (code, count) in before)
        {
            Count(day, code, -count);
        }

        foreach (var code in Levels())
        {
            Count(day, code, 1);
        }
    }

    private void Count(DateOnly day, string code, int count) =>
        _counts[(day, code)] = _counts.GetValueOrDefault((day, code)) + count;

    private IEnumerable<string> Levels() =>
    [
        .. _kind is null ? Array.Empty<string>() : [$"units.{_kind}"],
        .. _persons.Values.SelectMany(person => person.Levels()),
        .. _openNeeds.Values.SelectMany(kind => new[] { "needs.open", $"needs.open.{kind}" }),
        .. _watchers.Select(_ => "watch.pairs"),
        .. _rounds.Select(round => $"households.surveyed.r{round}"),
        .. _rounds.Count > 0 ? ["households.surveyed"] : Array.Empty<string>(),
        .. _isVisited ? ["households.visited"] : Array.Empty<string>(),
        .. Enumerable.Repeat("persons.surveyed", _surveyed),
        .. Enumerable.Repeat($"persons.{_residence}", _residence is null ? 0 : _surveyed),
        .. _categories.Select(category => $"households.{category}"),
        .. _categories.Length > 0 ? ["households.vulnerable"] : Array.Empty<string>(),
    ];

    /// <summary>What is told of the unit itself; gives the flows.</summary>
    private string[] BeTold(string type, JsonElement data)
    {
        switch (type)
        {
            case "unit.register":
                _kind = Text(data, "kind");
                return [];
            case "unit.close":
                _kind = null;
                return [];
            case "household.survey":
                _rounds.Add(data.GetProperty("round").GetInt32());
                _surveyed = data.GetProperty("persons").GetInt32();
                _residence = Text(data, "residence") ?? _residence;
                _categories = data.TryGetProperty("categories", out var categories)
                    ? [.. categories.EnumerateArray().Select(category => category.GetString()!)]
                    : _categories;
                return ["surveys", .. Enumerable.Repeat("persons.checked", _surveyed)];
            case "visit":
                _isVisited = true;
                return ["visits", $"visits.{Text(data, "purpose")}", .. _categories.Select(category => $"visits.{category}")];
            case "need.raise":
                _openNeeds.Add(Text(data, "need")!, Text(data, "kind")!);
                return [];
            case "need.resolve":
                Assert.True(_openNeeds.Remove(Text(data, "need")!));
                return ["needs.resolved"];
            case "delivery":
                return ["deliveries"];
            case "watch.pair":
                _watchers.Add(Text(data, "watcher")!);
                return [];
            case "watch.end":
                _watchers.Remove(Text(data, "watcher")!);
                return [];
            default:
                Assert.True(type is "unit.amend" or "record.void", type);
                return [];
        }
    }

    /// <summary>The generator numbers its persons from 1, and the number is in each of their names.</summary>
    private NaivePerson PersonOf(JsonElement named)
    {
        var number = Enumerable.Range(1, 9).Single(number =>
            Text(named, "name") == $"家人{number}" || Text(named, "id") is { } id && (id == $"E{number}" || id == NationalIds.Of(number)));
        return _persons.TryGetValue(number, out var person) ? person : _persons[number] = new NaivePerson();
    }

    internal static string? Text(JsonElement data, string name) =>
        data.TryGetProperty(name, out var value) ? value.GetString() : null;
}
