namespace GridActors.Core.Tests.Units;

/// <summary>
/// Makes months of a household or an institution: what happens to its persons; at a household also surveys, visits, needs,
/// pairs; corrections; the unit's closing.
/// </summary>
internal sealed class HouseholdMonth
{
    private const int LengthMin = 29 * 24 * 60;

    private static readonly string[] NeedKinds = ["food", "medical", "loan"];

    private readonly Random _chance;
    private readonly Diary _diary;
    private readonly Somebody[] _persons;
    private readonly string _kind;
    private readonly List<string> _openNeeds = [];
    private readonly HashSet<string> _watchers = [];
    private int _needs;

    private HouseholdMonth(Random chance, string kind)
    {
        _chance = chance;
        _kind = kind;
        _diary = new Diary(chance);
        _persons = [.. Enumerable.Range(1, chance.Next(1, 5)).Select(number => new Somebody(number, chance))];
    }

    public static Month Of(Random chance) => new HouseholdMonth(chance, "household").Make();

    public static Month OfInstitution(Random chance) => new HouseholdMonth(chance, "institution").Make();

    private Month Make()
    {
        Add("unit.register", $$"""{"kind":"{{_kind}}","name":"甲","parent":"village"}""");
        for (var count = _chance.Next(5, 60); count > 0 && _diary.At < LengthMin; count--)
        {
            // Often at the same minute, and often exactly at noon or midnight.
            _diary.At += _chance.Of(0, 1, 30, 200, 700, (720 - (_diary.At % 720)) % 720);
            switch (_chance.Next(12))
            {
                case < 4 when _kind == "household":
                    BeServed();
                    TakeBack("household.survey", "visit", "delivery");
                    break;
                case 4:
                    Add("unit.amend", $$"""{"name":"名{{_chance.Next(5)}}"}""");
                    break;
                default:
                    var person = _chance.Of(_persons);
                    person.Live(_diary);
                    if (person.WasJoined)
                    {
                        TakeBack("case.report", "migrant.register", "migrant.contact", "job.seek");
                    }

                    break;
            }
        }

        if (_chance.Next(3) == 0)
        {
            Close();
        }

        return new Month([.. _diary.Notes], _chance.Next());
    }

    private void BeServed()
    {
        switch (_chance.Next(6))
        {
            case 0 or 1:
                var categories = _chance.Of(
                    "", ",\"categories\":[]", ",\"categories\":[\"lowIncome\",\"disabled\"]", ",\"categories\":[\"disabled\"]");
                var residence = _chance.Of("", ",\"residence\":\"registered\"", ",\"residence\":\"outsider\"");
                Add(
                    "household.survey",
                    $$"""{"round":{{_chance.Next(1, 4)}},"persons":{{_chance.Next(1, 7)}}{{categories}}{{residence}}}""");
                break;
            case 2:
                Add("visit", $$"""{"purpose":"{{_chance.Of("outreach", "condolence", "followUp", "counselling")}}"}""");
                break;
            case 3 when _openNeeds.Count > 0 && _chance.Next(2) == 0:
                Resolve();
                break;
            case 3:
                // Now and then one that was resolved is raised again.
                var key = $"n{(_needs > 0 && _chance.Next(3) == 0 ? _chance.Next(_needs) : _needs++)}";
                if (!_openNeeds.Contains(key))
                {
                    _openNeeds.Add(key);
                    Add("need.raise", $$"""{"need":"{{key}}","kind":"{{_chance.Of(NeedKinds)}}","what":"米"}""");
                }

                break;
            case 4:
                Add("delivery", """{"items":["米",{"name":"油","quantity":2.5}]}""");
                break;
            default:
                Watch(_chance.Of("worker-1", "worker-2"), _chance.Next(2) == 0);
                break;
        }
    }

    private void Watch(string watcher, bool begins)
    {
        _ = begins ? _watchers.Add(watcher) : _watchers.Remove(watcher);
        Add(begins ? "watch.pair" : "watch.end", $$"""{"watcher":"{{watcher}}"}""");
    }

    private void Resolve()
    {
        var key = _chance.Of(_openNeeds.ToArray());
        _openNeeds.Remove(key);
        Add("need.resolve", $$"""{"need":"{{key}}","how":"送到"}""");
    }

    /// <summary>Now and then what was just said was wrong; of these types nothing that is said later needs it.</summary>
    private void TakeBack(params string[] types)
    {
        var last = _diary.Notes[^1];
        if (types.Contains(last.Type) && _chance.Next(5) == 0)
        {
            Add("record.void", $$"""{"source":"{{last.Source}}","seq":{{last.Seq}},"reason":"填错"}""");
        }
    }

    private void Close()
    {
        Array.ForEach(_persons, person => person.Settle(_diary));
        while (_openNeeds.Count > 0)
        {
            Resolve();
        }

        foreach (var watcher in _watchers.ToArray())
        {
            Watch(watcher, begins: false);
        }

        Add("unit.close", "{}");
    }

    private void Add(string type, string data) => _diary.Add(type, data);
}
