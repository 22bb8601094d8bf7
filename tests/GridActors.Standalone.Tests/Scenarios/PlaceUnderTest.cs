using System.Text;
using GridActors.Core.Totals;
using GridActors.Core.Units;
using GridActors.Journaling.Ports;
using GridActors.Journaling.Recounts;
using GridActors.CommandLine.Demo;

namespace GridActors.Standalone.Tests.Scenarios;

/// <summary>A tree of units that enter what happened, in the order in which a test tells it.</summary>
internal sealed class PlaceUnderTest(DateTimeOffset begin)
{
    private readonly SettableTime _time = new(begin);
    private readonly List<UnitRow> _rows = [];
    private readonly List<TimedRecord> _records = [];
    private ScenarioSystem? _system;
    private long _seq;

    /// <summary>What was said to an accepted record, by its unit.</summary>
    public List<Answer> Answers { get; private set; } = [];

    public void Unit(string code, string name, string kind, string? parent = null, int? households = null) =>
        _rows.Add(new UnitRow(_rows.Count + 2, code, name, kind, parent, null, households?.ToString()));

    public void Record(string unit, DateTimeOffset at, string type, string data = "{}") =>
        _records.Add(new TimedRecord(at, Encoding.UTF8.GetBytes(
            $$"""
            {"source":"office","seq":{{++_seq}},"unit":"{{unit}}","at":"{{at:O}}","by":"{{unit}}","type":"{{type}}","data":{{data}}}
            """)));

    /// <summary>Plays all of it, sweeps deadlines on the way, and lets the totals come to the top.</summary>
    public async Task RunAsync(DateTimeOffset end)
    {
        _system = new ScenarioSystem(_time);
        Assert.Empty((await _system.Import.ImportAsync(_rows, null, default)).Failures);
        Answers = await _system.PlayAsync(_records.OrderBy(record => record.At), _time);
        await _system.SweepAsync(_time.Now = end);
        await _system.ConvergedAsync();
        Assert.Empty(_system.Failures);
    }

    public async Task HoldsAsync(string unit, params (string Code, decimal Value)[] figures)
    {
        var totals = (await _system!.Units.TotalsAsync(UnitId.Parse(unit), default))!.Totals.Running;
        Assert.Equal(figures, figures.Select(figure => (figure.Code, totals[IndicatorCodes.Find(figure.Code)!].Units)));
    }

    public Task<ScenarioGateway> GatewayAsync() => ScenarioGateway.StartAsync(_system!, _time);

    public async Task RecountsAsync()
    {
        var result = await new Recount(_system!.Units.Ports).RunAsync(null, default);
        Assert.Empty(result.Differences);
        Assert.Empty(result.WrongVersions);
    }
}
