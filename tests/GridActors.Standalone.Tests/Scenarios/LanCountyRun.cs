using System.Text.Json;
using GridActors.Core.Totals;
using GridActors.Core.Units;
using GridActors.Journaling.Ports;
using GridActors.CommandLine.Demo;

namespace GridActors.Standalone.Tests.Scenarios;

/// <summary>Lan County played once, to its end, for all tests that look at the outcome.</summary>
public sealed class LanCountyRun : IAsyncLifetime
{
    internal static readonly UnitId CountyId = UnitId.Parse(LanCounty.County);

    private readonly SettableTime _time = new(LanCounty.Begin);

    public LanCountyRun() => System = new ScenarioSystem(_time);

    internal ScenarioSystem System { get; }

    internal LanCounty County { get; } = new();

    internal List<TimedRecord> Records { get; private set; } = [];

    internal List<Answer> Answers { get; private set; } = [];

    internal UnitImportResult Import { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        Records = [.. County.Records()];
        Import = await System.Import.ImportAsync(County.Units, null, default);
        Answers = await System.PlayAsync(Records, _time);
        await System.SweepAsync(_time.Now = LanCounty.End);
        await System.ConvergedAsync();
    }

    public Task DisposeAsync() => System.Units.StopAsync(TimeSpan.FromSeconds(10));

    internal Task<ScenarioGateway> GatewayAsync() => ScenarioGateway.StartAsync(System, _time);

    internal async Task<DailyTotals> TotalsAsync(string unit) => (await System.Units.TotalsAsync(UnitId.Parse(unit), default))!.Totals;

    /// <summary>Counts what was sent, without any of the system's code.</summary>
    internal int Sent(string type, Func<JsonElement, bool>? where = null)
    {
        var count = 0;
        foreach (var record in Records)
        {
            using var json = JsonDocument.Parse(record.Utf8);
            if (json.RootElement.GetProperty("type").GetString() == type && where?.Invoke(json.RootElement.GetProperty("data")) != false)
            {
                count++;
            }
        }

        return count;
    }
}
