using System.Text;
using GridActors.Simulation.Clients;
using GridActors.Simulation.Properties;
using GridActors.Simulation.Scheduling;

namespace GridActors.Simulation.Counties;

/// <summary>
/// One record being made up: where, by what chance, for what time, and what it must count for by the plainest reading of it.
/// </summary>
/// <param name="before">What was made up for this unit before, sent or not.</param>
/// <param name="shown">The unit as a dashboard may show it by now.</param>
internal sealed class Making(
    Chance chance, County county, Place place, DateTimeOffset at, IReadOnlyList<Sent> before, UnitTruth shown)
{
    private static readonly string[] Persons =
    [
        """{"name":"张三","phone":"1"}""", """{"name":"李四","phone":"1"}""", """{"idType":"passport","id":"E3"}""",
        """{"idType":"passport","id":"E3","name":"李四","phone":"1"}""", """{"id":"11010519491231002X"}""",
    ];

    public Chance Chance => chance;

    public County County => county;

    public Place Place => place;

    public DateTimeOffset At => at;

    public IReadOnlyList<Sent> Before => before;

    public UnitTruth Shown => shown;

    /// <summary>Flows on the record's day, kept in the client's ledger.</summary>
    public List<(string Code, long Units)> Counts { get; } = [];

    public T Of<T>(params ReadOnlySpan<T> items) => chance.Of(items);

    public string Person() => chance.Of(Persons);

    public string Worker() => chance.Of("甲", "乙");

    /// <summary>One of a few keys of a kind of item, so that records meet on them.</summary>
    public string Key(string kind) => $"{kind}-{chance.Next(3)}";

    /// <summary>A key that was given out at this unit before; any where none was.</summary>
    public string KnownKey(string kind)
    {
        var known = before.Select(sent => KeyIn(sent, kind)).OfType<string>().ToList();
        return known.Count == 0 ? Key(kind) : chance.From(known);
    }

    /// <summary>Before or after the record's own time, as people plan and as they are late.</summary>
    public string Instant(int hoursFirst, int hoursEnd) =>
        $"{at.AddMinutes(chance.Next(hoursFirst * 4, hoursEnd * 4) * 15):yyyy-MM-ddTHH:mm:sszzz}";

    /// <summary>A time by which something is due: an instant, or a date that ends with its day.</summary>
    public string Due() => chance.OneIn(2) ? Instant(-2, 30) : Date(chance.Next(0, 3));

    public string Date(int daysAhead) => $"{at.AddDays(daysAhead):yyyy-MM-dd}";

    public void Count(string code, long units = 1) => Counts.Add((code, units));

    /// <summary>Counts it under its code, and under its kind.</summary>
    public string CountKind(string code, string family, string kind)
    {
        Count(code);
        Count($"{family}{kind}");
        return kind;
    }

    /// <summary>The text, in a part of the records.</summary>
    public string Maybe(string text) => chance.OneIn(2) ? text : "";

    private static string? KeyIn(Sent sent, string kind)
    {
        var json = Encoding.UTF8.GetString(sent.Utf8);
        var begin = json.IndexOf($"\"{kind}-", StringComparison.Ordinal) + 1;
        return begin == 0 ? null : json[begin..json.IndexOf('"', begin)];
    }
}
