using System.Globalization;
using GridActors.Journaling.Ports;

namespace GridActors.CommandLine.Demo;

/// <summary>Where records of persons are entered: a household or an institution, and the tablet of its place.</summary>
/// <param name="Head">Head of the household, or of the institution.</param>
/// <param name="Persons">Living there.</param>
/// <param name="Contact">The party member who looks after it and its neighbours.</param>
internal sealed record Home(
    string Unit, string Township, string Tablet, string Worker, string Doctor, Resident Head, int Persons,
    string Contact);

/// <summary>Somebody who passes a checkpoint day after day.</summary>
/// <param name="Plate">Null for one who goes on foot.</param>
internal sealed record Traveller(Resident Person, string? Plate);

/// <summary>A checkpoint and who is met there.</summary>
/// <param name="Opens">On the first day.</param>
/// <param name="Workers">One a shift: night, day, evening.</param>
internal sealed record Gate(
    string Unit, string Township, string Tier, int PassagesADay, TimeSpan Opens, IReadOnlyList<string> Workers,
    IReadOnlyList<Traveller> Regulars)
{
    public string Device => $"gate-{Unit}";
}

/// <summary>Collects the scenario's units, and with them the homes and gates where records are entered.</summary>
internal sealed class UnitPlan(Seeds seeds)
{
    /// <summary>A party member is contact for 5 to 10 households.</summary>
    private const int HomesPerContact = 8;

    private readonly List<UnitRow> _rows = [.. OfficialUnits.Read()];
    private readonly List<Home> _homes = [];
    private readonly List<Gate> _gates = [];
    private readonly Dictionary<string, int> _numbers = [];
    private readonly Dictionary<string, (string Worker, string Doctor, string Contact, int Homes)> _places = [];
    private readonly Random _random = seeds.For(Seeds.Part.Units);
    private readonly Population _people = new(seeds.For(Seeds.Part.People));

    public IReadOnlyList<UnitRow> Rows => _rows;

    public IReadOnlyList<Home> Homes => _homes;

    public IReadOnlyList<Gate> Gates => _gates;

    public IReadOnlyList<UnitRow> VillagesOf(string township) =>
        [.. _rows.Where(row => row.Kind == "village" && row.Parent == township)];

    public UnitRow Add(
        string code, string name, string kind, string parent, string? tier = null, int? households = null)
    {
        var planned = households?.ToString(CultureInfo.InvariantCulture);
        _rows.Add(new UnitRow(_rows.Count + 2, code, name, kind, parent, tier, planned));
        return _rows[^1];
    }

    /// <summary>The next unit of its series under that id, such as <c>141127102200-g03</c>.</summary>
    public UnitRow AddNext(string series, string digits, string name, string kind, string parent, string? tier = null)
    {
        var number = _numbers[series] = _numbers.GetValueOrDefault(series) + 1;
        return Add($"{series}{number.ToString(digits, CultureInfo.InvariantCulture)}", name, kind, parent, tier);
    }

    public void AddGate(string township, string parent, string tier, string name)
    {
        var unit = AddNext($"{township}-c", "00", name, "checkpoint", parent, tier);
        var passages = tier switch { "county" => 42, "township" => 30, "community" => 22, "village" => 14, _ => 10 };
        var driving = tier switch { "county" or "township" => 80, "village" => 45, _ => 30 };
        Traveller[] regulars =
        [
            .. Enumerable.Range(0, 8).Select(_ => new Traveller(
                _people.Next(), _random.Percent(driving) ? _people.NextPlate() : null)),
        ];
        var workers = NextNames(3);
        var opens = _random.Between(ScenarioTime.Clock(6, 20), ScenarioTime.Clock(8, 0));
        _gates.Add(new Gate(unit.Code, township, tier, passages, opens, workers, regulars));
    }

    /// <param name="place">Where in the village the household lives: itself, a grid or a community of it.</param>
    public void AddHome(UnitRow village, string place)
    {
        var head = _people.Next(1940, 1988);
        var unit = AddNext($"{village.Code}-h", "0000", $"{head.Name}户", "household", place);
        _homes.Add(HomeAt(place, unit.Code, village.Parent!, head, 1 + _random.Next(3) + _random.Next(4)));
    }

    /// <summary>A place that is no household where persons stay.</summary>
    public Home AddInstitution(string code, string name, string township)
    {
        Add(code, name, "institution", township);
        return HomeAt(code, code, township, _people.Next(1965, 1985), 1);
    }

    /// <summary>Another member of a household.</summary>
    public Resident NextPerson() => _people.Next(1955, 2003);

    /// <summary>Different ones, so that a place can tell its workers apart.</summary>
    public string[] NextNames(int count)
    {
        var names = new HashSet<string>();
        while (names.Count < count)
        {
            names.Add(_people.NextName());
        }

        return [.. names];
    }

    private Home HomeAt(string place, string unit, string township, Resident head, int persons)
    {
        if (!_places.TryGetValue(place, out var at))
        {
            at = (_people.NextName(), _people.NextName(), "", 0);
        }

        at.Contact = at.Homes % HomesPerContact == 0 ? _people.NextName() : at.Contact;
        _places[place] = at with { Homes = at.Homes + 1 };
        return new Home(unit, township, $"tablet-{place}", at.Worker, at.Doctor, head, persons, at.Contact);
    }
}
