using System.Text.Json;
using GridActors.Core.Records;
using GridActors.Core.Units;

namespace GridActors.Simulation.Counties;

/// <summary>Makes up one type of record.</summary>
/// <param name="Weight">How often, beside the other types of the same kind of unit.</param>
/// <param name="Data">The record's data as JSON; says to the making what it counts for.</param>
internal sealed record Maker(string Type, int Weight, Func<Making, string> Data);

/// <summary>
/// All types that the catalogue knows. A new one joins by a few lines here; until then it is sent as its approved example has it.
/// </summary>
internal static class Makers
{
    private static readonly Maker[] Known =
    [
        new("checkpoint.open", 4, _ => "{}"),
        new("checkpoint.close", 1, _ => "{}"),
        new("passage", 16, Passage),
        new("household.survey", 5, Survey),
        new("returnee.register", 3, Returnee),
        new("returnee.leave", 1, making => $$"""{"person":{{making.Person()}}}"""),
        new("isolation.start", 4, Isolation),
        new("isolation.transfer", 1, making => $$"""{"person":{{making.Person()}},"kind":"{{making.Of("home", "central", "medical")}}"}"""),
        new("isolation.end", 2, making =>
        {
            making.Count("isolations.ended");
            return $$"""{"person":{{making.Person()}},"reason":"released"}""";
        }),
        new("health.check", 4, Check),
        new("unit.amend", 1, making => $$"""{"name":"名{{making.Chance.Next(9)}}"}"""),
        new("unit.move", 2, making => $$"""{"parent":"{{making.County.ParentFor(making.Place.Kind)}}"}"""),
        new("unit.close", 1, _ => "{}"),
        new("record.void", 3, Void),
    ];

    /// <summary>Those written here; they are held to being accepted now and then.</summary>
    public static IReadOnlyList<Maker> OfOurs => Known;

    /// <summary>Every type that may come from outside, but <c>unit.register</c>, which needs a place first.</summary>
    public static IReadOnlyList<Maker> All { get; } =
    [
        .. from type in Catalogue.Standard.RecordTypes
           where !type.IsSystem && type.Name != "unit.register"
           select Known.FirstOrDefault(maker => maker.Type == type.Name) ?? AsApproved(type.Name),
    ];

    private static readonly Dictionary<UnitKind, Maker[]> ByKind = Enum.GetValues<UnitKind>().ToDictionary(kind => kind, OfKind);

    public static IReadOnlyList<Maker> For(UnitKind kind) => ByKind[kind];

    private static Maker[] OfKind(UnitKind kind) =>
    [
        .. from maker in All
           where Catalogue.Standard.FindType(maker.Type)!.Kinds.HasFlag(UnitKindRules.SetOf(kind))
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

    private static string Passage(Making making)
    {
        var (direction, outcome) = (making.Of("in", "out"), making.Of("pass", "pass", "turnedBack", "held"));
        var people = making.Of(1, 1, 3);
        making.Count($"passages.{direction}");
        making.Count($"passages.{outcome}");
        making.Count("passages.people", people);
        var more = making.Of("", ",\"vehicle\":\"晋J1\"", ",\"temperature\":37.3", ",\"code\":\"red\"", ",\"outsider\":true");
        if (more != "")
        {
            making.Count(more[2] switch
            {
                'v' => "passages.vehicles",
                't' => "passages.fever",
                'c' => "passages.code.red",
                _ => "passages.outsiders",
            });
        }

        return $$"""{"direction":"{{direction}}","people":{{people}},"outcome":"{{outcome}}"{{more}}}""";
    }

    private static string Survey(Making making)
    {
        var persons = making.Chance.Next(1, 7);
        making.Count("surveys");
        making.Count("persons.checked", persons);
        var more = making.Of("", ",\"categories\":[]", ",\"categories\":[\"lowIncome\"]", ",\"residence\":\"outsider\"");
        return $$"""{"round":{{making.Chance.Next(1, 4)}},"persons":{{persons}}{{more}}}""";
    }

    private static string Returnee(Making making)
    {
        var origin = making.Of("wuhan", "hubei", "outOfCity");
        making.Count("returnees");
        making.Count($"returnees.{origin}");
        return $$"""
            {"person":{{making.Person()}},"from":{"place":"外地","class":"{{origin}}","code":"4201"},"arrived":"2020-01-{{making.Chance.Next(10, 30)}}"}
            """;
    }

    private static string Isolation(Making making)
    {
        making.Count("isolations");
        var more = making.Of("", ",\"checksPerDay\":1", ",\"site\":\"township\"", ",\"days\":1");
        return $$"""{"person":{{making.Person()}},"kind":"{{making.Of("home", "central", "medical")}}"{{more}}}""";
    }

    private static string Check(Making making)
    {
        var temperature = making.Of("36.5", "37.3", "38.25");
        making.Count("checks");
        if (temperature != "36.5")
        {
            making.Count("checks.fever");
        }

        return $$"""{"person":{{making.Person()}},"temperature":{{temperature}}{{making.Maybe(",\"session\":\"am\"")}}}""";
    }

    /// <summary>Of anything said before of the unit, its registration too; of something never said where nothing was.</summary>
    private static string Void(Making making)
    {
        if (making.Before.Count == 0)
        {
            return """{"source":"unit-import","seq":1,"reason":"填错"}""";
        }

        var target = making.Chance.From(making.Before).Id;
        return $$"""{"source":"{{target.Source}}","seq":{{target.Seq}},"reason":"填错"}""";
    }
}
