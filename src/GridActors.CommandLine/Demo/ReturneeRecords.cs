using System.Globalization;
using System.Text.Json;

namespace GridActors.CommandLine.Demo;

/// <summary>The records of a return: registration, start of the isolation, release.</summary>
internal sealed class ReturneeRecords(Returnees returnees, IEnumerable<string> townships, Seeds seeds)
{
    /// <summary>The day of the start is day 1, so the release comes so many days later.</summary>
    public const int IsolationDays = 14;

    private static readonly string[] Occupations = ["worker", "worker", "worker", "student", "other"];
    private static readonly string[] Transports = ["私家车", "私家车", "拼车", "客车", "摩托车"];

    private readonly Dictionary<string, Team> _teams = Team.Of(townships, seeds.For(Seeds.Part.Returnees, -1));

    public IEnumerable<Draft> Of(int day)
    {
        var random = seeds.For(Seeds.Part.Returnees, 1000 + day);
        foreach (var returnee in returnees.Of(day))
        {
            if (returnee.From is not null)
            {
                yield return Registration(returnee, returnee.From, random);
            }

            if (returnee.IsIsolated)
            {
                yield return Start(returnee);
            }
        }

        if (day <= IsolationDays)
        {
            yield break;
        }

        foreach (var returnee in returnees.Of(day - IsolationDays).Where(returnee => returnee.IsIsolated))
        {
            var at = ScenarioTime.At(day, random.Between(ScenarioTime.Clock(8, 30), ScenarioTime.Clock(11, 0)));
            yield return Make(returnee, at, "isolation.end", json => json.WriteString("reason", "released"));
        }
    }

    /// <summary>A record about a returnee, entered on the tablet of the place.</summary>
    public static Draft Make(Returnee returnee, DateTimeOffset at, string type, Action<Utf8JsonWriter> rest) =>
        new(at, returnee.Home.Tablet, returnee.Home.Unit, returnee.Home.Worker, type, json =>
        {
            json.WritePerson(returnee.Person);
            rest(json);
        });

    private static Draft Registration(Returnee returnee, ReturnedFrom from, Random random)
    {
        // Whoever left Wuhan did so before its roads were closed on 23 January.
        var isWuhan = from.Class == "wuhan";
        var arrived = isWuhan
            ? new DateOnly(2020, 1, 23).AddDays(-random.Next(6))
            : ScenarioTime.DateOf(returnee.Day).AddDays(-random.Next(9));
        var transport = isWuhan ? "火车" : random.Of(Transports);
        var occupation = random.Of(Occupations);
        return Make(returnee, returnee.RegisteredAt, "returnee.register", json =>
        {
            json.WriteStartObject("from");
            json.WriteString("place", from.Place);
            json.WriteString("class", from.Class);
            json.WriteString("code", from.Code);
            json.WriteEndObject();
            json.WriteString("arrived", arrived.ToString("O", CultureInfo.InvariantCulture));
            json.WriteString("occupation", occupation);
            json.WriteString("transport", transport);
        });
    }

    private Draft Start(Returnee returnee) =>
        Make(returnee, ScenarioTime.At(returnee.Day, returnee.IsolatedFrom), "isolation.start", json =>
        {
            var isCentral = returnee.Home.Unit == Townships.CentralSite;
            json.WriteString("kind", isCentral ? "central" : "home");
            if (isCentral)
            {
                json.WriteString("site", "county");
                return;
            }

            var team = _teams[returnee.Home.Township];
            json.WriteNumber("days", IsolationDays);
            json.WriteStartObject("team");
            json.WriteString("townshipCadre", team.Cadre);
            json.WriteString("villageCadre", returnee.Home.Worker);
            json.WriteString("townshipDoctor", team.Doctor);
            json.WriteString("villageDoctor", returnee.Home.Doctor);
            json.WriteString("partyMember", returnee.Home.Contact);
            json.WriteEndObject();
        });

    /// <summary>Of the five who answer for somebody isolated at home, the two from the township.</summary>
    private sealed record Team(string Cadre, string Doctor)
    {
        public static Dictionary<string, Team> Of(IEnumerable<string> townships, Random random)
        {
            var people = new Population(random);
            return townships.ToDictionary(township => township, _ => new Team(people.NextName(), people.NextName()));
        }
    }
}
