using System.Text.Json;
using GridActors.Core.Alerts;
using GridActors.Core.Records;
using GridActors.Core.Tests.Records;

namespace GridActors.Core.Tests.Units;

/// <summary>Makes months of a household: returns, isolations, checks, surveys, corrections, the household's closing.</summary>
internal sealed class HouseholdMonth
{
    private const int LengthMin = 29 * 24 * 60;

    private static readonly string[] Kinds = ["home", "central", "medical"];
    private static readonly string[] Classes = ["wuhan", "hubei", "overseas", "outOfCounty"];

    private readonly Random _chance;
    private readonly Diary _diary;
    private readonly Somebody[] _persons;

    private HouseholdMonth(Random chance)
    {
        _chance = chance;
        _diary = new Diary(chance);
        // All share the telephone, as families do.
        _persons = [.. Enumerable.Range(1, chance.Next(1, 5)).Select(number => new Somebody(number, chance))];
    }

    public static Month Of(Random chance) => new HouseholdMonth(chance).Make();

    private Month Make()
    {
        Add("unit.register", """{"kind":"household","name":"甲","parent":"village"}""");
        for (var count = _chance.Next(5, 60); count > 0 && _diary.At < LengthMin; count--)
        {
            // Often at the same minute, and often exactly at noon or midnight.
            _diary.At += _chance.Of(0, 1, 30, 200, 700, (720 - (_diary.At % 720)) % 720);
            switch (_chance.Next(12))
            {
                case < 2:
                    Survey();
                    break;
                case 2:
                    Add("unit.amend", $$"""{"name":"名{{_chance.Next(5)}}"}""");
                    break;
                default:
                    Somebodys(_chance.Of(_persons));
                    break;
            }
        }

        if (_chance.Next(3) == 0)
        {
            Close();
        }

        return new Month([.. _diary.Notes], _chance.Next());
    }

    private void Survey()
    {
        var categories = _chance.Of(
            "", ",\"categories\":[]", ",\"categories\":[\"lowIncome\",\"disabled\"]", ",\"categories\":[\"disabled\"]");
        var residence = _chance.Of("", ",\"residence\":\"registered\"", ",\"residence\":\"outsider\"");
        var survey = Add(
            "household.survey", $$"""{"round":{{_chance.Next(1, 4)}},"persons":{{_chance.Next(1, 7)}}{{categories}}{{residence}}}""");
        if (_chance.Next(4) == 0)
        {
            Add("record.void", $$"""{"source":"{{survey.Source}}","seq":{{survey.Seq}},"reason":"填错"}""");
        }
    }

    private void Somebodys(Somebody person)
    {
        switch (_chance.Next(6))
        {
            case 0 when person.Arrivals < 20:
                Add(
                    "returnee.register",
                    $$"""
                    {"person":{{person.Named()}},"from":{"place":"外地","class":"{{_chance.Of(Classes)}}","code":"4201"},
                    "arrived":"2020-01-{{++person.Arrivals:00}}"}
                    """.ReplaceLineEndings(""));
                person.IsPresent = true;
                break;
            case 1 when person.IsPresent:
                Add("returnee.leave", $$"""{"person":{{person.Named()}}}""");
                person.IsPresent = false;
                break;
            case 2 when !person.IsIsolated:
                var checks = _chance.Of("", ",\"checksPerDay\":1", ",\"checksPerDay\":2");
                Add(
                    "isolation.start",
                    $$"""{"person":{{person.Named()}},"kind":"{{_chance.Of(Kinds)}}","days":{{_chance.Next(1, 8)}}{{checks}}{{Site()}}}""");
                person.IsIsolated = true;
                break;
            case 3 when person.IsIsolated:
                Add("isolation.transfer", $$"""{"person":{{person.Named()}},"kind":"{{_chance.Of(Kinds)}}"{{Site()}}}""");
                break;
            case 4 when person.IsIsolated:
                End(person);
                break;
            default:
                Check(person.Named());
                break;
        }
    }

    private void Check(string person)
    {
        var session = _chance.Of("", ",\"session\":\"am\"", ",\"session\":\"pm\"");
        var temperature = _chance.Of("36.5", "37.3", "38.25");
        var check = Add("health.check", $$"""{"person":{{person}},"temperature":{{temperature}}{{session}}}""");
        if (temperature != "36.5" && _chance.Next(3) == 0)
        {
            Add(_chance.Of("alert.acknowledge", "alert.close"), $$"""{"key":"{{FeverOf(person, check)}}"}""");
        }
    }

    private static string FeverOf(string person, Note check)
    {
        using var json = JsonDocument.Parse(person);
        string? Text(string name) => json.RootElement.TryGetProperty(name, out var value) ? value.GetString() : null;
        var id = Text("id");
        var name = new PersonName(id is null ? null : Text("idType") ?? "nationalId", id, Text("name"), Text("phone"));
        return Alert.About(name, AlertKinds.Fever, $"{Month.Instant(check.At):yyyy-MM-dd}", "", default).Key;
    }

    private string Site() => _chance.Of("", ",\"site\":\"township\"", ",\"site\":\"county\"");

    private void End(Somebody person)
    {
        Add("isolation.end", $$"""{"person":{{person.Named()}},"reason":"released"}""");
        person.IsIsolated = false;
    }

    private void Close()
    {
        foreach (var person in _persons.Where(person => person.IsIsolated))
        {
            End(person);
        }

        Add("unit.close", "{}");
    }

    private Note Add(string type, string data) => _diary.Add(type, data);

    /// <summary>A person, named by whatever is known of them by now: an id, a name and telephone, or both at once.</summary>
    private sealed class Somebody(int number, Random chance)
    {
        private readonly string _name = $"\"name\":\"家人{number}\",\"phone\":\"13800000000\"";

        private readonly string _id = chance.Of(
            $"\"id\":\"{NationalIds.Of(number)}\"", $"\"idType\":\"passport\",\"id\":\"E{number}\"");

        private bool _hasId;
        private bool _hasName;

        public int Arrivals { get; set; }

        public bool IsPresent { get; set; }

        public bool IsIsolated { get; set; }

        public string Named()
        {
            // The first naming may be any; later either of those known, or both together, which joins them.
            var (withId, withName) = chance.Next(3) switch
            {
                0 when _hasId || !_hasName => (true, false),
                1 when _hasName || !_hasId => (false, true),
                _ => (true, true),
            };
            (_hasId, _hasName) = (_hasId || withId, _hasName || withName);
            return "{" + string.Join(',', new[] { withId ? _id : "", withName ? _name : "" }.Where(part => part != "")) + "}";
        }
    }
}
