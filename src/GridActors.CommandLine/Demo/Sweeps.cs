namespace GridActors.CommandLine.Demo;

/// <summary>The sweeps 摸排: which households of a township are surveyed in which round on which day.</summary>
internal sealed class Sweeps(IReadOnlyList<Home> homes, Seeds seeds)
{
    /// <summary>Prime to 100: spreads the households of every place over all of a round's days.</summary>
    private const int Spread = 37;

    private static readonly Leg[] TuyuLegs =
    [
        new(1, 1, 0, 55, ScenarioTime.Clock(13, 0), ScenarioTime.Clock(18, 30)),
        new(1, 2, 55, 100, ScenarioTime.Clock(8, 30), ScenarioTime.Clock(17, 30)),
        new(2, 3, 0, 65, ScenarioTime.Clock(8, 30), ScenarioTime.Clock(18, 0)),
        new(2, 4, 65, 100, ScenarioTime.Clock(8, 30), ScenarioTime.Clock(12, 0)),
        new(3, 4, 0, 25, ScenarioTime.Clock(13, 30), ScenarioTime.Clock(18, 30)),
        new(3, 5, 25, 68, ScenarioTime.Clock(8, 30), ScenarioTime.Clock(17, 30)),
        new(3, 6, 68, 100, ScenarioTime.Clock(8, 30), ScenarioTime.Clock(17, 30)),
    ];

    private static readonly Leg[] OtherLegs =
    [
        new(1, 1, 0, 15, ScenarioTime.Clock(14, 0), ScenarioTime.Clock(18, 0)),
        new(1, 2, 15, 45, ScenarioTime.Clock(9, 0), ScenarioTime.Clock(17, 30)),
        new(1, 3, 45, 75, ScenarioTime.Clock(9, 0), ScenarioTime.Clock(17, 30)),
        new(1, 4, 75, 100, ScenarioTime.Clock(9, 0), ScenarioTime.Clock(17, 30)),
    ];

    /// <summary>The poorer ones are more frequent, as they were in the county.</summary>
    private static readonly string[] Categories =
    [
        "registeredPoor", "registeredPoor", "registeredPoor", "lowIncome", "lowIncome", "disabled", "seriousIllness",
        "fiveGuarantee", "unstable", "marginal",
    ];

    private readonly IReadOnlyList<(Home Home, int Share)> _visited =
    [
        .. homes.GroupBy(home => home.Township)
            .SelectMany(township => township.Index().Select(home => (home.Item, home.Index * Spread % 100))),
    ];

    public IEnumerable<Draft> Of(int day)
    {
        foreach (var (at, (home, share)) in _visited.Index())
        {
            foreach (var leg in home.Township == Townships.Tuyu ? TuyuLegs : OtherLegs)
            {
                if (leg.Day == day && share >= leg.FromPercent && share < leg.ToPercent)
                {
                    yield return Survey(home, leg, seeds.For(Seeds.Part.Survey, (at * 10) + leg.Round));
                }
            }
        }
    }

    private static Draft Survey(Home home, Leg leg, Random random)
    {
        var at = ScenarioTime.At(leg.Day, random.Between(leg.From, leg.To));
        var persons = random.Percent(3) && leg.Round > 1 ? home.Persons + 1 : home.Persons;
        var categories = CategoriesIn(leg.Round, random);
        var isOutsider = random.Percent(3);
        return new Draft(at, home.Tablet, home.Unit, home.Worker, "household.survey", json =>
        {
            json.WriteNumber("round", leg.Round);
            json.WriteNumber("persons", persons);
            if (categories is not null)
            {
                json.WriteTexts("categories", categories);
            }

            if (leg.Round > 1)
            {
                return;
            }

            json.WriteStartArray("members");
            json.WriteStartObject();
            json.WriteString("name", home.Head.Name);
            json.WriteString("phone", home.Head.Phone);
            json.WriteString("relation", "户主");
            json.WriteEndObject();
            json.WriteEndArray();
            json.WriteString("residence", isOutsider ? "outsider" : "registered");
            json.WriteString("contactMember", home.Contact);
        });
    }

    /// <summary>The first round notes them; a later one only what it finds changed.</summary>
    private static string[]? CategoriesIn(int round, Random random)
    {
        if (round > 1 && !random.Percent(2))
        {
            return null;
        }

        var count = random.Next(100) switch { < 82 => 0, < 95 => 1, _ => 2 };
        return [.. Enumerable.Range(0, count).Select(_ => random.Of(Categories)).Distinct()];
    }

    /// <summary>The households of these hundredths are surveyed on that day, within those hours.</summary>
    private sealed record Leg(
        int Round, int Day, int FromPercent, int ToPercent, TimeSpan From, TimeSpan To);
}
