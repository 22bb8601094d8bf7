namespace GridActors.CommandLine.Demo;

/// <summary>Somebody in isolation.</summary>
/// <param name="From">Null for one who was brought there and did not return from anywhere.</param>
/// <param name="Day">Of the registration, from 1.</param>
/// <param name="Registered">Time of day.</param>
/// <param name="IsolatedAfter">From the registration on; null for one who is not isolated.</param>
internal sealed record Returnee(
    Home Home, Resident Person, ReturnedFrom? From, int Day, TimeSpan Registered, TimeSpan? IsolatedAfter)
{
    public bool IsIsolated => IsolatedAfter is not null;

    public DateTimeOffset RegisteredAt => ScenarioTime.At(Day, Registered);

    /// <summary>Isolations start on the day of the registration.</summary>
    public TimeSpan IsolatedFrom => Registered + IsolatedAfter!.Value;
}

/// <summary>Who came home, when that was registered, and who was isolated thereupon.</summary>
internal sealed class Returnees
{
    private readonly UnitPlan _plan;
    private readonly Seeds _seeds;
    private readonly List<Returnee> _first = [];

    /// <param name="site">Where those are brought who cannot stay at home.</param>
    public Returnees(UnitPlan plan, Home site, Seeds seeds)
    {
        (_plan, _seeds) = (plan, seeds);
        var random = seeds.For(Seeds.Part.Returnees);

        // Dongcun: all stay at home under isolation; those from Wuhan in 37 different households.
        Add(Townships.Dongcun, [(37, Origins.Wuhan, true), (848, Origins.OutOfCounty, true)], random);
        Add(Townships.Tuyu, [(214, Origins.OutOfCity, true), (318, Origins.OutOfCounty, false)], random);
        Add(
            Townships.Puming,
            [(12, Origins.Wuhan, true), (40, Origins.OutOfCity, true), (24, Origins.OutOfCounty, false)],
            random);
        for (var guest = 0; guest < 14; guest++)
        {
            _first.Add(Make(site, plan.NextPerson(), null, isIsolated: true, random));
        }
    }

    /// <summary>Those registered on that day; on the days after the scenario a few still come home.</summary>
    public IEnumerable<Returnee> Of(int day)
    {
        if (day <= LanCounty.Days)
        {
            return _first.Where(returnee => returnee.Day == day);
        }

        var random = _seeds.For(Seeds.Part.Returnees, day);
        var people = new Population(_seeds.For(Seeds.Part.People, -day));
        return
        [
            .. Enumerable.Range(0, random.Next(5, 12))
                .Select(_ => Make(random.Of(_plan.Homes), people.Next(), random.Of(Origins.OutOfCity), true, random))
                .Select(returnee => returnee with { Day = day }),
        ];
    }

    private void Add(
        string township, (int Count, ReturnedFrom[] From, bool AreIsolated)[] groups, Random random)
    {
        var homes = _plan.Homes.Where(home => home.Township == township).ToArray();
        random.Shuffle(homes);
        var next = 0;
        foreach (var (count, from, areIsolated) in groups)
        {
            for (var i = 0; i < count; i++)
            {
                // Once every household has one, some have two.
                var home = homes[next++ % homes.Length];
                _first.Add(Make(home, _plan.NextPerson(), random.Of(from), areIsolated, random));
            }
        }
    }

    private static Returnee Make(Home home, Resident person, ReturnedFrom? from, bool isIsolated, Random random)
    {
        var day = random.Next(100) switch { < 45 => 1, < 80 => 2, _ => 3 };
        var registered = random.Between(ScenarioTime.Clock(8, 0), ScenarioTime.Clock(20, 0));
        var after = random.Between(ScenarioTime.Clock(0, 10), ScenarioTime.Clock(1, 30));
        return new Returnee(home, person, from, day, registered, isIsolated ? after : null);
    }
}
