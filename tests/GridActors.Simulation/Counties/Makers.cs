using System.Text.Json;
using GridActors.Core.Alerts;
using GridActors.Core.Records;
using GridActors.Core.Units;
using GridActors.Simulation.Hosts;

namespace GridActors.Simulation.Counties;

/// <summary>Makes up one type of record.</summary>
/// <param name="Weight">How often, beside the other types of the same kind of unit.</param>
/// <param name="Data">The record's data as JSON; says to the making what it counts for.</param>
internal sealed record Maker(string Type, int Weight, Func<Making, string> Data)
{
    /// <summary>Counts for one of something, whatever its data says.</summary>
    public static Maker Counting(string type, int weight, string code, Func<Making, string> data) => new(type, weight, making =>
    {
        making.Count(code);
        return data(making);
    });
}

/// <summary>
/// All types that the catalogue knows. A new one joins by a few lines here; until then it is sent as its approved example has it.
/// </summary>
internal static class Makers
{
    private static readonly Maker[] Known =
    [
        .. HouseholdMakers.All,
        .. PostMakers.All,
        .. AreaMakers.All,
        new("alert.acknowledge", 3, AnswerAlert),
        new("alert.close", 2, AnswerAlert),
        new("unit.amend", 1, making => $$"""{"name":"名{{making.Chance.Next(9)}}","households":{{making.Chance.Next(1, 99)}}}"""),
        new("unit.move", 2, making => $$"""{"parent":"{{making.County.ParentFor(making.Place.Kind)}}"}"""),
        new("unit.close", 1, _ => "{}"),
        new("record.void", 6, Void),
    ];

    /// <summary>Every type that may come from outside, but <c>unit.register</c>, which needs a place first.</summary>
    public static IReadOnlyList<Maker> All { get; } =
    [
        .. from type in World.Catalogue.RecordTypes
           where !type.IsSystem && type.Name != "unit.register"
           select Known.FirstOrDefault(maker => maker.Type == type.Name) ?? AsApproved(type.Name),
    ];

    /// <summary>
    /// Every type that comes into a journal, those that the system writes too. Only <c>check.sweep</c> does not any more:
    /// journals of old hold it, today's code writes <c>time.passed</c> for it.
    /// </summary>
    public static IEnumerable<string> Written { get; } =
        [.. World.Catalogue.RecordTypes.Select(type => type.Name).Where(name => name != "check.sweep")];

    private static readonly Dictionary<UnitKind, Maker[]> ByKind = Enum.GetValues<UnitKind>().ToDictionary(kind => kind, OfKind);

    public static IReadOnlyList<Maker> For(UnitKind kind) => ByKind[kind];

    private static Maker[] OfKind(UnitKind kind) =>
    [
        .. from maker in All
           where World.Catalogue.FindType(maker.Type)!.Kinds.HasFlag(UnitKindRules.SetOf(kind))
           from time in Enumerable.Range(0, maker.Weight)
           select maker,
    ];

    private static Maker AsApproved(string type)
    {
        using var stream = typeof(Makers).Assembly.GetManifestResourceStream($"Approved/{type}.journal.ndjson")
            ?? throw new InvalidOperationException($"{type} has neither a maker nor an approved example.");
        using var lines = new StreamReader(stream);
        var examples = new List<string>();
        while (lines.ReadLine() is { } line)
        {
            using var entry = JsonDocument.Parse(line);
            using var record = JsonDocument.Parse(entry.RootElement.GetProperty("record").GetString()!);
            if (record.RootElement.GetProperty("type").GetString() == type)
            {
                examples.Add(record.RootElement.TryGetProperty("data", out var data) ? data.GetRawText() : "{}");
            }
        }

        return new Maker(type, 1, making => making.Chance.From(examples));
    }

    /// <summary>One that the dashboard shows; where it shows none, one that is not there.</summary>
    private static string AnswerAlert(Making making)
    {
        var shown = making.Shown.Image.State.Get<AlertBook>().All().Select(standing => standing.Alert.Key).ToList();
        return $$"""{"key":{{JsonSerializer.Serialize(shown.Count == 0 ? "fever:nobody" : making.Chance.From(shown))}}}""";
    }

    /// <summary>
    /// Of anything made up before for the unit, committed or not; or of anything in its journal, what an import, the passing of
    /// time or another unit wrote there too.
    /// </summary>
    private static string Void(Making making)
    {
        var journal = making.Shown.Entries;
        var target = journal.Count > 0 && (making.Before.Count == 0 || making.Chance.OneIn(4))
            ? making.Chance.From(journal).Record.Id
            : making.Before.Count > 0 ? making.Chance.From(making.Before).Id : new RecordId("nobody", 1);
        return $$"""{"source":"{{target.Source}}","seq":{{target.Seq}},"reason":"填错"}""";
    }
}
