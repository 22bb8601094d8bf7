using System.Globalization;
using System.Text.Json;
using GridActors.Journaling.Ports;
using GridActors.CommandLine.Demo;

namespace GridActors.Standalone.Tests.Scenarios;

/// <summary>A household, and the tablet on which its village enters what happens there.</summary>
internal sealed record Place(string Unit, string Village, Resident Head);

/// <summary>Collects the units of a scenario and what is recorded at its households.</summary>
internal sealed class HomesPlan(int seed)
{
    private readonly List<Draft> _drafts = [];
    private readonly Dictionary<string, int> _homes = [];
    private readonly Population _people = new(new Random(seed + 1));

    public List<UnitRow> Units { get; } = [];

    public Random Random { get; } = new(seed);

    public void Unit(string code, string name, string kind, string? parent) =>
        Units.Add(new UnitRow(Units.Count + 2, code, name, kind, parent, null, null));

    public Place[] Homes(string village, int count) => [.. Enumerable.Range(0, count).Select(_ => Home(village))];

    public Resident Person() => _people.Next();

    /// <summary>The devices' records in the order in which they are sent.</summary>
    public IReadOnlyList<TimedRecord> Records() => new Devices().Write(_drafts);

    /// <param name="day">A date, <c>2020-02-01</c>.</param>
    /// <param name="hour">Some minute from then on, within the hour.</param>
    public void Add(Place place, string day, int hour, string type, object data)
    {
        var at = DateTimeOffset.Parse($"{day}T{hour:00}:{Random.Next(60):00}:{Random.Next(60):00}+08:00", CultureInfo.InvariantCulture);
        _drafts.Add(new Draft(at, $"tablet-{place.Village}", place.Unit, $"worker-{place.Village[^3..]}", type, json =>
        {
            foreach (var field in JsonSerializer.SerializeToElement(data).EnumerateObject())
            {
                field.WriteTo(json);
            }
        }));
    }

    /// <summary>Days in isolation with two checks a day, none left out, and the release after them.</summary>
    /// <param name="upTo">The day on which the scenario ends, if it does so before.</param>
    public void Isolate(Place place, Resident person, string day, int days, string kind = "home", string upTo = "9999-12-31")
    {
        var first = DateOnly.ParseExact(day, "yyyy-MM-dd", CultureInfo.InvariantCulture);
        Add(place, day, 10, "isolation.start", new { person = Of(person), kind, days });
        for (var number = 0; number < days; number++)
        {
            var date = first.AddDays(number).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
            if (string.CompareOrdinal(date, upTo) > 0)
            {
                return;
            }

            if (number > 0)
            {
                Add(place, date, 8, "health.check", Check(person));
            }

            Add(place, date, 16, "health.check", Check(person));
        }

        var end = first.AddDays(days).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        Add(place, end, 9, "isolation.end", new { person = Of(person), reason = "released" });
    }

    public static object Of(Resident person) => new { id = person.Id, name = person.Name, phone = person.Phone };

    private object Check(Resident person) => new { person = Of(person), temperature = Random.Healthy() };

    private Place Home(string village)
    {
        var head = _people.Next(1940, 1988);
        var number = _homes[village] = _homes.GetValueOrDefault(village) + 1;
        var place = new Place($"{village}-h{number:0000}", village, head);
        Unit(place.Unit, $"{head.Name}户", "household", village);
        return place;
    }
}
