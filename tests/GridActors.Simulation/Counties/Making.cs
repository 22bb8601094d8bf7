using GridActors.Simulation.Clients;
using GridActors.Simulation.Scheduling;

namespace GridActors.Simulation.Counties;

/// <summary>One record being made up: where, by what chance, and what it must count for by the plainest reading of it.</summary>
internal sealed class Making(Chance chance, County county, Place place, IReadOnlyList<Sent> before)
{
    private static readonly string[] Persons =
    [
        """{"name":"张三","phone":"1"}""", """{"name":"李四","phone":"1"}""", """{"idType":"passport","id":"E3"}""",
        """{"idType":"passport","id":"E3","name":"李四","phone":"1"}""", """{"id":"11010519491231002X"}""",
    ];

    public Chance Chance => chance;

    public County County => county;

    public Place Place => place;

    /// <summary>What was made up for this unit before, sent or not.</summary>
    public IReadOnlyList<Sent> Before => before;

    /// <summary>Flows on the record's day, kept in the client's ledger.</summary>
    public List<(string Code, long Units)> Counts { get; } = [];

    public T Of<T>(params ReadOnlySpan<T> items) => chance.Of(items);

    public string Person() => chance.Of(Persons);

    public void Count(string code, long units = 1) => Counts.Add((code, units));

    /// <summary>The text, in a part of the records.</summary>
    public string Maybe(string text) => chance.OneIn(2) ? text : "";
}
