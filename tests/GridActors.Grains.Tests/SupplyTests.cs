using System.Text;
using GridActors.Core.Records;
using GridActors.Core.Totals;
using GridActors.Core.Units;
using GridActors.Grains.Tests.Hosts;
using GridActors.Journaling.Deadlines;
using GridActors.Journaling.Import;
using GridActors.Journaling.Memory;
using GridActors.Journaling.Ports;
using GridActors.Journaling.Recounts;

namespace GridActors.Grains.Tests;

/// <summary>Supplies move between units of two silos, and one of these goes away meanwhile.</summary>
public sealed class SupplyTests : IAsyncLifetime
{
    private const string Office = "141127100";
    private const int Gates = 16;

    private readonly MemoryJournal _store = new();
    private MemorySilo _one = null!;
    private MemorySilo _two = null!;

    public async Task InitializeAsync()
    {
        _one = await MemorySilo.StartAsync(_store);
        _two = await MemorySilo.StartAsync(_store, _one);
        List<UnitRow> rows =
        [
            new(2, "141127", "岚县", "county", null, null, null), new(3, Office, "东村镇", "township", "141127", null, null),
            .. Enumerable.Range(1, Gates).Select(gate => new UnitRow(3 + gate, Gate(gate), "卡点", "checkpoint", Office, null, null)),
        ];
        var result = await new UnitImport(_one.Ports).ImportAsync(rows, null, default);
        Assert.True(result.Failures.Count == 0, string.Join('\n', result.Failures));
    }

    public async Task DisposeAsync()
    {
        await _two.DisposeAsync();
        await _one.DisposeAsync();
    }

    [Fact]
    public async Task SuppliesReachEveryGateOnceThroughTheLossOfASilo()
    {
        await AcceptAsync(Office, 1, "supply.receive", """{"item":"mask","quantity":1000}""");
        for (var gate = 1; gate <= Gates; gate++)
        {
            await AcceptAsync(Office, 1 + gate, "supply.transfer", $$"""{"item":"mask","quantity":20,"to":"{{Gate(gate)}}"}""");
            if (gate == Gates / 2)
            {
                await _two.DisposeAsync();
            }
        }

        for (var end = DateTime.UtcNow.AddSeconds(30); await InTransitAsync() > 0; await Task.Delay(200))
        {
            Assert.True(DateTime.UtcNow < end, "not delivered within 30 s");
            await new DeadlineSweeper(_store, _one.Units, _one.Ports.Log, TimeProvider.System).SweepAsync(DateTimeOffset.UtcNow);
        }

        for (var gate = 1; gate <= Gates; gate++)
        {
            Assert.Equal(20, await StockAsync(Gate(gate)));
        }

        Assert.Equal(1000 - (20 * Gates), await StockAsync(Office));
        // Areas store what they count a little later.
        for (var end = DateTime.UtcNow.AddSeconds(30); ; await Task.Delay(200))
        {
            var differences = (await new Recount(_one.Ports).RunAsync(null, default)).Differences;
            if (differences.Count == 0)
            {
                break;
            }

            Assert.True(DateTime.UtcNow < end, $"{differences[0]}");
        }
    }

    private static string Gate(int number) => $"{Office}-c{number:00}";

    private async Task<decimal> StockAsync(string unit) =>
        (await _store.ReadOwnAsync(UnitId.Parse(unit))).Totals.Running[IndicatorCodes.Find("stock.mask")!].Units;

    private async Task<decimal> InTransitAsync() =>
        (await _store.ReadOwnAsync(UnitId.Parse(Office))).Totals.Running[IndicatorCodes.Find("stock.inTransit.mask")!].Units;

    /// <summary>Sent again as a device does while a silo is being lost.</summary>
    private async Task AcceptAsync(string unit, long seq, string type, string data)
    {
        var json =
            $$"""
            {"source":"office","seq":{{seq}},"unit":"{{unit}}","at":"{{DateTimeOffset.UtcNow:O}}","type":"{{type}}","data":{{data}}}
            """;
        var record = _one.Ports.Reader.Read(Encoding.UTF8.GetBytes(json)).Record!;
        for (var end = DateTime.UtcNow.AddSeconds(30); ; await Task.Delay(100))
        {
            var answer = (await _one.Units.PostAsync(record.Unit, [record]))[0];
            if (answer.Status is AnswerStatus.Accepted or AnswerStatus.Duplicate)
            {
                return;
            }

            Assert.True(answer.Status == AnswerStatus.Unavailable && DateTime.UtcNow < end, $"{answer}");
        }
    }
}
