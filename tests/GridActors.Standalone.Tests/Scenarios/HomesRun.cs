using System.Text.Json;
using GridActors.Core.Totals;
using GridActors.Core.Traces;
using GridActors.Core.Units;
using GridActors.Journaling.Ports;
using GridActors.Journaling.Recounts;
using GridActors.Journaling.Traces;
using GridActors.CommandLine.Demo;

namespace GridActors.Standalone.Tests.Scenarios;

/// <summary>A scenario's households played to their end, and what must be true of it whatever its figures are.</summary>
internal sealed class HomesRun
{
    private readonly HomesPlan _plan;
    private readonly IReadOnlyList<TimedRecord> _records;
    private readonly ScenarioSystem _system;
    private readonly SettableTime _time;
    private List<Answer> _answers = [];

    public HomesRun(HomesPlan plan)
    {
        _plan = plan;
        _records = plan.Records();
        _time = new SettableTime(_records[0].At.AddHours(-1));
        _system = new ScenarioSystem(_time);
    }

    public async Task PlayAsync()
    {
        Assert.Empty((await _system.Import.ImportAsync(_plan.Units, null, default)).Failures);
        _answers = await _system.PlayAsync(_records, _time);
        await _system.SweepAsync(_time.Now = _records[^1].At.AddHours(1));
        await _system.ConvergedAsync();
    }

    /// <summary>Who shared a trip, as the route would tell it, in all the days of the scenario.</summary>
    public async Task<IReadOnlyList<TracedPerson>> OnTripAsync(string trip)
    {
        var page = await new TraceSearch(_system.Units.Ports).FindAsync(
            [TraceName.OfTrip(trip)!.Value], _records[0].At.AddDays(-1), _time.Now.AddDays(1), null, 1000, default);
        return [.. page.Traces.SelectMany(trace => trace.Persons).Distinct()];
    }

    public Task StopAsync() => _system.Units.StopAsync(TimeSpan.FromSeconds(10));

    public Task<ScenarioGateway> GatewayAsync() => ScenarioGateway.StartAsync(_system, _time);

    public async Task<decimal> ValueAsync(string unit, string code) =>
        (await TotalsAsync(unit)).Running[IndicatorCodes.Find(code)!].Units;

    /// <summary>Counts what was sent, without any of the system's code.</summary>
    public int Sent(string type, Func<JsonElement, bool>? where = null) => _records.Count(record =>
    {
        using var json = JsonDocument.Parse(record.Utf8);
        return json.RootElement.GetProperty("type").GetString() == type && where?.Invoke(json.RootElement.GetProperty("data")) != false;
    });

    public void AssertEveryRecordWasAccepted()
    {
        Assert.Empty(_system.Failures);
        Assert.Equal(_records.Count, _answers.Count);
        Assert.All(_answers, answer => Assert.Equal(new Answer(AnswerStatus.Accepted), answer));
    }

    public async Task AssertARecountFindsNoDifferenceAsync()
    {
        var result = await new Recount(_system.Units.Ports).RunAsync(null, default);
        Assert.Empty(result.Differences);
        Assert.Empty(result.WrongVersions);
        Assert.Equal(_plan.Units.Count, result.Units);
    }

    public async Task AssertNoLevelIsBelowZeroOnAnyDayAsync()
    {
        foreach (var unit in _plan.Units)
        {
            var totals = await TotalsAsync(unit.Code);
            Assert.All(totals.Days, day => Assert.All(
                totals.LevelsAt(day.Day).Amounts, level => Assert.True(level.Value.Units > 0, $"{unit.Code} {day.Day} {level.Key}")));
        }
    }

    private async Task<DailyTotals> TotalsAsync(string unit) => (await _system.Units.TotalsAsync(UnitId.Parse(unit), default))!.Totals;
}
