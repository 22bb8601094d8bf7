namespace GridActors.CommandLine.Demo;

/// <summary>A village's office that is manned day and night, and the two cadres who take turns.</summary>
internal sealed record VillageOffice(string Village, string DayCadre, string NightCadre);

/// <summary>Who stands where in which teams, entered on the first morning before the gates open.</summary>
internal sealed class Posts
{
    private const int DongcunWorkers = 345;
    private const int PumingMembers = 420;

    /// <summary>More than there are villages today: five have merged since and kept their organisations.</summary>
    private const int PumingOrganisations = 23;

    private const int TuyuGroups = 8;
    private const int TuyuVanguards = 11;
    private const int Volunteers = 60;

    private static readonly TimeSpan Begin = ScenarioTime.Clock(6, 1);

    private readonly UnitPlan _plan;
    private readonly Gate[] _dongcunGates;

    /// <summary>Dongcun's workers beyond the three who take the shifts of a gate, by gate.</summary>
    private readonly string[][] _more;

    public Posts(UnitPlan plan)
    {
        _plan = plan;
        _dongcunGates = [.. plan.Gates.Where(gate => gate.Township == Townships.Dongcun)];
        _more =
        [
            .. _dongcunGates.Select((gate, at) => MoreFor(
                gate, Deeds.ShareOf(DongcunWorkers, at, _dongcunGates.Length) - gate.Workers.Count)),
        ];
        PumingOffices = [.. plan.VillagesOf(Townships.Puming).Select(village => OfficeOf(village.Code))];
    }

    /// <summary>Manned round the clock by village cadres.</summary>
    public IReadOnlyList<VillageOffice> PumingOffices { get; }

    public IEnumerable<Draft> Of(int day) => day switch
    {
        1 => [.. Gates(), .. Puming(), .. Tuyu(), .. CountyTeams()],
        2 => [VolunteersOn(day, "staff.enrol", hour: 8)],
        4 => [VolunteersOn(day, "staff.leave", hour: 18)],
        _ => [],
    };

    private IEnumerable<Draft> Gates()
    {
        foreach (var gate in _plan.Gates)
        {
            var extra = Array.IndexOf(_dongcunGates, gate) is >= 0 and var at ? _more[at] : [];
            var role = gate.Township == Townships.Tuyu ? "partyMember" : "gridWorker";
            foreach (var worker in gate.Workers.Concat(extra))
            {
                yield return Deeds.AtGate(
                    gate, ScenarioTime.At(1, Begin), worker, "staff.enrol", ("worker", worker), ("role", role));
            }
        }
    }

    private IEnumerable<Draft> Puming()
    {
        foreach (var (at, office) in PumingOffices.Index())
        {
            yield return Enter(office.Village, "team.form", ("kind", "partyOrganisation"), ("name", "村党支部"));
            yield return Enter(
                office.Village,
                "staff.enrol",
                ("count", Deeds.ShareOf(PumingMembers, at, PumingOffices.Count)),
                ("role", "partyMember"));
            foreach (var cadre in new[] { office.DayCadre, office.NightCadre })
            {
                yield return Enter(office.Village, "staff.enrol", ("worker", cadre), ("role", "villageCadre"));
            }
        }

        for (var number = PumingOffices.Count + 1; number <= PumingOrganisations; number++)
        {
            yield return Enter(
                Townships.Puming, "team.form", ("kind", "partyOrganisation"), ("name", $"并村前第{number}党支部"));
        }
    }

    private static IEnumerable<Draft> Tuyu()
    {
        yield return Enter(Townships.Tuyu, "team.form", ("kind", "partyGroup"), ("count", TuyuGroups));
        for (var number = 1; number <= TuyuVanguards; number++)
        {
            yield return Enter(Townships.Tuyu, "team.form", ("kind", "vanguard"), ("name", $"党员先锋{number}队"));
        }
    }

    private static IEnumerable<Draft> CountyTeams() =>
    [
        Enter(LanCounty.County, "team.form", ("kind", "headquarters"), ("name", "县疫情防控指挥部")),
        Enter(LanCounty.County, "team.form", ("kind", "supervision"), ("count", 3)),
        Enter(Townships.Dongcun, "team.form", ("kind", "publicity"), ("name", "流动宣传队")),
    ];

    private static Draft VolunteersOn(int day, string type, int hour) => Deeds.InOffice(
        Townships.Lancheng, ScenarioTime.At(day, ScenarioTime.Clock(hour, 0)), type,
        ("count", Volunteers), ("role", "volunteer"));

    private static Draft Enter(string area, string type, params (string Name, object Value)[] data) =>
        Deeds.InOffice(area, ScenarioTime.At(1, Begin), type, data);

    private string[] MoreFor(Gate gate, int count)
    {
        var more = new HashSet<string>();
        while (more.Count < count)
        {
            more.UnionWith(_plan.NextNames(1).Except(gate.Workers));
        }

        return [.. more];
    }

    private VillageOffice OfficeOf(string village)
    {
        var cadres = _plan.NextNames(2);
        return new VillageOffice(village, cadres[0], cadres[1]);
    }
}
