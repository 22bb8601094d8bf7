using GridActors.Core.Tests.Records;

namespace GridActors.Core.Tests.Units;

/// <summary>A person, named by whatever is known of them by now: an id, a name and telephone, or both at once.</summary>
internal sealed class Somebody(int number, Random chance)
{
    private static readonly string[] Kinds = ["home", "central", "medical"];
    private static readonly string[] Classes = ["wuhan", "hubei", "overseas", "outOfCounty"];
    private static readonly string[] Statuses = ["exposed", "closeContact", "coTraveller", "suspected", "confirmed", "recovered"];
    private static readonly string[] Dues = ["2020-02-05", "2020-02-12", "2020-02-20", "2020-02-12T18:00:00+08:00"];

    // All share the telephone, as families do.
    private readonly string _name = $"\"name\":\"家人{number}\",\"phone\":\"13800000000\"";

    private readonly string _id = chance.Of(
        $"\"id\":\"{NationalIds.Of(number)}\"", $"\"idType\":\"passport\",\"id\":\"E{number}\"");

    private bool _hasId;
    private bool _hasName;
    private int _arrivals;
    private int _testsOpen;
    private bool _isPresent;

    private bool _isJoined;

    public bool IsIsolated { get; private set; }

    /// <summary>Id and name were given together before the last thing that happened, so that one tells nobody who is meant.</summary>
    public bool WasJoined { get; private set; }

    /// <summary>Something happens to them.</summary>
    public void Live(Diary diary)
    {
        WasJoined = _isJoined;
        switch (chance.Next(11))
        {
            case 0 when _arrivals < 20:
                _isPresent = true;
                diary.Add("returnee.register", With(
                    $$""","from":{"place":"外地","class":"{{chance.Of(Classes)}}","code":"4201"},"arrived":"2020-01-{{++_arrivals:00}}" """));
                break;
            case 1 when _isPresent:
                _isPresent = false;
                diary.Add("returnee.leave", With());
                break;
            case 2 or 3 when !IsIsolated:
                IsIsolated = true;
                var checks = chance.Of("", ",\"checksPerDay\":1", ",\"checksPerDay\":2");
                diary.Add("isolation.start", With(
                    $$""","kind":"{{chance.Of(Kinds)}}","days":{{chance.Next(1, 8)}}{{checks}}{{Site()}}"""));
                break;
            case 2 when IsIsolated:
                diary.Add("isolation.transfer", With($$""","kind":"{{chance.Of(Kinds)}}"{{Site()}}"""));
                break;
            case 3 when IsIsolated:
                EndIsolation(diary);
                break;
            case 4:
                var more = chance.Of("", ",\"origin\":\"imported\"", ",\"origin\":\"onward\"", ",\"transferredTo\":\"县医院\"");
                diary.Add("case.report", With($$""","status":"{{chance.Of(Statuses)}}"{{more}}"""));
                break;
            case 5:
                diary.Add("test.order", With($$""","due":"{{chance.Of(Dues)}}" """));
                _testsOpen++; // at most: ordered twice for the same time, it is one
                break;
            case 6:
                Test(diary);
                break;
            case 7:
                var risk = chance.Of("", ",\"risk\":true", ",\"risk\":false");
                diary.Add("migrant.register", With($$""","place":"广东"{{risk}}"""));
                break;
            case 8:
                diary.Add("migrant.contact", With($$""","means":"{{chance.Of("phone", "visit", "staysPut")}}" """));
                break;
            case 9:
                diary.Add(chance.Of("job.seek", "job.depart"), With(chance.Of("", ",\"skill\":\"电焊\"")));
                break;
            default:
                var session = chance.Of("", ",\"session\":\"am\"", ",\"session\":\"pm\"");
                diary.Add("health.check", With($$""","temperature":{{chance.Of("36.5", "37.3", "38.25")}}{{session}}"""));
                break;
        }
    }

    /// <summary>So that nothing of theirs stands open.</summary>
    public void Settle(Diary diary)
    {
        if (IsIsolated)
        {
            EndIsolation(diary);
        }

        while (_testsOpen > 0)
        {
            Test(diary);
        }
    }

    private void EndIsolation(Diary diary)
    {
        IsIsolated = false;
        diary.Add("isolation.end", With(",\"reason\":\"released\""));
    }

    private void Test(Diary diary)
    {
        _testsOpen = Math.Max(0, _testsOpen - 1);
        diary.Add("test.result", With($$""","result":"{{chance.Of("negative", "positive")}}" """));
    }

    private string Site() => chance.Of("", ",\"site\":\"township\"", ",\"site\":\"county\"");

    private string With(string more = "") => $$"""{"person":{{Named()}}{{more}}}""";

    private string Named()
    {
        // The first naming may be any; later either of those known, or both together, which joins them.
        var (withId, withName) = chance.Next(3) switch
        {
            0 when _hasId || !_hasName => (true, false),
            1 when _hasName || !_hasId => (false, true),
            _ => (true, true),
        };
        (_hasId, _hasName) = (_hasId || withId, _hasName || withName);
        _isJoined = _isJoined || (withId && withName);
        return "{" + string.Join(',', new[] { withId ? _id : "", withName ? _name : "" }.Where(part => part != "")) + "}";
    }
}
