namespace GridActors.Core.Tests.Units;

/// <summary>
/// Makes months of an area of any kind: all that it records of itself, corrections, its closing.
/// </summary>
internal sealed class AreaMonth
{
    private const int LengthMin = 29 * 24 * 60;

    private static readonly string[] Kinds = ["wedding", "funeral", "banquet", "religious", "other"];
    private static readonly string[] Things = ["market", "religious", "road"];
    private static readonly string[] Members = ["甲", "乙"];

    private readonly Random _chance;
    private readonly Diary _diary;
    private readonly string _kind;
    private readonly HashSet<string> _gatherings = [];
    private readonly HashSet<string> _undecided = [];
    private readonly HashSet<string> _closed = [];
    private readonly HashSet<string> _hazards = [];
    private readonly HashSet<(string Notice, string Addressee)> _unanswered = [];
    private readonly HashSet<(string Member, string Kind, string Household)> _contacts = [];
    private readonly HashSet<int> _reported = [];

    /// <summary>
    /// A closing is judged again in the order of arrival when a decision that came in before it is voided; so in a month
    /// that ends with one no decision is, or whether the void is refused would hang on that order.
    /// </summary>
    private readonly bool _closes;

    private int _beds;
    private int _keys;

    private AreaMonth(Random chance, string kind) =>
        (_chance, _diary, _kind, _closes) = (chance, new Diary(chance), kind, chance.Next(3) == 0);

    public static Month Of(Random chance, string kind) => new AreaMonth(chance, kind).Make();

    private Month Make()
    {
        var parent = _kind switch
        {
            "village" or "community" => ",\"parent\":\"township\"",
            "township" => ",\"parent\":\"county\"",
            "grid" => ",\"parent\":\"village\"",
            _ => "",
        };
        Add("unit.register", $$"""{"kind":"{{_kind}}","name":"甲"{{parent}}}""");
        for (var count = _chance.Next(5, 80); count > 0 && _diary.At < LengthMin; count--)
        {
            _diary.At += _chance.Of(0, 1, 30, 200, 700, (1440 - (_diary.At % 1440)) % 1440);
            Something(_chance.Next(16));
        }

        if (_closes)
        {
            Close();
        }

        return new Month([.. _diary.Notes], _chance.Next());
    }

    private void Something(int what)
    {
        switch (what)
        {
            case 0:
                Report();
                break;
            case 1 when _gatherings.Count > 0:
                Decide(_chance.Of([.. _gatherings]), mayVoid: !_closes);
                break;
            case 2 when _gatherings.Count > 0:
                Add("gathering.inspect", $$"""{"gathering":"{{_chance.Of([.. _gatherings])}}","attended":{{_chance.Next(1, 40)}}}""");
                break;
            case 3 or 4:
                SetOrLift();
                break;
            case 5 or 6:
                Contact();
                break;
            case 7 or 8:
                Inspect();
                break;
            case 9 when _hazards.Count > 0:
                Fix(_chance.Of([.. _hazards]));
                break;
            case 10:
                Issue();
                break;
            case 11 when _unanswered.Count > 0:
                Answer(_chance.Of([.. _unanswered]));
                break;
            case 12:
                Tally();
                break;
            case 13:
                SubmitOrStart();
                break;
            default:
                Count();
                break;
        }
    }

    private void Report()
    {
        var kind = _chance.Of(Kinds);
        if (kind == "religious" && _closed.Contains(kind))
        {
            return;
        }

        var (key, planned) = ($"g{++_keys}", _chance.Of(8, 10, 11, 80));
        Add("gathering.report", $$"""{"gathering":"{{key}}","kind":"{{kind}}","date":"2020-02-20","planned":{{planned}}}""");
        _gatherings.Add(key);
        if (kind != "banquet" || planned > 10)
        {
            _undecided.Add(key);
        }
    }

    private void Decide(string gathering, bool mayVoid)
    {
        var decision = _chance.Of("approved", "deferred", "simplified", "cancelled");
        var note = Add("gathering.decide", $$"""{"gathering":"{{gathering}}","decision":"{{decision}}"}""");
        if (mayVoid && _chance.Next(4) == 0)
        {
            Void(note);
        }
        else
        {
            _undecided.Remove(gathering);
        }
    }

    private void SetOrLift()
    {
        var (thing, isSet) = (_chance.Of(Things), _chance.Next(2) == 0);
        var note = Add(isSet ? "closure.set" : "closure.lift", $$"""{"what":"{{thing}}"}""");
        if (_chance.Next(4) == 0)
        {
            Void(note);
        }
        else if (isSet)
        {
            _closed.Add(thing);
        }
        else
        {
            _closed.Remove(thing);
        }
    }

    private void Contact()
    {
        var (member, kind) = (_chance.Of(Members), _chance.Of("prevention", "sanitation"));
        var mine = _contacts.Where(contact => contact.Member == member && contact.Kind == kind).ToArray();
        var isReleased = mine.Length > 0 && _chance.Next(2) == 0;
        string[] households = isReleased
            ? [.. mine.Take(_chance.Next(1, 3)).Select(contact => contact.Household)]
            : [.. Enumerable.Range(0, _chance.Next(1, 4)).Select(_ => $"h{_chance.Next(6)}").Distinct()];
        var said = kind == "prevention" && _chance.Next(2) == 0 ? "" : $",\"kind\":\"{kind}\"";
        Add(
            isReleased ? "contact.release" : "contact.assign",
            $$"""{"member":"{{member}}","households":["{{string.Join("\",\"", households)}}"]{{said}}}""");
        foreach (var household in households)
        {
            _ = isReleased ? _contacts.Remove((member, kind, household)) : _contacts.Add((member, kind, household));
        }
    }

    private void Inspect()
    {
        var hazards = Enumerable.Range(0, _chance.Next(3)).Select(_ => $"z{_chance.Next(5)}").Distinct().ToArray();
        var listed = hazards.Select(key =>
            $$"""{"hazard":"{{key}}","what":"灭火器过期","due":"{{_chance.Of("2020-02-07", "2020-02-09T12:00:00+08:00", "2020-02-20")}}"}""");
        var list = hazards.Length == 0 ? "" : $",\"hazards\":[{string.Join(',', listed)}]";
        Add("inspection", $$"""{"venueKind":"{{_chance.Of("restaurant", "school")}}","venue":"好再来"{{list}}}""");
        _hazards.UnionWith(hazards);
    }

    private void Fix(string hazard)
    {
        Add("hazard.fix", $$"""{"hazard":"{{hazard}}"}""");
        _hazards.Remove(hazard);
    }

    private void Issue()
    {
        var key = $"n{++_keys}";
        string[] to = [.. new[] { "v-1", "v-2", "worker-31" }.Take(_chance.Next(4))];
        var list = to.Length == 0 ? "" : $",\"to\":[\"{string.Join("\",\"", to)}\"]";
        Add("notice.issue", $$"""{"notice":"{{key}}","title":"封村","text":"即日起"{{list}}}""");
        foreach (var addressee in to.DefaultIfEmpty("*"))
        {
            _unanswered.Add((key, addressee));
        }
    }

    private void Answer((string Notice, string Addressee) answer)
    {
        var isSaid = answer.Addressee == "*" || (answer.Addressee == "worker-31" && _chance.Next(2) == 0);
        Add("notice.acknowledge", $$"""{"notice":"{{answer.Notice}}"{{(isSaid ? "" : $",\"addressee\":\"{answer.Addressee}\"")}}}""");
        if (_chance.Next(4) > 0)
        {
            _unanswered.Remove(answer); // else it is answered twice
        }
    }

    private void Tally()
    {
        var change = _beds > 0 && _chance.Next(2) == 0 ? -_chance.Next(1, _beds + 1) : _chance.Next(1, 9);
        var isLevel = _chance.Next(3) > 0;
        Add("tally", isLevel ? $$"""{"code":"bedsReady","count":{{change}}}""" : """{"code":"masksSewn","count":40}""");
        _beds += isLevel ? change : 0;
    }

    private void SubmitOrStart()
    {
        if (_kind is not ("village" or "township" or "county"))
        {
            Count();
            return;
        }

        if (_kind != "village")
        {
            Add("sweep.start", $$"""{"round":{{_chance.Next(1, 4)}},"due":"2020-02-{{_chance.Next(10, 20)}}"}""");
            return;
        }

        var day = (_diary.At / 1440) + 1 - _chance.Of(0, 0, 1);
        if (day > 0 && _reported.Add(day))
        {
            Add("report.submit", $$"""{"date":"2020-02-{{day:00}}"}""");
        }
    }

    private void Count()
    {
        var (type, data) = _chance.Of(
            ("gathering.stop", """{"kind":"wedding"}"""),
            ("violation.stop", """{"kind":"mask"}"""),
            ("publicity", """{"kind":"letter","count":18}"""),
            ("patrol", "{}"),
            ("meeting", """{"kind":"例会","attended":12}"""),
            ("agreement.sign", """{"kind":"pledge","count":3}"""),
            ("donation", """{"yuan":100.5}"""),
            ("quota.set", """{"indicator":"visits","count":2,"per":"household"}""".Replace("visits", _chance.Of("surveys", "checks"))),
            ("supervision", """{"target":"南沟村"}"""),
            ("commendation", """{"target":"李四"}"""),
            ("accountability.talk", """{"target":"villageLeader","count":2}"""));
        var note = Add(type, data);
        if (_chance.Next(5) == 0)
        {
            Void(note);
        }
    }

    private void Close()
    {
        foreach (var gathering in _undecided.ToArray())
        {
            Decide(gathering, mayVoid: false);
        }

        foreach (var hazard in _hazards.ToArray())
        {
            Fix(hazard);
        }

        while (_unanswered.Count > 0)
        {
            Answer(_unanswered.First());
        }

        Add("unit.close", "{}");
    }

    private void Void(Note note) =>
        Add("record.void", $$"""{"source":"{{note.Source}}","seq":{{note.Seq}},"reason":"填错"}""");

    private Note Add(string type, string data) => _diary.Add(type, data);
}
