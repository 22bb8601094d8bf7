using System.Globalization;
using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;
using GridActors.Core.Records;
using GridActors.Core.Tests.Units;

namespace GridActors.Core.Tests.Records;

/// <summary>
/// Every time and date that a record may state, at the ends of the calendar and at those of the years of which records
/// may speak: what cannot be reckoned with is refused, and nothing that is accepted throws.
/// </summary>
public sealed class StatedTimesTests
{
    private static readonly string[] Inside =
    [
        "1800-01-01", "2999-12-31", "1800-01-01T00:00:00Z", "1800-01-01T00:00:00+14:00", "2999-12-31T23:50:00Z",
        "2999-12-31T23:50:00-12:00", "2999-12-31T23:50:00+14:00",
    ];

    private static readonly string[] Outside =
    [
        "0001-01-01", "1799-12-31", "3000-01-01", "9999-12-31", "0001-01-01T00:00:00Z", "0001-01-01T00:00:00-12:00",
        "1799-12-31T23:50:00Z", "3000-01-01T12:00:00Z", "9999-12-31T23:50:00Z", "9999-12-31T15:59:59Z", "9999-12-31T16:00:00Z",
        "9999-12-31T23:50:00-12:00", "9999-12-31T23:50:00+14:00",
    ];

    /// <summary>The types that state any time, each with the names of all fields that do.</summary>
    public static TheoryData<string, string> Stating
    {
        get
        {
            var stating = new TheoryData<string, string>();
            foreach (var type in UnitUnderTest.Catalogue.RecordTypes.Where(type => !type.IsSystem).Select(type => type.Name))
            {
                var names = NamesIn(ApprovedText.Reader.ReadStored(Examples.Of(type).Journal[^1]).Record.Data.GetType()).ToList();
                if (names.Count > 0)
                {
                    stating.Add(type, string.Join(' ', names));
                }
            }

            return stating;
        }
    }

    [Fact]
    public void Times_are_looked_for_in_all_types() => Assert.Equal(
        "gathering.report inspection report.submit returnee.register shift.plan sweep.start test.order",
        string.Join(' ', Stating.Select(type => (string)type[0]).Order(StringComparer.Ordinal)));

    [Theory]
    [MemberData(nameof(Stating))]
    public void The_example_states_them_all(string type, string names) =>
        Assert.Equal(names.Split(' '), Stated(Last(type)["data"]!).Select(Name).Distinct());

    [Theory]
    [MemberData(nameof(Stating))]
    public void Whatever_is_stated_deciding_and_what_follows_from_it_never_throws(string type, string names)
    {
        foreach (var text in Inside.Concat(Outside))
        {
            // One of them at a time, then all, each a second after the one before.
            for (var field = 0; field <= names.Split(' ').Length; field++)
            {
                Tell(type, names, text, field);
            }
        }
    }

    private static void Tell(string type, string names, string text, int only)
    {
        var unit = Before(type);
        var record = Last(type);
        var all = only == names.Split(' ').Length;
        foreach (var (place, value) in Stated(record["data"]!).Index().Where(stated => all || stated.Index == only))
        {
            value.ReplaceWith(Later(text, seconds: place));
        }

        var answer = unit.Send(record.ToJsonString());
        Assert.True(
            answer.Refusal?.Code == "bad-time" || !Outside.Contains(text), $"{type} {only} {text}: {answer}");
        _ = unit.State.NextTask(unit.Calendar);
        foreach (var at in Inside.Where(inside => inside.Contains('T')))
        {
            _ = unit.State.Tasks(UnitUnderTest.Instant(at), unit.Calendar).ToList();
        }

        unit.Tick(unit.Now.AddDays(1)).Reload(unit.Snapshot()).Reload();
    }

    private static JsonNode Last(string type) => JsonNode.Parse(Examples.Of(type).Journal[^1].Utf8.Span)!;

    private static UnitUnderTest Before(string type)
    {
        var example = Examples.Of(type);
        var unit = new UnitUnderTest(example.Id.Value);
        foreach (var entry in example.Journal.SkipLast(1))
        {
            Assert.Equal("accepted", unit.Send(entry.Utf8.ToArray()).Status);
        }

        return unit;
    }

    private static string Later(string text, int seconds) =>
        text.Contains('T') ? $"{text[..18]}{seconds}{text[19..]}" : text;

    /// <summary>The values within that are times or dates, in their order.</summary>
    private static List<JsonNode> Stated(JsonNode node) => node switch
    {
        JsonObject fields => [.. fields.SelectMany(field => field.Value is null ? [] : Stated(field.Value))],
        JsonArray items => [.. items.SelectMany(item => item is null ? [] : Stated(item))],
        _ when node.GetValueKind() == JsonValueKind.String && IsTime(node.GetValue<string>()) => [node],
        _ => [],
    };

    private static bool IsTime(string text) =>
        text.Length >= 10 && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.None, out _);

    private static string Name(JsonNode value) => value.GetPropertyName();

    private static IEnumerable<string> NamesIn(Type data)
    {
        foreach (var property in data.GetProperties(BindingFlags.Public | BindingFlags.Instance))
        {
            var type = Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType;
            if (type == typeof(DateTimeOffset) || type == typeof(DateOnly) || type == typeof(DueTime))
            {
                yield return JsonNamingPolicy.CamelCase.ConvertName(property.Name);
            }

            foreach (var part in type.IsGenericType ? type.GetGenericArguments() : [type])
            {
                if (part.Assembly == typeof(DueTime).Assembly && part != typeof(DueTime) && part.IsClass)
                {
                    foreach (var name in NamesIn(part))
                    {
                        yield return name;
                    }
                }
            }
        }
    }
}
