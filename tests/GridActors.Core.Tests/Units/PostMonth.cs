using System.Globalization;

namespace GridActors.Core.Tests.Units;

/// <summary>
/// Makes months of a village or a checkpoint that people are posted at: shifts, staff, teams, supplies that come, go and
/// are counted, corrections; now and then it is closed.
/// </summary>
internal sealed class PostMonth
{
    private static readonly string[] Items = ["mask", "disinfectant", "food"];
    private static readonly string[] Workers = ["甲", "乙", "丙"];
    private static readonly string[] Roles = ["partyMember", "doctor"];

    private readonly Random _chance;
    private readonly Diary _diary;
    private readonly Dictionary<string, decimal> _stock = [];
    private readonly Dictionary<string, int> _planned = [];
    private readonly HashSet<string> _onDuty = [];
    private readonly HashSet<(string Role, string Worker)> _staff = [];
    private readonly HashSet<string> _teams = [];
    private readonly bool _closes;
    private int _counted;
    private int _teamsCounted;

    private PostMonth(Random chance) => (_chance, _diary, _closes) = (chance, new Diary(chance), chance.Next(3) == 0);

    public static Month Of(Random chance) =>
        new PostMonth(chance).Make("""{"kind":"village","name":"甲","parent":"township"}""");

    public static Month OfGate(Random chance) =>
        new PostMonth(chance).Make("""{"kind":"checkpoint","name":"甲","parent":"village","tier":"village"}""");

    private Month Make(string registration)
    {
        _diary.Add("unit.register", registration);
        for (var count = _chance.Next(5, 70); count > 0; count--)
        {
            _diary.At += _chance.Of(0, 1, 30, 400, (1440 - (_diary.At % 1440)) % 1440);
            switch (_chance.Next(10))
            {
                case < 4:
                    Move(_chance.Of(Items));
                    break;
                case 4:
                    Enrol();
                    break;
                case 5:
                    Form();
                    break;
                case 6:
                    Plan();
                    break;
                case 7:
                    Add("disinfection", """{"place":"村口","litres":2.5}""");
                    break;
                default:
                    Sign(_chance.Of(Workers));
                    break;
            }
        }

        if (_closes)
        {
            Close();
        }

        return new Month([.. _diary.Notes], _chance.Next());
    }

    private void Move(string item)
    {
        var stock = _stock.GetValueOrDefault(item);
        var some = Math.Min(stock, _chance.Of(1m, 0.125m, 20m));
        switch (_chance.Next(6))
        {
            case 0 when some > 0:
                var use = Add("supply.use", Supply(item, some));
                if (_chance.Next(4) == 0)
                {
                    Void(use);
                }

                _stock[item] = stock - some; // also when taken back: it has to be there when only that has come in
                break;
            case 1 when some > 0:
                // From the closed one it comes back, when the month is over; a unit that is counted out by then is not closed.
                var to = _closes ? "village-2" : _chance.Of("village-2", "closed-village");
                Add("supply.transfer", Supply(item, some, $",\"to\":\"{to}\""));
                _stock[item] = stock - some;
                break;
            case 3:
                _stock[item] = _chance.Of(0m, 3.5m, 40m);
                Add("supply.count", Supply(item, _stock[item]));
                break;
            case 4:
                Add("supply.minimum", Supply(item, _chance.Of(0m, 10m)));
                break;
            default:
                var more = _chance.Of(5m, 0.5m, 100m);
                Add("supply.receive", Supply(item, more, _chance.Of("", ",\"how\":\"donated\"", ",\"how\":\"purchased\"")));
                _stock[item] = stock + more;
                break;
        }
    }

    private void Enrol()
    {
        var (role, worker) = (_chance.Of(Roles), _chance.Of(Workers));
        switch (_chance.Next(4))
        {
            case 0 when _staff.Remove((role, worker)):
                Add("staff.leave", $$"""{"role":"{{role}}","worker":"{{worker}}"}""");
                break;
            case 1:
                _counted += 3;
                Add("staff.enrol", """{"role":"volunteer","count":3}""");
                break;
            case 2 when _counted > 1:
                _counted -= 2;
                Add("staff.leave", """{"role":"volunteer","count":2}""");
                break;
            default:
                _staff.Add((role, worker));
                Add("staff.enrol", $$"""{"role":"{{role}}","worker":"{{worker}}","branch":"一支部"}""");
                break;
        }
    }

    private void Form()
    {
        var name = _chance.Of("一组", "二组");
        switch (_chance.Next(4))
        {
            case 0 when _teams.Remove(name):
                Add("team.dissolve", $$"""{"kind":"partyGroup","name":"{{name}}"}""");
                break;
            case 1:
                _teamsCounted += 2;
                Add("team.form", """{"kind":"vanguard","count":2}""");
                break;
            case 2 when _teamsCounted > 0:
                _teamsCounted--;
                Add("team.dissolve", """{"kind":"vanguard","count":1}""");
                break;
            default:
                _teams.Add(name);
                Add("team.form", $$"""{"kind":"partyGroup","name":"{{name}}"}""");
                break;
        }
    }

    private void Plan()
    {
        var worker = _chance.Of(Workers);
        var from = Math.Max(_planned.GetValueOrDefault(worker), _diary.At + 60);
        var to = from + _chance.Of(60, 480, 1440);
        var plan = Add(
            "shift.plan",
            $$"""{"shift":"夜班","from":"{{Clock(from)}}","to":"{{Clock(to)}}","workers":["{{worker}}"]}""");
        _planned[worker] = to; // also when taken back: a plan that overlaps could otherwise bar the one it corrects
        if (_chance.Next(4) == 0)
        {
            Void(plan);
        }
    }

    private void Sign(string worker)
    {
        var isOut = _chance.Next(3) > 0 && _onDuty.Remove(worker);
        if (!isOut)
        {
            _onDuty.Add(worker);
        }

        Add(isOut ? "shift.signOut" : "shift.signIn", $$"""{"worker":"{{worker}}"}""");
    }

    private void Close()
    {
        foreach (var item in _stock.Keys)
        {
            Add("supply.count", Supply(item, 0));
        }

        Add("unit.close", "{}");
    }

    private static string Supply(string item, decimal quantity, string more = "") =>
        $$"""{"item":"{{item}}","quantity":{{quantity.ToString(CultureInfo.InvariantCulture)}}{{more}}}""";

    private static string Clock(int minutes) => Month.Instant(minutes).ToString("yyyy-MM-ddTHH:mm:ss+08:00");

    private void Void(Note note) =>
        Add("record.void", $$"""{"source":"{{note.Source}}","seq":{{note.Seq}},"reason":"填错"}""");

    private Note Add(string type, string data) => _diary.Add(type, data);
}
